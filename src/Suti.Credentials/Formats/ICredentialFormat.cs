// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A way to secure credentials and presentations. A new one is a class; the pipeline around it stays the same.</summary>
public interface ICredentialFormat
{
    /// <summary>Its name, by which issuers choose it, such as <c>vc+jwt</c>.</summary>
    string Name { get; }

    /// <summary>Whether a credential can be issued in this format with such a key.</summary>
    bool CanIssue(CredentialSigner signer);

    /// <summary>Issues a credential.</summary>
    /// <exception cref="SutiException">The format cannot hold this credential.</exception>
    ValueTask<VerifiableCredential> IssueAsync(
        Credential credential, CredentialSigner signer, IssueOptions options, CancellationToken cancellationToken);

    /// <summary>Makes a presentation.</summary>
    /// <exception cref="SutiException">The format cannot hold this presentation.</exception>
    ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken);

    /// <summary>Whether a document is in this format.</summary>
    bool CanRead(SecuredDocument document);

    /// <summary>
    /// Verifies the proof and reads what was signed. It judges signature, purpose and what only this format knows; the rest is
    /// done for all formats alike.
    /// </summary>
    ValueTask<ProofReport> VerifyAsync(SecuredDocument document, ProofContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Reads what a credential in this format says, without verifying it, as a wallet looks at what it has kept. Unless a format says
    /// otherwise, the proof stands in the object.
    /// </summary>
    /// <returns>Null when it does not say anything that can be read.</returns>
    VerifiableCredential? Read(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document is { Token: null, Kind: SecuredKind.Credential } && DataModelRules.ModelOf(document.Json) is { } model
            ? new VerifiableCredential(Name, new Credential(JsonValues.Without(document.Json, "proof"), model), document.Json)
            : null;
    }
}
