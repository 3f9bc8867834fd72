// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Finds DIDs in one place.</summary>
public interface IDiscoveryProvider
{
    /// <summary>The name of the place.</summary>
    string Name { get; }

    /// <summary>Finds DIDs. A failure is reported beside what the others found.</summary>
    ValueTask<IReadOnlyList<DiscoveryMatch>> DiscoverAsync(DiscoverDidRequest request, CancellationToken cancellationToken);
}
