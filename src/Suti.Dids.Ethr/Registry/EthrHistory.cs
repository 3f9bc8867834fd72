// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// Reads all changes of an identity. Each names the block of the one before, and the registry the block of the last: with that chain the
/// logs are checked to be complete. Most nodes answer with one request; where a node refuses the range, the chain leads from page to page.
/// </summary>
internal static class EthrHistory
{
    /// <summary>The changes after a block that has one, which the oldest of them must name; 0 for all.</summary>
    public static async ValueTask<IReadOnlyList<EthrEvent>> ReadAsync(
        EthrNetwork network, Address identity, ulong lastChange, ulong after, int maxChanges, CancellationToken cancellationToken)
    {
        var first = after == 0 ? network.FirstBlock : Math.Max(network.FirstBlock, after + 1);
        var events = new List<EthrEvent>();
        var to = lastChange;
        var span = ulong.MaxValue;
        while (to > after)
        {
            var from = span < to && to - span > first ? to - span : Math.Min(first, to);
            var filter = new LogFilter
            {
                Address = network.Registry,
                FromBlock = from,
                ToBlock = to,
                Topics = [EthrRegistryAbi.Topics, [EthrRegistryAbi.TopicOf(identity)]],
            };
            if (await network.Client.TryGetLogsAsync(filter, cancellationToken).ConfigureAwait(false) is not { } logs)
            {
                span = (to - from) / 4;
                continue;
            }

            if (logs.Count + events.Count > maxChanges)
            {
                throw new SutiException(EthereumErrorCodes.LimitExceeded, $"The DID has more than {maxChanges} changes.");
            }

            EthrEvent[] page = [.. logs.Select(EthrRegistryAbi.Read)];
            var previous = Check(page, to);
            events.InsertRange(0, page);
            if (previous >= from && previous != 0)
            {
                throw Incomplete();
            }

            to = previous;
        }

        return to == after ? events : throw Incomplete();
    }

    /// <summary>Checks a page that ends with the change of a block, and gives the block of the change before it.</summary>
    private static ulong Check(EthrEvent[] page, ulong lastChange)
    {
        var expected = lastChange;
        for (var index = page.Length - 1; index >= 0; index--)
        {
            if (page[index].Block != expected || !page[index].PreviousChange.TryToUInt64(out var previous) || previous > expected)
            {
                throw Incomplete();
            }

            // Within one block the later changes name the block itself.
            var isFirstOfBlock = index == 0 || page[index - 1].Block != expected;
            if (isFirstOfBlock == (previous == expected))
            {
                throw Incomplete();
            }

            expected = previous;
        }

        return expected == lastChange ? throw Incomplete() : expected;
    }

    private static SutiException Incomplete() =>
        new(EthereumErrorCodes.RpcResponseInvalid, "The node left out changes of the DID, or gave some that do not follow each other.");
}
