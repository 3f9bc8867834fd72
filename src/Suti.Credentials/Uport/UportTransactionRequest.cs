// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks an identity for a transaction of Ethereum (<c>ethtx</c>). Numbers are in hexadecimal digits with <c>0x</c>.</summary>
public sealed record UportTransactionRequest
{
    /// <summary>The sender; the identity chooses when absent.</summary>
    public string? From { get; init; }

    /// <summary>The recipient; absent to create a contract.</summary>
    public string? To { get; init; }

    /// <summary>The chain.</summary>
    public string? Net { get; init; }

    /// <summary>The amount in wei.</summary>
    public string? Value { get; init; }

    /// <summary>A call, such as <c>transfer(address 0xdeadbeef, uint 5)</c>.</summary>
    public string? Fn { get; init; }

    /// <summary>The input of the transaction.</summary>
    public string? Data { get; init; }

    /// <summary>The gas that is recommended.</summary>
    public string? Gas { get; init; }

    /// <summary>The price of gas that is recommended.</summary>
    public string? GasPrice { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string? Callback { get; init; }

    /// <summary>Claims of others about who asks, as JWTs.</summary>
    public IReadOnlyList<string>? Vc { get; init; }
}
