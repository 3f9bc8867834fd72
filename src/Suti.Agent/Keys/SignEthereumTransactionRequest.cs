// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A transaction to sign.</summary>
public sealed record SignEthereumTransactionRequest
{
    /// <summary>The id of the key.</summary>
    public required string Kid { get; init; }

    /// <summary>The transaction, with the members that ethers gives one.</summary>
    public required JsonElement Transaction { get; init; }
}
