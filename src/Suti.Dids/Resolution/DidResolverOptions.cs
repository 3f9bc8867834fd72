// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>How a resolver works.</summary>
public sealed record DidResolverOptions
{
    /// <summary>How long one resolution may take before it is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers for methods that are not registered, such as a <see cref="RemoteDidResolver"/>; null for none.</summary>
    public IDidResolver? Fallback { get; init; }

    /// <summary>What the cache does; null for no cache.</summary>
    public DidCacheOptions? Cache { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
