// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A page of messages.</summary>
public sealed record MessagePage
{
    /// <summary>The messages.</summary>
    public required IReadOnlyList<AgentMessage> Items { get; init; }

    /// <summary>Where the next page begins; null when this is the last one.</summary>
    public string? Next { get; init; }
}
