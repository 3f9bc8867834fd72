// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks for the value of a claim.</summary>
public sealed record GetClaimRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>Who claims: an address or a DID.</summary>
    public required string Issuer { get; init; }

    /// <summary>About whom: an address or a DID.</summary>
    public required string Subject { get; init; }

    /// <summary>Which claim.</summary>
    public required string Key { get; init; }
}
