// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks for the account of a key.</summary>
public sealed record EthereumAccountRequest
{
    /// <summary>The network, by its name; the first one when absent.</summary>
    public string? Network { get; init; }

    /// <summary>The key of the agent.</summary>
    public required string KeyId { get; init; }
}
