// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Where an agent keeps the credentials and presentations that it is asked to save, and finds them again.</summary>
public interface ICredentialStore
{
    /// <summary>Keeps a credential.</summary>
    ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default);

    /// <summary>Keeps a presentation, and the credentials in it.</summary>
    ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default);

    /// <summary>Finds the credentials that have a claim, by what they say; nothing is verified.</summary>
    /// <param name="requested">The claim.</param>
    /// <param name="subject">Whom the claim must be about; anybody when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<FoundCredential>> FindAsync(
        RequestedClaim requested, string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the credentials that a filter lets through, a page at a time and each once, by what the store has indexed; nothing is verified.
    /// </summary>
    /// <param name="filter">What must hold of them.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    IAsyncEnumerable<FoundCredential> FindAsync(CredentialFilter filter, CancellationToken cancellationToken = default);
}
