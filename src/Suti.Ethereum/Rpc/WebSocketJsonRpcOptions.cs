// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Limits of the way over WebSocket.</summary>
public sealed record WebSocketJsonRpcOptions
{
    /// <summary>What holds when nothing else is said.</summary>
    public static WebSocketJsonRpcOptions Standard { get; } = new();

    /// <summary>How long a call, or the connection, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a silent connection is tried; one that does not answer in that time is given up.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest message, in bytes.</summary>
    public int MaxResponseSize { get; init; } = 32 << 20;

    /// <summary>How many notifications of a subscription may wait for their reader. With one more the subscription ends.</summary>
    public int MaxBuffered { get; init; } = 4_096;
}
