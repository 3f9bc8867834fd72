// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>How often and how long a call is tried again.</summary>
public sealed record RetryOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static RetryOptions Standard { get; } = new();

    /// <summary>How often a call is made at most, the first time counted.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The longest wait before the second attempt; it doubles with each one more.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait of all.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);
}
