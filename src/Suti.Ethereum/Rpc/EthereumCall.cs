// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A call of a contract, or the wish for a transaction.</summary>
public sealed record EthereumCall
{
    /// <summary>What is called; null to create a contract.</summary>
    public Address? To { get; init; }

    /// <summary>In whose name; null for nobody's.</summary>
    public Address? From { get; init; }

    /// <summary>The input.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The wei that go with it.</summary>
    public UInt256 Value { get; init; }

    /// <summary>The gas that may be used; null to leave it to the node, or to have it estimated.</summary>
    public ulong? GasLimit { get; init; }
}
