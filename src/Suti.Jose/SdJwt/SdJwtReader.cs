// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Reads and writes the serializations of SD-JWT (RFC 9901 §4 and §8).</summary>
internal static class SdJwtReader
{
    public static SdJwt? ReadCompact(string text, SdJwtLimits limits, out JoseError? error)
    {
        if (text.Length > limits.Token.MaxTokenSize)
        {
            error = JoseErrors.TokenTooLarge;
            return null;
        }

        var end = text.IndexOf('~', StringComparison.Ordinal);
        if (end < 0)
        {
            error = SdJwtErrors.Malformed;
            return null;
        }

        var issuerSigned = text[..end];
        if (!Jws.TryParse(issuerSigned, out var jws, out error, limits.Token))
        {
            return null;
        }

        var rest = text.AsSpan(end + 1);
        if (rest.Count('~') > limits.MaxDisclosures)
        {
            error = SdJwtErrors.TooManyDisclosures;
            return null;
        }

        var disclosures = new List<SdJwtDisclosure>();
        for (var next = rest.IndexOf('~'); next >= 0; next = rest.IndexOf('~'))
        {
            if (!SdJwtDisclosure.TryParse(rest[..next].ToString(), out var disclosure))
            {
                error = SdJwtErrors.DisclosureShape;
                return null;
            }

            disclosures.Add(disclosure);
            rest = rest[(next + 1)..];
        }

        // What follows the last tilde is the key binding, or nothing.
        return new SdJwt(issuerSigned, jws, disclosures, rest.IsEmpty ? null : rest.ToString());
    }

    public static SdJwt? ReadJson(ReadOnlySpan<byte> utf8, SdJwtLimits limits, out JoseError? error)
    {
        if (!Jws.TryParseJson(utf8, out var jws, out error, limits.Token))
        {
            return null;
        }

        var first = jws.Signatures[0];
        var disclosures = new List<SdJwtDisclosure>();
        if (first.Header.TryGetMember("disclosures", out var list))
        {
            if (list.ValueKind != JsonValueKind.Array)
            {
                error = SdJwtErrors.Malformed;
                return null;
            }

            if (list.GetArrayLength() > limits.MaxDisclosures)
            {
                error = SdJwtErrors.TooManyDisclosures;
                return null;
            }

            foreach (var entry in list.EnumerateArray())
            {
                if (entry.ValueKind != JsonValueKind.String || !SdJwtDisclosure.TryParse(entry.GetString()!, out var disclosure))
                {
                    error = SdJwtErrors.DisclosureShape;
                    return null;
                }

                disclosures.Add(disclosure);
            }
        }

        string? keyBinding = null;
        if (first.Header.TryGetMember("kb_jwt", out _) && !first.Header.TryGetString("kb_jwt", out keyBinding))
        {
            error = SdJwtErrors.Malformed;
            return null;
        }

        // The disclosures may stand in the first signature only (RFC 9901 §8.2), and must not be signed with it.
        if (jws.Signatures.Skip(1).Any(CarriesDisclosures) || JoseJson.HasMember(first.Header.ProtectedJson.Span, "disclosures"))
        {
            error = SdJwtErrors.Malformed;
            return null;
        }

        var header = Base64Url.Encode(first.Header.ProtectedJson.Span);
        var issuerSigned = $"{header}.{Base64Url.Encode(jws.Payload.Span)}.{Base64Url.Encode(first.Value.Span)}";
        return new SdJwt(issuerSigned, jws, disclosures, keyBinding);
    }

    public static byte[] WriteJson(SdJwt sdJwt)
    {
        var parts = sdJwt.IssuerSigned.Split('.');
        var header = new JsonObject
        {
            ["disclosures"] = new JsonArray([.. sdJwt.Disclosures.Select(disclosure => (JsonNode)disclosure.Text)]),
        };
        if (sdJwt.KeyBinding is not null)
        {
            header["kb_jwt"] = sdJwt.KeyBinding;
        }

        var json = new JsonObject { ["payload"] = parts[1], ["protected"] = parts[0], ["header"] = header, ["signature"] = parts[2] };
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>The payload as an object that may be changed.</summary>
    public static JsonObject? ParsePayload(ReadOnlySpan<byte> payload, out JoseError? error)
    {
        error = JwtErrors.CheckPayload(payload);
        return error is null ? (JsonObject)JsonNode.Parse(payload)! : null;
    }

    private static bool CarriesDisclosures(JwsSignature signature) =>
        signature.Header.TryGetMember("disclosures", out _) || signature.Header.TryGetMember("kb_jwt", out _);
}
