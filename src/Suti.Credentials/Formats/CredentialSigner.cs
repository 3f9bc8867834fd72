// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>A key that signs for somebody, and the name under which verifiers find it.</summary>
public sealed class CredentialSigner
{
    /// <summary>Names a key.</summary>
    /// <param name="signer">The key, wherever it lives.</param>
    /// <param name="verificationMethod">The DID URL of the key in the signer's document.</param>
    /// <exception cref="ArgumentException">The name has no fragment.</exception>
    public CredentialSigner(ISigner signer, string verificationMethod)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(verificationMethod);
        var hash = verificationMethod.IndexOf('#', StringComparison.Ordinal);
        if (hash < 1)
        {
            throw new ArgumentException("The verification method is named by a URL with a fragment.", nameof(verificationMethod));
        }

        Signer = signer;
        VerificationMethod = verificationMethod;
        Controller = verificationMethod[..hash];
    }

    /// <summary>The key.</summary>
    public ISigner Signer { get; }

    /// <summary>The DID URL of the key.</summary>
    public string VerificationMethod { get; }

    /// <summary>Who signs: the DID.</summary>
    public string Controller { get; }

    /// <summary>The verification method.</summary>
    public override string ToString() => VerificationMethod;
}
