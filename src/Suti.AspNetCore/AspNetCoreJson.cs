// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.AspNetCore;

/// <summary>The JSON of this assembly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiKeyRecord))]
[JsonSerializable(typeof(UsedToken))]
internal sealed partial class AspNetCoreJson : JsonSerializerContext;
