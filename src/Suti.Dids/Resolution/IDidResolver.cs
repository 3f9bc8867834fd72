// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>Finds the document of a DID.</summary>
public interface IDidResolver
{
    /// <summary>
    /// Resolves a DID. Whatever the DID is, the answer is a result and not an exception; only
    /// <see cref="OperationCanceledException"/> leaves this method.
    /// </summary>
    ValueTask<DidResolutionResult> ResolveAsync(
        string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default);
}
