// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The contracts of a network. The members are those that the configuration of a network has.</summary>
public sealed record NetworkContracts
{
    /// <summary>The network, by its name.</summary>
    public required string Network { get; init; }

    /// <summary>The chain.</summary>
    public required long ChainId { get; init; }

    /// <summary>The registry of did:ethr (ERC-1056).</summary>
    public string? Registry { get; init; }

    /// <summary>The registry of claims (ERC-780).</summary>
    public string? ClaimsRegistry { get; init; }

    /// <summary>The contract RevokeAndPublish.</summary>
    public string? Publisher { get; init; }

    /// <summary>The manager of identities.</summary>
    public string? IdentityManager { get; init; }

    /// <summary>The relay that the manager believes.</summary>
    public string? IdentityRelay { get; init; }

    /// <summary>Those of them without code at their address.</summary>
    public string[]? Missing { get; init; }
}
