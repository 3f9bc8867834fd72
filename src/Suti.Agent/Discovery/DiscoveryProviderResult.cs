// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What one discovery provider found.</summary>
public sealed record DiscoveryProviderResult
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The matches.</summary>
    public required IReadOnlyList<DiscoveryMatch> Matches { get; init; }
}
