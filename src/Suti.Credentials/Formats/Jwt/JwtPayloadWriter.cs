// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Writes credentials and presentations of the data model 1.1 as claims of a JWT: what has a registered claim moves there, the
/// rest of the vocabulary into <c>vc</c> or <c>vp</c>, and members of one's own stay beside them.
/// </summary>
internal static class JwtPayloadWriter
{
    /// <summary>The members that belong into <c>vc</c>.</summary>
    public static readonly string[] Inner = ["evidence", "termsOfUse", "refreshService", "credentialSchema", "credentialStatus"];

    public static ReadOnlyMemory<byte> OfCredential(JsonElement credential)
    {
        RequireFree(credential, "vc", "iss", "sub", "jti", "nbf", "exp", "iat", "aud");
        return JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            var subject = credential.Member("credentialSubject");
            var sub = subject.Text("id");
            writer.WriteStartObject("vc"u8);
            WriteTexts(writer, credential, "@context");
            WriteTexts(writer, credential, "type");
            WriteSubject(writer, subject);
            foreach (var name in Inner)
            {
                if (credential.TryGetProperty(name, out var member))
                {
                    writer.WriteMember(name, member);
                }
            }

            writer.WriteEndObject();
            WriteText(writer, "sub", sub);
            WriteText(writer, "jti", credential.Text("id"));
            WriteTimes(writer, credential);
            foreach (var member in credential.EnumerateObject())
            {
                if (member.Name is not ("@context" or "type" or "credentialSubject" or "id" or "issuanceDate" or "expirationDate" or "issuer" or "proof")
                    && Array.IndexOf(Inner, member.Name) < 0)
                {
                    member.WriteTo(writer);
                }
            }

            WriteIssuer(writer, credential.Member("issuer"));
            writer.WriteEndObject();
        });
    }

    public static ReadOnlyMemory<byte> OfPresentation(JsonElement presentation, string holder, PresentOptions options)
    {
        RequireFree(presentation, "vp", "iss", "sub", "jti", "nbf", "exp", "iat", "aud", "nonce");
        return JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("vp"u8);
            WriteTexts(writer, presentation, "@context");
            WriteTexts(writer, presentation, "type");
            writer.WriteStartArray("verifiableCredential"u8);
            foreach (var credential in presentation.Member("verifiableCredential").Items())
            {
                if (credential.Member("proof").Text("jwt") is { } jwt)
                {
                    writer.WriteStringValue(jwt);
                }
                else
                {
                    credential.WriteTo(writer);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteText(writer, "jti", presentation.Text("id"));
            WriteText(writer, "nonce", options.Challenge);
            WriteDate(writer, "nbf", options.IssuedAt ?? Time(presentation, "issuanceDate"));
            WriteDate(writer, "exp", options.ExpiresAt ?? Time(presentation, "expirationDate"));
            if (options.AllAudience.Union(presentation.Member("verifier").Texts()).ToList() is { Count: > 0 } audience)
            {
                writer.WriteTexts("aud", audience);
            }

            writer.WriteMembersExcept(
                presentation, "@context", "type", "verifiableCredential", "id", "holder", "verifier", "issuanceDate", "expirationDate", "proof");
            writer.WriteString("iss"u8, holder);
            writer.WriteEndObject();
        });
    }

    private static void RequireFree(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out _))
            {
                throw new SutiException(CredentialErrorCodes.NotIssuable, $"The member {name} has a meaning of its own in a JWT.");
            }
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, JsonElement json, string name)
    {
        // A list even where there is one: that is what readers of this format expect.
        writer.WriteStartArray(name);
        foreach (var item in json.Member(name).Items())
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteSubject(Utf8JsonWriter writer, JsonElement subject)
    {
        writer.WritePropertyName("credentialSubject"u8);
        if (subject.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            writer.WriteMembersExcept(subject, "id");
            writer.WriteEndObject();
        }
        else
        {
            // Several subjects have no single sub (VCDM 1.1 §6.3.1), so that each keeps its id.
            subject.WriteTo(writer);
        }
    }

    private static void WriteTimes(Utf8JsonWriter writer, JsonElement credential)
    {
        WriteDate(writer, "nbf", Time(credential, "issuanceDate"));
        WriteDate(writer, "exp", Time(credential, "expirationDate"));
    }

    private static void WriteIssuer(Utf8JsonWriter writer, JsonElement issuer)
    {
        if (issuer.ValueKind == JsonValueKind.Object && issuer.GetPropertyCount() > 1)
        {
            writer.WriteStartObject("issuer"u8);
            writer.WriteMembersExcept(issuer, "id");
            writer.WriteEndObject();
        }

        writer.WriteString("iss"u8, issuer.IdOf());
    }

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        JsonValues.TryReadTime(json.Text(name), requireZone: false, out var time) ? time : null;

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteNumber(name, value.ToUnixTimeSeconds());
        }
    }
}
