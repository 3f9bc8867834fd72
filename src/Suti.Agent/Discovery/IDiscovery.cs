// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Finds DIDs by what people know of their owners.</summary>
[AgentApi(typeof(AgentJson))]
public interface IDiscovery
{
    /// <summary>Asks every discovery provider.</summary>
    [Operation("discoverDid", IsReadOnly = true)]
    Task<DiscoveryResult> DiscoverAsync(DiscoverDidRequest request, CancellationToken cancellationToken = default);
}
