// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>Whether a credential has a claim that is asked for.</summary>
internal static class RequestedClaims
{
    /// <param name="requested">What is asked.</param>
    /// <param name="credential">The credential as its issuer meant it.</param>
    public static bool IsMetBy(this RequestedClaim requested, JsonElement credential) =>
        HasClaim(requested, credential)
        && (requested.Issuers is null || IsIssuedByOneOf(requested.Issuers, credential.Member("issuer").IdOf()))
        && (requested.CredentialContext is not { } context || credential.Member("@context").HasText(context))
        && (requested.CredentialType is not { } type || credential.Member("type").HasText(type));

    private static bool HasClaim(RequestedClaim requested, JsonElement credential)
    {
        if (string.IsNullOrEmpty(requested.ClaimType))
        {
            return true;
        }

        foreach (var subject in credential.Member("credentialSubject").Items())
        {
            var claim = subject.Member(requested.ClaimType);
            if (claim.IsPresent() && (string.IsNullOrEmpty(requested.ClaimValue) || TextOf(claim) == requested.ClaimValue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text under which a claim is kept and found.</summary>
    private static string? TextOf(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => claim.GetString(),
        _ => EcmaScriptJson.Stringify(claim),
    };

    /// <summary>Parameters and fragments of the DIDs do not matter, as in Veramo.</summary>
    private static bool IsIssuedByOneOf(IReadOnlyList<ClaimIssuer> issuers, string? issuer)
    {
        if (issuer is null)
        {
            return false;
        }

        var end = issuer.AsSpan().IndexOfAny('?', '#', '/');
        var bare = end < 0 ? issuer : issuer[..end];
        foreach (var accepted in issuers)
        {
            if (accepted.Did == bare)
            {
                return true;
            }
        }

        return false;
    }
}
