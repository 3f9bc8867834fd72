// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// Reads histories, of which only what is new comes from the node. What lies under enough blocks is kept, and believed for as long as the chain still has the newest
/// block of it; all else is read each time.
/// </summary>
internal sealed class EthrReader(EthrDidOptions options)
{
    private static readonly AbiType OneNumber = AbiType.Parse("(uint256)");

    private readonly EthrHistoryCache _cache = new(options.MaxCachedChanges);

    /// <summary>All changes of an identity, and the block that was asked for, which is null when there is none yet.</summary>
    public async ValueTask<(IReadOnlyList<EthrEvent> Changes, EthereumBlock? Asked)> ReadAsync(
        EthrNetwork network, Address identity, ulong? block, EthrBlocks blocks, CancellationToken cancellationToken)
    {
        var kept = _cache.Find(network, identity);
        List<ulong> numbers = [];
        if (kept.Length > 0)
        {
            numbers.Add(kept[^1].Block);
        }

        if (block is { } number)
        {
            numbers.Add(number);
        }

        var call = new EthereumCall { To = network.Registry, Data = EthrRegistryAbi.Changed.EncodeCall(identity) };
        var (data, newest, found) = await network.Client.CallWithBlocksAsync(call, numbers, cancellationToken).ConfigureAwait(false);
        var lastChange = ReadLastChange(network, data);
        if (kept.Length > 0)
        {
            kept = Judge(network, identity, kept, found[0], lastChange, blocks);
        }

        var changes = await CompleteAsync(network, identity, kept, lastChange, cancellationToken).ConfigureAwait(false);

        // With no confirmations the newest block may be kept too: its hash is compared like that of any other.
        var settled = newest >= (ulong)options.Confirmations ? newest - (ulong)options.Confirmations : 0;
        var deep = Array.FindLastIndex(changes, change => change.Block <= settled) + 1;
        if (deep > kept.Length)
        {
            _cache.Keep(network, identity, changes[..deep]);
        }

        return (changes, block is null ? null : found[^1]);
    }

    private static ulong ReadLastChange(EthrNetwork network, ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty)
        {
            throw new SutiException(EthereumErrorCodes.NoContract, $"There is no registry at {network.Registry}.");
        }

        return AbiCodec.TryDecode(OneNumber, data.Span, out var values) && values[0].AsUInt256().TryToUInt64(out var lastChange)
            ? lastChange
            : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "What the registry gave is no block number.");
    }

    /// <summary>What of the kept changes still counts.</summary>
    private EthrEvent[] Judge(
        EthrNetwork network, Address identity, EthrEvent[] kept, EthereumBlock? anchor, ulong lastChange, EthrBlocks blocks)
    {
        if (anchor is null || anchor.Number != kept[^1].Block || anchor.Hash != kept[^1].Log.BlockHash)
        {
            // The chain was reorganized deeper than we waited for.
            _cache.Forget(network, identity);
            return [];
        }

        if (lastChange < anchor.Number)
        {
            _cache.Forget(network, identity);
            throw new SutiException(
                EthereumErrorCodes.RpcResponseInvalid, "The node says that nothing changed since a block before one of its chain that has a change.");
        }

        blocks.Add(anchor);
        return kept;
    }

    private async ValueTask<EthrEvent[]> CompleteAsync(
        EthrNetwork network, Address identity, EthrEvent[] kept, ulong lastChange, CancellationToken cancellationToken)
    {
        if (kept.Length > 0)
        {
            try
            {
                var more = await EthrHistory.ReadAsync(
                    network, identity, lastChange, kept[^1].Block, options.MaxChanges - kept.Length, cancellationToken).ConfigureAwait(false);
                return [.. kept, .. more];
            }
            catch (SutiException exception) when (exception.Code == EthereumErrorCodes.RpcResponseInvalid)
            {
                // What is kept and what is new do not follow each other: one of them is wrong, and all of it is read.
                _cache.Forget(network, identity);
            }
        }

        return [.. await EthrHistory.ReadAsync(network, identity, lastChange, 0, options.MaxChanges, cancellationToken).ConfigureAwait(false)];
    }
}
