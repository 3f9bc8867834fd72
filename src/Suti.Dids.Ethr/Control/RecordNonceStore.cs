// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// Remembers nonces as records, across restarts and for all processes that share the database. An account is one on its chain, whichever
/// space of the agent sends by it, so that all spaces share a space for this alone.
/// </summary>
public sealed class RecordNonceStore : INonceStore
{
    /// <summary>The space in which the nonces are.</summary>
    public const string Space = "ethereum.nonces";

    private readonly RecordSet<NonceEntry> _entries;

    /// <summary>Nonces in a store. The agent must know <see cref="Kind"/>.</summary>
    public RecordNonceStore(IRecordStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _entries = new RecordSet<NonceEntry>(store, Space, Nonces);
    }

    /// <summary>The kind of record.</summary>
    public static RecordKind Kind => Nonces;

    private static RecordKind<NonceEntry> Nonces { get; } = new("ethereum_nonce", EthrJson.Default.NonceEntry, entry => entry.Account);

    /// <inheritdoc/>
    public async ValueTask<NonceRecord?> ReadAsync(ulong chainId, Address account, CancellationToken cancellationToken = default) =>
        await _entries.GetAsync(KeyOf(chainId, account), cancellationToken).ConfigureAwait(false) is { Value: var entry }
            ? new NonceRecord(entry.Next, entry.RecordedAt)
            : null;

    /// <summary>Records. Of two processes that record at once the higher nonce stays.</summary>
    /// <inheritdoc cref="INonceStore.WriteAsync"/>
    public async ValueTask WriteAsync(ulong chainId, Address account, NonceRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var entry = new NonceEntry(KeyOf(chainId, account), record.Next, record.RecordedAt);
        while (true)
        {
            var before = await _entries.GetAsync(entry.Account, cancellationToken).ConfigureAwait(false);

            // A lower one that is newer is the truth after a reorganization; a lower one that is older was overtaken.
            if (before is { Value: var kept } && kept.Next > entry.Next && kept.RecordedAt >= entry.RecordedAt)
            {
                return;
            }

            try
            {
                await _entries.PutAsync(entry, before?.Version ?? 0, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
            {
                // Somebody else wrote in between: look again.
            }
        }
    }

    private static string KeyOf(ulong chainId, Address account) =>
        string.Create(CultureInfo.InvariantCulture, $"eip155:{chainId}:{account}");
}

/// <summary>A record of <see cref="RecordNonceStore"/>.</summary>
/// <param name="Account">The account, as in CAIP-10.</param>
/// <param name="Next">The nonce that comes next.</param>
/// <param name="RecordedAt">When that was recorded.</param>
internal sealed record NonceEntry(string Account, ulong Next, DateTimeOffset RecordedAt);
