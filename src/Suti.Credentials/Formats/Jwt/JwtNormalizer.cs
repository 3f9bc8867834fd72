// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Reads the claims of a JWT of the data model 1.1 back into the W3C shape, with the rules by which did-jwt-vc merges the payload
/// with <c>vc</c> and <c>vp</c>: lists are joined, and members that stand there in both forms keep the W3C one.
/// </summary>
internal static class JwtNormalizer
{
    private const string ProofType = "JwtProof2020";

    /// <summary>Whether the claims are an attestation of uPort, from before there was a data model.</summary>
    public static bool IsAttestation(JsonElement payload) =>
        payload.Member("sub").IsPresent() && payload.Member("iss").IsPresent()
        && payload.Member("claim").ValueKind == JsonValueKind.Object && payload.Member("iat").IsPresent();

    public static JsonElement Credential(JsonElement payload) =>
        IsAttestation(payload) ? JsonValues.Build(writer => WriteAttestation(writer, payload)) : JsonValues.Build(writer => WriteCredential(writer, payload));

    public static JsonElement Presentation(JsonElement payload) => JsonValues.Build(writer => WritePresentation(writer, payload));

    /// <summary>The same with the token as its proof, which is how it stands in JSON.</summary>
    public static JsonElement WithProof(JsonElement json, string token) => JsonValues.Build(writer =>
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == "verifiableCredential")
            {
                WriteInnerCredentials(writer, member.Value);
            }
            else
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteStartObject("proof"u8);
        writer.WriteString("type"u8, ProofType);
        writer.WriteString("jwt"u8, token);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteInnerCredentials(Utf8JsonWriter writer, JsonElement credentials)
    {
        writer.WriteStartArray("verifiableCredential"u8);
        foreach (var credential in credentials.Items())
        {
            if (credential.ValueKind == JsonValueKind.String
                && SecuredDocument.TryRead(credential, SecuredKind.Credential, CredentialLimits.Standard, out var document, out _)
                && document is { Jws: not null, SdJwt: null }
                && document.Payload.Member("vc").IsPresent())
            {
                WithProof(Credential(document.Payload), document.Token!).WriteTo(writer);
            }
            else
            {
                credential.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteCredential(Utf8JsonWriter writer, JsonElement payload)
    {
        var vc = payload.Member("vc");
        var takesIssuer = payload.Member("issuer").ValueKind is JsonValueKind.Undefined or JsonValueKind.Object;
        var takesId = IsFalsy(payload.Member("id")) && payload.Member("jti").IsPresent();
        var takesSubject = payload.Text("sub") is not null && payload.Member("credentialSubject").Text("id") is null
            && vc.Member("credentialSubject").ValueKind != JsonValueKind.Array;
        var issued = IsFalsy(payload.Member("issuanceDate")) ? FirstDate(payload, "nbf", "iat") : null;
        var expires = IsFalsy(payload.Member("expirationDate")) ? FirstDate(payload, "exp", "exp") : null;

        writer.WriteStartObject();
        WriteUnion(writer, "@context", [payload.Member("context"), payload.Member("@context"), vc.Member("@context")]);
        WriteUnion(writer, "type", [payload.Member("type"), vc.Member("type")]);
        foreach (var member in payload.EnumerateObject())
        {
            var moves = member.Name switch
            {
                "vc" or "context" or "@context" or "type" or "credentialSubject" => true,
                "issuer" => takesIssuer,
                "iss" => takesIssuer && payload.Member("issuer").Text("id") is null,
                "jti" => takesId,
                "id" => takesId,
                "sub" => takesSubject,
                "issuanceDate" => issued is not null,
                "expirationDate" => expires is not null,
                "exp" => expires is not null,
                _ => member.Name == issued?.Name || (IsFalsy(member.Value) && Array.IndexOf(JwtPayloadWriter.Inner, member.Name) >= 0 && vc.Member(member.Name).IsPresent()),
            };
            if (!moves)
            {
                member.WriteTo(writer);
            }
        }

        if (takesId)
        {
            writer.WriteMember("id", payload.GetProperty("jti"));
        }

        WriteSubject(writer, payload.Member("credentialSubject"), vc.Member("credentialSubject"), takesSubject ? payload.Text("sub") : null);
        if (takesIssuer)
        {
            WriteIssuer(writer, payload.Text("iss"), payload.Member("issuer"));
        }

        WriteDate(writer, "issuanceDate", issued?.Value);
        WriteDate(writer, "expirationDate", expires?.Value);
        WriteInner(writer, payload, vc);
        writer.WriteEndObject();
    }

    private static void WriteAttestation(Utf8JsonWriter writer, JsonElement payload)
    {
        writer.WriteStartObject();
        writer.WriteTexts("@context", [CredentialContexts.V1]);
        writer.WriteTexts("type", [DataModelRules.CredentialType]);
        writer.WriteMembersExcept(payload, "iss", "sub", "claim", "iat", "nbf", "exp", "jti", "vc");
        if (payload.Text("jti") is { } id)
        {
            writer.WriteString("id"u8, id);
        }

        WriteSubject(writer, default, payload.GetProperty("claim"), payload.Text("sub"));
        WriteIssuer(writer, payload.Text("iss"), default);
        WriteDate(writer, "issuanceDate", FirstDate(payload, "nbf", "iat")?.Value);
        WriteDate(writer, "expirationDate", FirstDate(payload, "exp", "exp")?.Value);
        writer.WriteEndObject();
    }

    private static void WritePresentation(Utf8JsonWriter writer, JsonElement payload)
    {
        var vp = payload.Member("vp");
        var takesHolder = payload.Text("iss") is not null && IsFalsy(payload.Member("holder"));
        var takesId = payload.Member("jti").IsPresent() && !payload.Member("id").IsPresent();
        var issued = IsFalsy(payload.Member("issuanceDate")) ? FirstDate(payload, "nbf", "iat") : null;
        var expires = IsFalsy(payload.Member("expirationDate")) ? FirstDate(payload, "exp", "exp") : null;
        var audience = payload.Member("aud");

        writer.WriteStartObject();
        WriteUnion(writer, "@context", [payload.Member("context"), payload.Member("@context"), vp.Member("@context")]);
        WriteUnion(writer, "type", [payload.Member("type"), vp.Member("type")]);
        foreach (var member in payload.EnumerateObject())
        {
            var moves = member.Name switch
            {
                "vp" or "context" or "@context" or "type" or "verifiableCredential" => true,
                "aud" or "verifier" => audience.IsPresent(),
                "iss" or "holder" => takesHolder,
                "jti" => takesId,
                "issuanceDate" => issued is not null,
                "expirationDate" or "exp" => expires is not null,
                _ => member.Name == issued?.Name,
            };
            if (!moves)
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteStartArray("verifiableCredential"u8);
        foreach (var credential in payload.Member("verifiableCredential").Items().Concat(vp.Member("verifiableCredential").Items()))
        {
            credential.WriteTo(writer);
        }

        writer.WriteEndArray();
        if (takesHolder)
        {
            writer.WriteMember("holder", payload.GetProperty("iss"));
        }

        if (takesId)
        {
            writer.WriteMember("id", payload.GetProperty("jti"));
        }

        if (audience.IsPresent())
        {
            WriteUnion(writer, "verifier", [payload.Member("verifier"), audience]);
        }

        WriteDate(writer, "issuanceDate", issued?.Value);
        WriteDate(writer, "expirationDate", expires?.Value);
        WriteRest(writer, "vp", vp, "@context", "type", "verifiableCredential");
        writer.WriteEndObject();
    }

    /// <summary>Lifts the members of the vocabulary out of <c>vc</c>; what is left there stays under its name.</summary>
    private static void WriteInner(Utf8JsonWriter writer, JsonElement payload, JsonElement vc)
    {
        foreach (var name in JwtPayloadWriter.Inner)
        {
            if (IsFalsy(payload.Member(name)) && vc.Member(name) is { ValueKind: not JsonValueKind.Undefined } member)
            {
                writer.WriteMember(name, member);
            }
        }

        WriteRest(writer, "vc", vc, ["@context", "type", "credentialSubject", .. JwtPayloadWriter.Inner]);
    }

    private static void WriteRest(Utf8JsonWriter writer, string name, JsonElement json, params ReadOnlySpan<string> handled)
    {
        var rest = 0;
        foreach (var member in json.EnumerateObject())
        {
            if (!handled.Contains(member.Name))
            {
                rest++;
            }
        }

        if (rest > 0)
        {
            writer.WriteStartObject(name);
            writer.WriteMembersExcept(json, handled);
            writer.WriteEndObject();
        }
    }

    private static void WriteSubject(Utf8JsonWriter writer, JsonElement outer, JsonElement inner, string? id)
    {
        writer.WritePropertyName("credentialSubject"u8);
        if (inner.ValueKind == JsonValueKind.Array || (inner.ValueKind != JsonValueKind.Object && outer.ValueKind == JsonValueKind.Array))
        {
            (inner.ValueKind == JsonValueKind.Array ? inner : outer).WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (outer.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in outer.EnumerateObject())
            {
                if (!inner.Member(member.Name).IsPresent() && !(id is not null && member.NameEquals("id"u8)))
                {
                    member.WriteTo(writer);
                }
            }
        }

        if (inner.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in inner.EnumerateObject())
            {
                if (!(id is not null && member.NameEquals("id"u8)))
                {
                    member.WriteTo(writer);
                }
            }
        }

        if (id is not null)
        {
            writer.WriteString("id"u8, id);
        }

        writer.WriteEndObject();
    }

    private static void WriteIssuer(Utf8JsonWriter writer, string? iss, JsonElement issuer)
    {
        writer.WriteStartObject("issuer"u8);
        if (iss is not null && !issuer.Member("id").IsPresent())
        {
            writer.WriteString("id"u8, iss);
        }

        if (issuer.ValueKind == JsonValueKind.Object)
        {
            writer.WriteMembersExcept(issuer);
        }

        writer.WriteEndObject();
    }

    private static void WriteUnion(Utf8JsonWriter writer, string name, ReadOnlySpan<JsonElement> parts)
    {
        writer.WriteStartArray(name);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in part.EnumerateArray())
                {
                    WriteOnce(writer, item, seen);
                }
            }
            else if (part.IsPresent())
            {
                WriteOnce(writer, part, seen);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteOnce(Utf8JsonWriter writer, JsonElement item, HashSet<string> seen)
    {
        if (item.ValueKind != JsonValueKind.Null && (item.ValueKind != JsonValueKind.String || seen.Add(item.GetString()!)))
        {
            item.WriteTo(writer);
        }
    }

    private static (string Name, DateTimeOffset Value)? FirstDate(JsonElement payload, string first, string second)
    {
        foreach (var name in (ReadOnlySpan<string>)[first, second])
        {
            if (payload.Member(name) is { ValueKind: JsonValueKind.Number } member
                && member.TryGetDouble(out var seconds) && seconds is not 0 and > -62135596800 and < 253402300800)
            {
                return (name, DateTimeOffset.UnixEpoch.AddSeconds(seconds));
            }
        }

        return null;
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, JsonValues.FormatMilliseconds(value));
        }
    }

    /// <summary>What JavaScript takes for false, which the rules of this format speak of.</summary>
    private static bool IsFalsy(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));
}
