// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A transaction with a base fee and a priority fee (EIP-1559): the usual one.</summary>
public sealed class FeeMarketTransaction : Transaction
{
    /// <summary>A transaction whose fields are set by name.</summary>
    public FeeMarketTransaction()
    {
    }

    internal FeeMarketTransaction(in TransactionFields fields)
        : base(fields) =>
        (MaxPriorityFeePerGas, MaxFeePerGas, AccessList) = (fields.PriorityFee, fields.GasPrice, fields.AccessList);

    /// <inheritdoc/>
    public override TransactionType Type => TransactionType.FeeMarket;

    /// <summary>The wei for a unit of gas that the producer of the block may keep.</summary>
    public UInt256 MaxPriorityFeePerGas { get; init; }

    /// <summary>The wei for a unit of gas that may be spent in all.</summary>
    public UInt256 MaxFeePerGas { get; init; }

    /// <summary>What will be touched.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    internal override UInt256 HighestGasPrice => MaxFeePerGas;

    internal override IReadOnlyList<AccessListEntry> AccessEntries => AccessList;

    private protected override void WriteFields(RlpWriter writer)
    {
        WriteChainAndNonce(writer);
        writer.WriteUInt256(MaxPriorityFeePerGas);
        writer.WriteUInt256(MaxFeePerGas);
        writer.WriteUInt64(GasLimit);
        WriteTarget(writer);
        WriteAccessList(writer, AccessList);
    }
}
