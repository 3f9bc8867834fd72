// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>The options of requests about DIDs.</summary>
internal static class DidRequestOptions
{
    public static JsonElement Check(JsonElement? options) => options switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => default,
        { ValueKind: JsonValueKind.Object } => options.Value,
        _ => throw new SutiException(AgentErrorCodes.InvalidArgument, "/options must be an object."),
    };

    public static bool IsLocalOnly(JsonElement options) => options.ValueKind == JsonValueKind.Object
        && options.TryGetProperty("localOnly", out var local)
        && (local.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? local.GetBoolean()
            : throw new SutiException(AgentErrorCodes.InvalidArgument, "/options/localOnly must be true or false."));
}
