// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>How transactions are sent.</summary>
public sealed record TransactionSenderOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static TransactionSenderOptions Standard { get; } = new();

    /// <summary>The most gas that an estimate may come to.</summary>
    public ulong MaxGas { get; init; } = 10_000_000;

    /// <summary>The most wei for a unit of gas that is ever offered: a node that exaggerates cannot empty the account.</summary>
    public UInt256 MaxFeePerGas { get; init; } = 500_000_000_000UL;

    /// <summary>What is added to an estimate of gas, in hundredths of it.</summary>
    public int GasMarginPercent { get; init; } = 20;

    /// <summary>For how long a recorded nonce counts for more than what the node says.</summary>
    public TimeSpan NonceMemory { get; init; } = TimeSpan.FromMinutes(2);
}
