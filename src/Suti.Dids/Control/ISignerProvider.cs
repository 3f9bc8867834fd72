// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>Finds the keys with which an agent may act for a DID.</summary>
public interface ISignerProvider
{
    /// <summary>The keys of the agent that the document lists for a relationship, in the order of the document.</summary>
    /// <param name="did">The DID.</param>
    /// <param name="relationship">One relationship.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>None when the agent does not control the DID, or has no such key.</returns>
    /// <exception cref="SutiException">The DID does not resolve.</exception>
    ValueTask<IReadOnlyList<DidSigner>> GetSignersAsync(
        Did did, VerificationRelationship relationship, CancellationToken cancellationToken = default);
}
