// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks for claims. What is absent may be any.</summary>
public sealed record FindClaimsRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>Who claims: an address or a DID.</summary>
    public string? Issuer { get; init; }

    /// <summary>About whom: an address or a DID.</summary>
    public string? Subject { get; init; }

    /// <summary>Which claim.</summary>
    public string? Key { get; init; }

    /// <summary>The first block that is looked at; the first one of the registry when absent.</summary>
    public long? FromBlock { get; init; }

    /// <summary>Whether what was replaced and removed since is wanted too, in the order in which it happened.</summary>
    public bool History { get; init; }
}
