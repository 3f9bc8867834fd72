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
        payload.Member("claim").ValueKind == JsonValueKind.Object
        && payload.Member("sub").IsPresent() && payload.Member("iss").IsPresent() && payload.Member("iat").IsPresent();

    public static JsonElement Credential(JsonElement payload) =>
        IsAttestation(payload) ? JsonValues.Build(payload, static (writer, claims) => WriteAttestation(writer, claims)) : Credential(payload, JwtMembers.Of(payload));

    /// <summary>The same for claims whose members were found already, and which are no attestation.</summary>
    public static JsonElement Credential(JsonElement payload, in JwtMembers outer) =>
        JsonValues.Build((Payload: payload, Outer: outer, Inner: JwtMembers.Of(outer[JwtMember.Vc])), static (writer, parts) => WriteCredential(writer, parts.Payload, parts.Outer, parts.Inner));

    public static JsonElement Presentation(JsonElement payload) => JsonValues.Build(payload, static (writer, claims) => WritePresentation(writer, claims));

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
                writer.WriteAsWritten(member);
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
                writer.WriteAsWritten(WithProof(Credential(document.Payload), document.Token!));
            }
            else
            {
                writer.WriteAsWritten(credential);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteCredential(Utf8JsonWriter writer, JsonElement payload, in JwtMembers outer, in JwtMembers inner)
    {
        var takesIssuer = outer[JwtMember.Issuer].ValueKind is JsonValueKind.Undefined or JsonValueKind.Object;
        var issuerHasId = outer[JwtMember.Issuer].Member("id").ValueKind == JsonValueKind.String;
        var takesId = IsFalsy(outer[JwtMember.Id]) && outer[JwtMember.Jti].IsPresent();
        var takesSubject = outer[JwtMember.Sub].ValueKind == JsonValueKind.String && outer[JwtMember.CredentialSubject].Member("id").ValueKind != JsonValueKind.String
            && inner[JwtMember.CredentialSubject].ValueKind != JsonValueKind.Array;
        var issued = IsFalsy(outer[JwtMember.IssuanceDate]) ? FirstDate(outer, JwtMember.Nbf, JwtMember.Iat) : null;
        var expires = IsFalsy(outer[JwtMember.ExpirationDate]) ? FirstDate(outer, JwtMember.Exp, JwtMember.Exp) : null;

        writer.WriteStartObject();
        WriteUnion(writer, "@context", [outer[JwtMember.Context], outer[JwtMember.AtContext], inner[JwtMember.AtContext]]);
        WriteUnion(writer, "type", [outer[JwtMember.Type], inner[JwtMember.Type]]);
        foreach (var member in payload.EnumerateObject())
        {
            var which = JwtMembers.Which(member);
            var moves = which switch
            {
                JwtMember.Other => false,
                JwtMember.Vc or JwtMember.Context or JwtMember.AtContext or JwtMember.Type or JwtMember.CredentialSubject => true,
                JwtMember.Issuer => takesIssuer,
                JwtMember.Iss => takesIssuer && !issuerHasId,
                JwtMember.Jti or JwtMember.Id => takesId,
                JwtMember.Sub => takesSubject,
                JwtMember.IssuanceDate => issued is not null,
                JwtMember.ExpirationDate or JwtMember.Exp => expires is not null,
                JwtMember.Nbf or JwtMember.Iat => which == issued?.Member,
                _ => IsFalsy(member.Value) && inner[which].IsPresent(),
            };
            if (!moves)
            {
                writer.WriteAsWritten(member);
            }
        }

        if (takesId)
        {
            writer.WriteMember("id", outer[JwtMember.Jti]);
        }

        WriteSubject(writer, outer[JwtMember.CredentialSubject], inner[JwtMember.CredentialSubject], takesSubject ? outer[JwtMember.Sub] : default);
        if (takesIssuer)
        {
            WriteIssuer(writer, outer[JwtMember.Iss], outer[JwtMember.Issuer]);
        }

        WriteDate(writer, "issuanceDate", issued?.Value);
        WriteDate(writer, "expirationDate", expires?.Value);
        WriteInner(writer, outer, inner);
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

        var members = JwtMembers.Of(payload);
        WriteSubject(writer, default, payload.GetProperty("claim"), members[JwtMember.Sub].ValueKind == JsonValueKind.String ? members[JwtMember.Sub] : default);
        WriteIssuer(writer, members[JwtMember.Iss], default);
        WriteDate(writer, "issuanceDate", FirstDate(members, JwtMember.Nbf, JwtMember.Iat)?.Value);
        WriteDate(writer, "expirationDate", FirstDate(members, JwtMember.Exp, JwtMember.Exp)?.Value);
        writer.WriteEndObject();
    }

    private static void WritePresentation(Utf8JsonWriter writer, JsonElement payload)
    {
        var vp = payload.Member("vp");
        var takesHolder = payload.Text("iss") is not null && IsFalsy(payload.Member("holder"));
        var takesId = payload.Member("jti").IsPresent() && !payload.Member("id").IsPresent();
        var members = JwtMembers.Of(payload);
        var issued = IsFalsy(members[JwtMember.IssuanceDate]) ? FirstDate(members, JwtMember.Nbf, JwtMember.Iat) : null;
        var expires = IsFalsy(members[JwtMember.ExpirationDate]) ? FirstDate(members, JwtMember.Exp, JwtMember.Exp) : null;
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
                "nbf" or "iat" => JwtMembers.Which(member) == issued?.Member,
                _ => false,
            };
            if (!moves)
            {
                writer.WriteAsWritten(member);
            }
        }

        writer.WriteStartArray("verifiableCredential"u8);
        foreach (var credential in payload.Member("verifiableCredential").Items().Concat(vp.Member("verifiableCredential").Items()))
        {
            writer.WriteAsWritten(credential);
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
        WriteRest(writer, "vp", vp, static member => member.NameEquals("@context"u8) || member.NameEquals("type"u8) || member.NameEquals("verifiableCredential"u8));
        writer.WriteEndObject();
    }

    /// <summary>Lifts the members of the vocabulary out of <c>vc</c>; what is left there stays under its name.</summary>
    private static void WriteInner(Utf8JsonWriter writer, in JwtMembers outer, in JwtMembers inner)
    {
        for (var which = JwtMember.Evidence; which <= JwtMember.CredentialStatus; which++)
        {
            if (inner[which].IsPresent() && IsFalsy(outer[which]))
            {
                writer.WriteMember(JwtPayloadWriter.Inner[which - JwtMember.Evidence], inner[which]);
            }
        }

        if (outer[JwtMember.Vc] is { ValueKind: JsonValueKind.Object } vc)
        {
            WriteRest(writer, "vc", vc, static member => JwtMembers.Which(member) is JwtMember.AtContext or JwtMember.Type or JwtMember.CredentialSubject or >= JwtMember.Evidence);
        }
    }

    private static void WriteRest(Utf8JsonWriter writer, string name, JsonElement json, Predicate<JsonProperty> isHandled)
    {
        var isOpen = false;
        foreach (var member in json.EnumerateObject())
        {
            if (isHandled(member))
            {
                continue;
            }

            if (!isOpen)
            {
                writer.WriteStartObject(name);
                isOpen = true;
            }

            writer.WriteAsWritten(member);
        }

        if (isOpen)
        {
            writer.WriteEndObject();
        }
    }

    /// <param name="writer">Where to.</param>
    /// <param name="outer">The subject beside <c>vc</c>.</param>
    /// <param name="inner">The subject in it.</param>
    /// <param name="id">The text that <c>sub</c> is, if it names this subject.</param>
    private static void WriteSubject(Utf8JsonWriter writer, JsonElement outer, JsonElement inner, JsonElement id)
    {
        writer.WritePropertyName("credentialSubject"u8);
        if (inner.ValueKind == JsonValueKind.Array || (inner.ValueKind != JsonValueKind.Object && outer.ValueKind == JsonValueKind.Array))
        {
            writer.WriteAsWritten(inner.ValueKind == JsonValueKind.Array ? inner : outer);
            return;
        }

        writer.WriteStartObject();
        if (outer.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in outer.EnumerateObject())
            {
                if (!inner.Member(member.Name).IsPresent() && !(id.IsPresent() && member.NameEquals("id"u8)))
                {
                    writer.WriteAsWritten(member);
                }
            }
        }

        if (inner.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in inner.EnumerateObject())
            {
                if (!(id.IsPresent() && member.NameEquals("id"u8)))
                {
                    writer.WriteAsWritten(member);
                }
            }
        }

        if (id.IsPresent())
        {
            writer.WriteMember("id", id);
        }

        writer.WriteEndObject();
    }

    private static void WriteIssuer(Utf8JsonWriter writer, JsonElement iss, JsonElement issuer)
    {
        writer.WriteStartObject("issuer"u8);
        if (iss.ValueKind == JsonValueKind.String && !issuer.Member("id").IsPresent())
        {
            writer.WriteMember("id", iss);
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
        HashSet<string>? seen = null;
        JsonElement first = default;
        foreach (var part in parts)
        {
            foreach (var item in part.Each())
            {
                if (item.ValueKind == JsonValueKind.Null || (item.ValueKind == JsonValueKind.String && !IsNew(item, ref first, ref seen)))
                {
                    continue;
                }

                writer.WriteAsWritten(item);
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Most lists have one or two texts: what was seen is kept in a set from the third on.</summary>
    private static bool IsNew(JsonElement text, ref JsonElement first, ref HashSet<string>? seen)
    {
        if (!first.IsPresent())
        {
            first = text;
            return true;
        }

        var value = text.GetString()!;
        if (first.ValueEquals(value))
        {
            return false;
        }

        return (seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(value);
    }

    private static (JwtMember Member, DateTimeOffset Value)? FirstDate(in JwtMembers payload, JwtMember first, JwtMember second)
    {
        return Read(payload, first) ?? (second == first ? null : Read(payload, second));

        static (JwtMember, DateTimeOffset)? Read(in JwtMembers payload, JwtMember name) =>
            payload[name] is { ValueKind: JsonValueKind.Number } member
            && member.TryGetDouble(out var seconds) && seconds is not 0 and > -62135596800 and < 253402300800
                ? (name, DateTimeOffset.UnixEpoch.AddSeconds(seconds))
                : null;
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
