// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks to create contracts.</summary>
public sealed record DeployContractsRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>Which ones: didRegistry, claimsRegistry, publisher, identityRelay, identityManager; all when absent. A publisher needs a claims registry, a manager a relay: those of the network, or created along.</summary>
    public string[]? Contracts { get; init; }

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }
}
