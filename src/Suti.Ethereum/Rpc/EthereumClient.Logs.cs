// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Ethereum;

/// <content>Logs, in pages as large as the node allows.</content>
public sealed partial class EthereumClient
{
    /// <summary>
    /// The logs of a filter in their order. Where the node refuses a range as too large, smaller ones are asked for. Logs that the filter does not
    /// want, or that contradict each other, are refused.
    /// </summary>
    /// <exception cref="SutiException">The node failed, refused or lied, or there are more logs than the limit.</exception>
    public async ValueTask<IReadOnlyList<EthereumLog>> GetLogsAsync(LogFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var logs = new List<EthereumLog>();
        var from = filter.FromBlock;
        var span = filter.ToBlock >= from ? filter.ToBlock - from : 0;
        while (from <= filter.ToBlock)
        {
            var to = span > filter.ToBlock - from ? filter.ToBlock : from + span;
            if (await TryGetLogsAsync(filter, from, to, cancellationToken).ConfigureAwait(false) is not { } page)
            {
                span = (to - from) / 4;
                continue;
            }

            logs.AddRange(page);
            if (logs.Count > _options.MaxLogs)
            {
                throw new SutiException(EthereumErrorCodes.LimitExceeded, $"There are more than {_options.MaxLogs} logs.");
            }

            if (to == ulong.MaxValue)
            {
                break;
            }

            // What went well may go well for more.
            from = to + 1;
            span = span > ulong.MaxValue / 2 ? ulong.MaxValue : (span * 2) + 1;
        }

        return logs;
    }

    /// <summary>The logs of a filter in one request; null when the node finds the range too large. What comes back is checked as in <see cref="GetLogsAsync"/>.</summary>
    /// <exception cref="SutiException">The node failed or lied, or refused a single block.</exception>
    public ValueTask<IReadOnlyList<EthereumLog>?> TryGetLogsAsync(LogFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return TryGetLogsAsync(filter, filter.FromBlock, filter.ToBlock, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<EthereumLog>?> TryGetLogsAsync(
        LogFilter filter, ulong from, ulong to, CancellationToken cancellationToken)
    {
        var answers = await BatchAsync([new JsonRpcRequest("eth_getLogs", RpcParameters.Filter(filter, from, to))], cancellationToken)
            .ConfigureAwait(false);

        // Nodes have no common code for a range that is too large: each refusal of more than one block is taken as one.
        return answers[0].Error is not null && to > from ? null : ReadLogs(filter with { FromBlock = from, ToBlock = to }, Result(answers[0]));
    }

    private static List<EthereumLog> ReadLogs(LogFilter filter, JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Array)
        {
            throw RpcValue.Invalid("logs");
        }

        var logs = new List<EthereumLog>(result.GetArrayLength());
        foreach (var item in result.EnumerateArray())
        {
            var log = RpcValue.Log(item);
            if (!filter.Matches(log))
            {
                throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The node gave logs that were not asked for.");
            }

            logs.Add(log);
        }

        logs.Sort((left, right) => (left.BlockNumber, left.LogIndex).CompareTo((right.BlockNumber, right.LogIndex)));
        for (var index = 1; index < logs.Count; index++)
        {
            if (logs[index].BlockNumber == logs[index - 1].BlockNumber
                && (logs[index].LogIndex == logs[index - 1].LogIndex || logs[index].BlockHash != logs[index - 1].BlockHash))
            {
                throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The node gave logs that contradict each other.");
            }
        }

        return logs;
    }
}
