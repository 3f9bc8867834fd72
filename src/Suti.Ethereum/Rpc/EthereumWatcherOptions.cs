// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>How a watcher treats its node.</summary>
public sealed record EthereumWatcherOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static EthereumWatcherOptions Standard { get; } = new();

    /// <summary>How many blocks may be replaced at most. Logs that lie deeper are settled, and forgotten.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>How often in a row it is tried to connect, and the waits in between.</summary>
    public RetryOptions Retry { get; init; } = new() { MaxAttempts = 10 };

    /// <summary>The clock, for waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
