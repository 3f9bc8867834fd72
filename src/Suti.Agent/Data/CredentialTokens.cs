// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>Credentials and presentations that are tokens: JWTs, SD-JWTs, and COSE messages as base64. They are read as they stand; nothing is verified.</summary>
internal static class CredentialTokens
{
    private const string DataScheme = "data:";

    /// <summary>Takes the token out of an envelope (VCDM 2.0 §4.13).</summary>
    public static bool TryOpenEnvelope(JsonElement json, [NotNullWhen(true)] out string? token)
    {
        token = null;
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("type", out var type)
            || !(Has(type, "EnvelopedVerifiableCredential") || Has(type, "EnvelopedVerifiablePresentation"))
            || !json.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var url = id.GetString()!;
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        token = comma > 0 && url.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? url[(comma + 1)..] : null;
        return token is not null;
    }

    /// <summary>The claims of a token; what an SD-JWT discloses is what it says.</summary>
    public static bool TryReadClaims(string token, out JsonElement claims)
    {
        claims = default;
        if (token.Contains('~', StringComparison.Ordinal))
        {
            if (SdJwt.TryParse(token, out var sdJwt, out _) && sdJwt.TryReadClaims(out var disclosed, out _))
            {
                claims = JsonElement.Parse(disclosed.ToJsonString());
            }
        }
        else if (token.Split('.') is [_, var encoded, _])
        {
            if (Base64Url.TryDecode(encoded, out var payload))
            {
                _ = StrictJson.TryParseElement(payload, out claims);
            }
        }
        else if (TryReadCose(token, out var message) && message.Payload is { } payload)
        {
            _ = StrictJson.TryParseElement(payload.Span, out claims);
        }

        return claims.ValueKind == JsonValueKind.Object;
    }

    /// <summary>Reads a COSE message in base64 of either alphabet.</summary>
    public static bool TryReadCose(string token, [NotNullWhen(true)] out CoseSign1? message)
    {
        message = null;
        return Base64Url.TryDecode(token.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out var bytes) && CoseSign1.TryParse(bytes, out message, out _);
    }

    /// <summary>Whether a text, or one of a list, is the type.</summary>
    public static bool Has(JsonElement types, string type) => types.ValueKind switch
    {
        JsonValueKind.String => types.ValueEquals(type),
        JsonValueKind.Array => types.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(type)),
        _ => false,
    };
}
