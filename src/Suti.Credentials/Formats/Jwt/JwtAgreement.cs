// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Whether everything says the same that stands in more than one place: the JSON around a JWT and the JWT, and the registered claims and
/// the members of <c>vc</c>. A reader may take either, so that a difference is a lie to one of them.
/// </summary>
internal static class JwtAgreement
{
    /// <param name="payload">The members of the claims.</param>
    /// <param name="claims">The registered claims.</param>
    /// <param name="normalized">The credential as it is read from them.</param>
    /// <param name="around">The JSON around the token, if it came in some.</param>
    public static string? CheckCredential(in JwtMembers payload, EnvelopeClaims claims, JsonElement normalized, JsonElement around)
    {
        var vc = JwtMembers.Of(payload[JwtMember.Vc]);
        return CheckSubject(payload[JwtMember.CredentialSubject], claims)
            ?? CheckSubject(vc[JwtMember.CredentialSubject], claims)
            ?? Same(vc[JwtMember.Issuer], claims.Issuer, "issuer-differs")
            ?? Same(payload[JwtMember.Issuer].Member("id"), claims.Issuer, "issuer-differs")
            ?? Same(payload[JwtMember.Id], claims.Id, "id-differs")
            ?? Same(vc[JwtMember.Id], claims.Id, "id-differs")
            ?? SameTime(vc[JwtMember.IssuanceDate], claims.NotBefore)
            ?? SameTime(vc[JwtMember.ExpirationDate], claims.ExpiresAt)
            ?? SameTime(payload[JwtMember.IssuanceDate], claims.NotBefore)
            ?? SameTime(payload[JwtMember.ExpirationDate], claims.ExpiresAt)
            ?? CheckTwice(payload, vc)
            ?? (around.IsPresent() && !AreSame(around, normalized) ? "json-differs" : null);
    }

    public static string? CheckPresentation(JsonElement payload, EnvelopeClaims claims, JsonElement normalized, JsonElement around)
    {
        var vp = payload.Member("vp");
        return Same(payload.Member("holder"), claims.Issuer, "holder-differs")
            ?? Same(vp.Member("holder"), claims.Issuer, "holder-differs")
            ?? Same(vp.Member("id"), claims.Id, "id-differs")
            ?? (around.IsPresent() && !AreSamePresentation(around, normalized) ? "json-differs" : null);
    }

    /// <summary>A member of the vocabulary beside <c>vc</c> and in it: did-jwt-vc takes the outer one, others the inner one.</summary>
    private static string? CheckTwice(in JwtMembers payload, in JwtMembers vc)
    {
        for (var which = JwtMember.Evidence; which <= JwtMember.CredentialStatus; which++)
        {
            if (AreTwo(payload[which], vc[which]))
            {
                return "vc-differs";
            }
        }

        return AreTwo(payload[JwtMember.CredentialSubject], vc[JwtMember.CredentialSubject]) ? "vc-differs" : null;
    }

    private static bool AreTwo(JsonElement outer, JsonElement inner) =>
        outer.IsPresent() && inner.IsPresent() && !JsonElement.DeepEquals(outer, inner);

    private static string? CheckSubject(JsonElement subject, EnvelopeClaims claims) =>
        subject.ValueKind == JsonValueKind.Array
            ? claims.Subject is null ? null : "subject-differs"
            : Same(subject.Member("id"), claims.Subject, "subject-differs");

    private static string? Same(JsonElement member, string? claim, string fault) =>
        !member.IsPresent() || claim is null || member.IdOf() == claim ? null : fault;

    private static string? SameTime(JsonElement member, DateTimeOffset? claim)
    {
        if (!member.IsPresent() || claim is not { } stated)
        {
            return null;
        }

        // Claims are whole seconds; the text may be finer.
        var text = member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return JsonValues.TryReadTime(text, requireZone: false, out var time) && (time - stated).Duration() < TimeSpan.FromSeconds(1)
            ? null
            : "time-differs";
    }

    private static bool AreSame(JsonElement around, JsonElement normalized)
    {
        var count = 0;
        foreach (var member in around.EnumerateObject())
        {
            if (member.NameEquals("proof"u8))
            {
                continue;
            }

            count++;
            if (!normalized.TryGetProperty(member.Name, out var signed) || !JsonElement.DeepEquals(member.Value, signed))
            {
                return false;
            }
        }

        return count == normalized.GetPropertyCount();
    }

    private static bool AreSamePresentation(JsonElement around, JsonElement normalized)
    {
        var count = 0;
        foreach (var member in around.EnumerateObject())
        {
            if (member.NameEquals("proof"u8))
            {
                continue;
            }

            count++;
            if (!normalized.TryGetProperty(member.Name, out var signed)
                || !(member.NameEquals("verifiableCredential"u8) ? AreSameCredentials(member.Value, signed) : JsonElement.DeepEquals(member.Value, signed)))
            {
                return false;
            }
        }

        return count == normalized.GetPropertyCount();
    }

    /// <summary>A token and the object around it are the same here; that object is held against its token when it is verified.</summary>
    private static bool AreSameCredentials(JsonElement around, JsonElement signed)
    {
        var left = around.Items();
        var right = signed.Items();
        return left.Count == right.Count && left.Zip(right).All(pair => JsonElement.DeepEquals(Reduce(pair.First), Reduce(pair.Second)));

        static JsonElement Reduce(JsonElement credential) => credential.Member("proof").Member("jwt") is { ValueKind: JsonValueKind.String } jwt ? jwt : credential;
    }
}
