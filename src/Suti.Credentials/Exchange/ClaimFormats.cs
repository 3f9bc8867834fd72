// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The designations of the claim format registry, and of OpenID4VP, for our formats.</summary>
internal static class ClaimFormats
{
    private static readonly HashSet<string> Presentations = new(StringComparer.Ordinal)
    {
        "jwt_vp", "jwt_vp_json", "ldp_vp", "ac_vp", "di_vp", "vp+jwt", "vp+sd-jwt", "vp+cose",
    };

    public static bool IsPresentation(string name) => Presentations.Contains(name);

    /// <summary>The designations of a credential; the first is the one that we write.</summary>
    public static IReadOnlyList<string> NamesOf(VerifiableCredential credential) => credential.Format switch
    {
        CredentialFormatNames.Jwt => ["jwt_vc", "jwt_vc_json", "jwt"],
        CredentialFormatNames.VcJwt => ["vc+jwt", "jwt_vc", "jwt_vc_json", "jwt"],
        CredentialFormatNames.SdJwtVc => ["dc+sd-jwt", "vc+sd-jwt"],
        _ when credential.Token is null => ["ldp_vc", "ldp", "di_vc", "di", credential.Format],
        _ => [credential.Format],
    };

    /// <summary>The designations of a presentation; the first is the one that we write.</summary>
    public static IReadOnlyList<string> NamesOf(VerifiablePresentation presentation) => presentation.Format switch
    {
        CredentialFormatNames.Jwt => ["jwt_vp", "jwt_vp_json", "jwt"],
        "vp+jwt" => ["vp+jwt", "jwt_vp", "jwt_vp_json", "jwt"],
        _ when presentation.Token is null => ["ldp_vp", "ldp", "di_vp", "di", presentation.Format],
        _ => [presentation.Format],
    };

    /// <summary>The designation that a verifier asked for, or else the one that we write.</summary>
    public static string Choose(IReadOnlyList<string> names, ClaimFormatRules? asked) =>
        names.FirstOrDefault(name => asked?.Names.Contains(name) == true) ?? names[0];

    /// <summary>The algorithm of the token; or the type of the proof and its cryptosuite.</summary>
    public static IReadOnlyList<string> MechanismsOf(VerifiableCredential credential)
    {
        if (credential.Token is null)
        {
            var proof = credential.Json.Member("proof");
            return [.. new[] { proof.Text("type"), proof.Text("cryptosuite") }.OfType<string>()];
        }

        return SecuredDocument.TryRead(credential.Token, SecuredKind.Credential, CredentialLimits.Standard, out var document, out _)
            && (document.Jws?.Header.Algorithm ?? document.Cose?.Header.Algorithm?.Name) is { } algorithm
                ? [algorithm]
                : [];
    }
}
