// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>How the members of the data model 2.0 and the claims of a token live in one object (VC-JOSE-COSE §3.3).</summary>
internal static class V2Claims
{
    /// <summary>Who is said to have signed, by the document itself.</summary>
    public static string? ControllerOf(JsonElement payload, SecuredKind kind) =>
        payload.Text("iss") ?? payload.Member(kind == SecuredKind.Credential ? "issuer" : "holder").IdOf();

    /// <summary>These two claims belong to another data model, and a reader of that one would find another credential in them.</summary>
    public static void RequireFree(JsonElement json)
    {
        if (json.Member("vc").IsPresent() || json.Member("vp").IsPresent())
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "The members vc and vp must not stand in a token of the data model 2.0.");
        }
    }

    public static ReadOnlyMemory<byte> OfPresentation(JsonElement presentation, string holder, PresentOptions options) => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteMembersExcept(presentation, "iss", "aud", "nonce", "iat", "exp", "proof");
        if (!presentation.Member("holder").IsPresent())
        {
            writer.WriteString("holder"u8, holder);
        }

        writer.WriteString("iss"u8, holder);
        if (options.AllAudience is { Count: > 0 } audience)
        {
            writer.WriteTexts("aud", audience);
        }

        if (options.Challenge is not null)
        {
            writer.WriteString("nonce"u8, options.Challenge);
        }

        if (options.IssuedAt is { } issued)
        {
            writer.WriteNumber("iat"u8, issued.ToUnixTimeSeconds());
        }

        if (options.ExpiresAt is { } expires)
        {
            writer.WriteNumber("exp"u8, expires.ToUnixTimeSeconds());
        }

        writer.WriteEndObject();
    });

    /// <summary>Enters what only this family of formats knows: no claims of the other model, no claim against a member.</summary>
    public static void Check(
        ProofReport report, JsonElement payload, EnvelopeClaims claims, SecuredKind kind, SecuredDocument document, string credentialType, string presentationType)
    {
        var isCredential = kind == SecuredKind.Credential;
        var stated = payload.Member(isCredential ? "issuer" : "holder").IdOf();
        var mediaType = $"application/{(isCredential ? credentialType : presentationType)}";
        var fault = payload.Member("vc").IsPresent() || payload.Member("vp").IsPresent() ? "vc-claim"
            : claims.Issuer is not null && stated is not null && claims.Issuer != stated ? "issuer-differs"
            : claims.Id is not null && payload.Text("id") is { } id && claims.Id != id ? "id-differs"
            : claims.Subject is not null && isCredential && payload.Member("credentialSubject").Member("id") is { ValueKind: JsonValueKind.String } subject
                && !subject.ValueEquals(claims.Subject) ? "subject-differs"
            : document.MediaType is { } around && !mediaType.Equals(around, StringComparison.OrdinalIgnoreCase) ? "media-type-differs"
            : document.Json.IsPresent() ? "json-around"
            : null;
        if (fault is null)
        {
            report.Checks.Pass(CheckCodes.Agreement);
        }
        else
        {
            report.Checks.Fail(CheckCodes.Agreement, fault, "The claims of the token, or what stands around it, say something else than the document.");
        }
    }
}
