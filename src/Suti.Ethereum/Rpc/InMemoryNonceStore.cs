// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;

namespace Suti.Ethereum;

/// <summary>Remembers nonces for as long as the process runs.</summary>
public sealed class InMemoryNonceStore : INonceStore
{
    private readonly ConcurrentDictionary<(ulong ChainId, Address Account), NonceRecord> _records = new();

    /// <inheritdoc/>
    public ValueTask<NonceRecord?> ReadAsync(ulong chainId, Address account, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_records.GetValueOrDefault((chainId, account)));

    /// <inheritdoc/>
    public ValueTask WriteAsync(ulong chainId, Address account, NonceRecord record, CancellationToken cancellationToken = default)
    {
        _records[(chainId, account)] = record;
        return ValueTask.CompletedTask;
    }
}
