// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks what is published.</summary>
public sealed record LookupClaimRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>Under whose address: an address or a DID.</summary>
    public required string Genesis { get; init; }

    /// <summary>Under which key.</summary>
    public required string Key { get; init; }
}
