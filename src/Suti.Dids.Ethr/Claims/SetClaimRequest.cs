// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks to claim something.</summary>
public sealed record SetClaimRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>About whom: an address or a DID.</summary>
    public required string Subject { get; init; }

    /// <summary>Which claim.</summary>
    public required string Key { get; init; }

    /// <summary>What is claimed.</summary>
    public required string Value { get; init; }

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }

    /// <summary>The identity in whose name the key acts: an address or a DID; the account of the key itself when absent.</summary>
    public string? Identity { get; init; }

    /// <summary>The key whose account pays for an identity, by the relay; that of the acting key when absent.</summary>
    public string? PayerKeyId { get; init; }
}
