// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The account of a key on a chain.</summary>
public sealed record EthereumAccount
{
    /// <summary>The network, by its name.</summary>
    public required string Network { get; init; }

    /// <summary>The address.</summary>
    public required string Account { get; init; }

    /// <summary>Its wei.</summary>
    public required string Balance { get; init; }
}
