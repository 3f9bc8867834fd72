// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Whether everything says the same that stands in more than one place: the JSON around a JWT and the JWT, and the registered claims and
/// the members of <c>vc</c>. A reader may take either, so that a difference is a lie to one of them.
/// </summary>
internal static class JwtAgreement
{
    public static string? CheckCredential(JsonElement payload, EnvelopeClaims claims, JsonElement normalized, JsonElement around)
    {
        var vc = payload.Member("vc");
        return CheckSubject(payload.Member("credentialSubject"), claims)
            ?? CheckSubject(vc.Member("credentialSubject"), claims)
            ?? Same(vc.Member("issuer"), claims.Issuer, "issuer")
            ?? Same(payload.Member("issuer").Member("id"), claims.Issuer, "issuer")
            ?? Same(payload.Member("id"), claims.Id, "id")
            ?? Same(vc.Member("id"), claims.Id, "id")
            ?? SameTime(vc, "issuanceDate", claims.NotBefore)
            ?? SameTime(vc, "expirationDate", claims.ExpiresAt)
            ?? SameTime(payload, "issuanceDate", claims.NotBefore)
            ?? SameTime(payload, "expirationDate", claims.ExpiresAt)
            ?? CheckTwice(payload, vc)
            ?? (around.IsPresent() && !AreSame(around, normalized) ? "json-differs" : null);
    }

    public static string? CheckPresentation(JsonElement payload, EnvelopeClaims claims, JsonElement normalized, JsonElement around)
    {
        var vp = payload.Member("vp");
        return Same(payload.Member("holder"), claims.Issuer, "holder")
            ?? Same(vp.Member("holder"), claims.Issuer, "holder")
            ?? Same(vp.Member("id"), claims.Id, "id")
            ?? (around.IsPresent() && !AreSamePresentation(around, normalized) ? "json-differs" : null);
    }

    /// <summary>A member of the vocabulary beside <c>vc</c> and in it: did-jwt-vc takes the outer one, others the inner one.</summary>
    private static string? CheckTwice(JsonElement payload, JsonElement vc)
    {
        foreach (var name in JwtPayloadWriter.Inner)
        {
            if (payload.TryGetProperty(name, out var outer) && vc.TryGetProperty(name, out var inner) && !JsonElement.DeepEquals(outer, inner))
            {
                return "vc-differs";
            }
        }

        var outerSubject = payload.Member("credentialSubject");
        return outerSubject.IsPresent() && vc.Member("credentialSubject") is { ValueKind: not JsonValueKind.Undefined } innerSubject
            && !JsonElement.DeepEquals(outerSubject, innerSubject)
                ? "vc-differs"
                : null;
    }

    private static string? CheckSubject(JsonElement subject, EnvelopeClaims claims) =>
        subject.ValueKind == JsonValueKind.Array
            ? claims.Subject is null ? null : "subject-differs"
            : Same(subject.Member("id"), claims.Subject, "subject");

    private static string? Same(JsonElement member, string? claim, string name) =>
        !member.IsPresent() || claim is null || member.IdOf() == claim ? null : $"{name}-differs";

    private static string? SameTime(JsonElement json, string name, DateTimeOffset? claim)
    {
        if (!json.Member(name).IsPresent() || claim is not { } stated)
        {
            return null;
        }

        // Claims are whole seconds; the text may be finer.
        return JsonValues.TryReadTime(json.Text(name), requireZone: false, out var time) && (time - stated).Duration() < TimeSpan.FromSeconds(1)
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
