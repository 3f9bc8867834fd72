// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>What the readers of JOSE objects ask of a JSON text.</summary>
internal static class JoseJson
{
    private static readonly HashSet<string> RegisteredHeaderMembers = new(StringComparer.Ordinal)
    {
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c",
    };

    /// <summary>Whether a header member belongs to the base specifications, which <c>crit</c> must not name (RFC 7515 §4.1.11).</summary>
    public static bool IsRegistered(string name) => RegisteredHeaderMembers.Contains(name);

    /// <summary>What keeps a text from being one strict JSON object; null when nothing does.</summary>
    public static JoseError? CheckObject(ReadOnlySpan<byte> json, int maxSize)
    {
        if (json.Length > maxSize)
        {
            return JoseErrors.HeaderTooLarge;
        }

        if (!StrictJson.TryValidate(json))
        {
            return IsWellFormed(json) ? JoseErrors.DuplicateMember : JoseErrors.HeaderNotJson;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject ? null : JoseErrors.HeaderNotObject;
    }

    /// <summary>Reads a text that must be one strict JSON object.</summary>
    public static JsonElement? TryParseObject(ReadOnlySpan<byte> json, int maxSize, out JoseError? error)
    {
        error = CheckObject(json, maxSize);
        return error is null ? JsonElement.Parse(json) : null;
    }

    /// <summary>Whether a checked object has a member of that name; no object has none.</summary>
    public static bool HasMember(ReadOnlySpan<byte> json, string name)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>Whether two of the checked objects have a member in common (RFC 7515 §4), or one of different values.</summary>
    public static bool ShareMember(byte[][] objects, bool allowSameValue)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var json in objects.Where(json => json.Length > 0))
        {
            foreach (var member in JsonElement.Parse(json).EnumerateObject())
            {
                if (!members.TryAdd(member.Name, member.Value)
                    && !(allowSameValue && JsonElement.DeepEquals(members[member.Name], member.Value)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The JWS algorithm that the current string names, found without making a string of it.</summary>
    public static JwsAlgorithm? FindJwsAlgorithm(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var algorithm in JwsAlgorithm.All)
            {
                if (reader.ValueTextEquals(algorithm.Name))
                {
                    return algorithm;
                }
            }
        }

        return null;
    }

    /// <summary>The current token as a string; the commonest ones without a new string.</summary>
    public static bool TryString(ref Utf8JsonReader reader, out string? value)
    {
        value = reader.TokenType != JsonTokenType.String ? null
            : reader.ValueTextEquals("JWT"u8) ? "JWT"
            : reader.GetString();
        return value is not null;
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
