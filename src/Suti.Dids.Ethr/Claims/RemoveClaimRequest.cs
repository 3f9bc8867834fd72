// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks to remove a claim.</summary>
public sealed record RemoveClaimRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>Who claimed it: an address or a DID; who acts when absent.</summary>
    public string? Issuer { get; init; }

    /// <summary>About whom: an address or a DID.</summary>
    public required string Subject { get; init; }

    /// <summary>Which claim.</summary>
    public required string Key { get; init; }

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }

    /// <summary>The identity in whose name the key acts: an address or a DID; the account of the key itself when absent.</summary>
    public string? Identity { get; init; }

    /// <summary>The key whose account pays for an identity, by the relay; that of the acting key when absent.</summary>
    public string? PayerKeyId { get; init; }
}
