// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Dids;

/// <summary>Reads a service (DID Core §5.4).</summary>
internal static class DidServiceReader
{
    private const int MaxUriLength = 4096;
    private const int MaxEndpoints = 64;

    private static readonly SearchValues<char> NeverInUris = SearchValues.Create("\"<>\\^`{|}");

    public static bool TryRead(
        Did? subject, JsonElement json, [NotNullWhen(true)] out DidService? service, [NotNullWhen(false)] out DidError? error)
    {
        service = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            error = Invalid("A service is not an object.");
            return false;
        }

        if (JsonBytes.GetString(json, "id") is not { Length: > 0 } id || !IsUriText(id))
        {
            error = Invalid("A service has no id.");
            return false;
        }

        if (!json.TryGetProperty("type", out var type) || ReadStrings(type) is not { Count: > 0 } types)
        {
            error = Invalid("The type of a service is not a string or a list of strings.");
            return false;
        }

        if (!json.TryGetProperty("serviceEndpoint", out var endpoint) || ReadEndpoints(endpoint) is not { } endpoints)
        {
            error = Invalid("The serviceEndpoint of a service is not a URI, a map or a list of them.");
            return false;
        }

        error = null;
        service = new DidService(id is ['#', ..] && subject is not null ? subject + id : id, types, endpoints, json);
        return true;
    }

    /// <summary>A string, or a list of strings; null for anything else.</summary>
    public static List<string>? ReadStrings(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return [json.GetString()!];
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var strings = new List<string>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            strings.Add(item.GetString()!);
        }

        return strings;
    }

    private static List<DidServiceEndpoint>? ReadEndpoints(JsonElement json)
    {
        var endpoints = new List<DidServiceEndpoint>();
        if (json.ValueKind != JsonValueKind.Array)
        {
            return TryAdd(endpoints, json) ? endpoints : null;
        }

        foreach (var item in json.EnumerateArray())
        {
            if (endpoints.Count == MaxEndpoints || !TryAdd(endpoints, item))
            {
                return null;
            }
        }

        return endpoints;
    }

    private static bool TryAdd(List<DidServiceEndpoint> endpoints, JsonElement json)
    {
        var uri = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Object => JsonBytes.GetString(json, "uri"),
            _ => null,
        };
        if ((uri is null && json.ValueKind != JsonValueKind.Object) || (uri is not null && !IsUriText(uri)))
        {
            return false;
        }

        endpoints.Add(new DidServiceEndpoint(uri, json));
        return true;
    }

    /// <summary>RFC 3986 has no spaces and no control characters; the rest is left to whoever calls the URI.</summary>
    private static bool IsUriText(string text) =>
        text.Length <= MaxUriLength && !text.AsSpan().ContainsAnyInRange('\0', ' ') && !text.AsSpan().ContainsAny(NeverInUris);

    private static DidError Invalid(string message) => new(DidErrorCodes.InvalidDidDocument, message);
}
