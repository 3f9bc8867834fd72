// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Server;

/// <summary>The JSON of settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SutiConfiguration))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
