// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Limits of the way over HTTP.</summary>
public sealed record HttpJsonRpcOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static HttpJsonRpcOptions Standard { get; } = new();

    /// <summary>How long one exchange may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most calls in one exchange; 1 where the node takes no batches.</summary>
    public int MaxBatch { get; init; } = 50;

    /// <summary>The largest answer, in bytes.</summary>
    public int MaxResponseSize { get; init; } = 32 << 20;
}
