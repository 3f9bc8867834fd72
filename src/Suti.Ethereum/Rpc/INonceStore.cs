// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>
/// Remembers the next nonce of accounts, across restarts. Only a memory for nodes that lag behind: the chain itself takes each nonce once.
/// </summary>
public interface INonceStore
{
    /// <summary>What was recorded last; null when nothing was.</summary>
    ValueTask<NonceRecord?> ReadAsync(ulong chainId, Address account, CancellationToken cancellationToken = default);

    /// <summary>Records.</summary>
    ValueTask WriteAsync(ulong chainId, Address account, NonceRecord record, CancellationToken cancellationToken = default);
}
