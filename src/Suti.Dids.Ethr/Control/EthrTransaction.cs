// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>A transaction that changed something on a chain.</summary>
public sealed record EthrTransaction
{
    /// <summary>The network, by its name.</summary>
    public required string Network { get; init; }

    /// <summary>The hash of the transaction.</summary>
    public required string TransactionHash { get; init; }

    /// <summary>The block that has it.</summary>
    public required long BlockNumber { get; init; }

    /// <summary>The gas that it used.</summary>
    public required long GasUsed { get; init; }
}
