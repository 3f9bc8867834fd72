// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Which logs are wanted.</summary>
public sealed record LogFilter
{
    /// <summary>The contract.</summary>
    public required Address Address { get; init; }

    /// <summary>The first block.</summary>
    public ulong FromBlock { get; init; }

    /// <summary>The last block.</summary>
    public required ulong ToBlock { get; init; }

    /// <summary>For each topic the values that it may have; null or none where it may have any.</summary>
    public IReadOnlyList<IReadOnlyList<UInt256>?> Topics { get; init; } = [];

    /// <summary>Whether a log is one of those.</summary>
    internal bool Matches(EthereumLog log) => log.BlockNumber >= FromBlock && log.BlockNumber <= ToBlock && MatchesAnyBlock(log);

    /// <summary>Whether a log is one of those, whatever its block.</summary>
    internal bool MatchesAnyBlock(EthereumLog log)
    {
        if (log.Address != Address || log.Topics.Count < Topics.Count)
        {
            return false;
        }

        for (var index = 0; index < Topics.Count; index++)
        {
            if (Topics[index] is { Count: > 0 } allowed && !allowed.Contains(log.Topics[index]))
            {
                return false;
            }
        }

        return true;
    }
}
