// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>How a client treats its node.</summary>
public sealed record EthereumClientOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static EthereumClientOptions Standard { get; } = new();

    /// <summary>The chain that the node must be of: checked before anything else is asked. Null takes any.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>How often a receipt is asked for while it is waited for.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most logs that are taken for one filter.</summary>
    public int MaxLogs { get; init; } = 100_000;

    /// <summary>The tip for a unit of gas where the node has no opinion.</summary>
    public UInt256 FallbackPriorityFee { get; init; } = 1_000_000_000UL;

    /// <summary>The clock, for waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
