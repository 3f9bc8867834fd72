// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A transaction that says what it will touch (EIP-2930).</summary>
public sealed class AccessListTransaction : Transaction
{
    /// <summary>A transaction whose fields are set by name.</summary>
    public AccessListTransaction()
    {
    }

    internal AccessListTransaction(in TransactionFields fields)
        : base(fields) =>
        (GasPrice, AccessList) = (fields.GasPrice, fields.AccessList);

    /// <inheritdoc/>
    public override TransactionType Type => TransactionType.AccessList;

    /// <summary>The wei for a unit of gas.</summary>
    public UInt256 GasPrice { get; init; }

    /// <summary>What will be touched.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    internal override UInt256 HighestGasPrice => GasPrice;

    internal override IReadOnlyList<AccessListEntry> AccessEntries => AccessList;

    private protected override void WriteFields(RlpWriter writer)
    {
        WriteChainAndNonce(writer);
        writer.WriteUInt256(GasPrice);
        writer.WriteUInt64(GasLimit);
        WriteTarget(writer);
        WriteAccessList(writer, AccessList);
    }
}
