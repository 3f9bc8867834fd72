// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks for a change of an identity that is about an account.</summary>
public sealed record IdentityAccountRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>The identity: its address, or its DID.</summary>
    public required string Identity { get; init; }

    /// <summary>The account that it is about: an address or a DID.</summary>
    public required string Account { get; init; }

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key whose account pays, by the relay; that of the acting key when absent.</summary>
    public string? PayerKeyId { get; init; }
}
