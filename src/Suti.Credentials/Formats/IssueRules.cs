// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What every format asks before it signs.</summary>
internal static class IssueRules
{
    public static void RequireIssuer(Credential credential, CredentialSigner signer)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(signer);
        if (credential.Issuer != signer.Controller)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "The issuer of the credential is not the one who signs.");
        }
    }

    public static void RequireHolder(Presentation presentation, CredentialSigner holder)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        ArgumentNullException.ThrowIfNull(holder);
        if (presentation.Holder is { } named && named != holder.Controller)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "The holder of the presentation is not the one who signs.");
        }
    }

    public static void RequireModel(CredentialDataModel actual, CredentialDataModel expected, string format)
    {
        if (actual != expected)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, $"The format {format} holds the data model {expected} only.");
        }
    }
}
