// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Reads from a store what may answer a request, and no more.</summary>
internal static class CandidateSearch
{
    /// <summary>
    /// How many credentials are looked at only to say why none fits, when a claim that was asked for found nothing. They are of the same type.
    /// </summary>
    private const int MaxExplained = 100;

    /// <param name="store">The store.</param>
    /// <param name="filter">What the store can find by itself.</param>
    /// <param name="formats">The formats that are known.</param>
    /// <param name="maxMatches">How many are wanted.</param>
    /// <param name="attempt">Judges a candidate.</param>
    /// <param name="count">How many there are by now.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async ValueTask RunAsync(
        ICredentialStore store,
        CredentialFilter filter,
        IReadOnlyList<ICredentialFormat>? formats,
        int maxMatches,
        Func<VerifiableCredential, FoundCredential, ValueTask> attempt,
        Func<int> count,
        CancellationToken cancellationToken)
    {
        await foreach (var kept in store.FindAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            // What is kept may be of a format that this agent no longer has: it answers nothing.
            if (VerifiableCredential.TryRead(kept.VerifiableCredential, out var credential, out _, formats))
            {
                await attempt(credential, kept).ConfigureAwait(false);
                if (count() >= maxMatches)
                {
                    return;
                }
            }
        }

        if (count() == 0 && filter.ClaimName is not null)
        {
            var looked = 0;
            await foreach (var kept in store.FindAsync(filter with { ClaimName = null, ClaimValues = null }, cancellationToken).ConfigureAwait(false))
            {
                if (VerifiableCredential.TryRead(kept.VerifiableCredential, out var credential, out _, formats))
                {
                    await attempt(credential, kept).ConfigureAwait(false);
                }

                if (++looked == MaxExplained || count() >= maxMatches)
                {
                    return;
                }
            }
        }
    }
}
