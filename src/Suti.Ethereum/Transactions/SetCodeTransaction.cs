// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A transaction that gives accounts code by their authorizations (EIP-7702).</summary>
public sealed class SetCodeTransaction : Transaction
{
    /// <summary>A transaction whose fields are set by name.</summary>
    public SetCodeTransaction()
    {
    }

    internal SetCodeTransaction(in TransactionFields fields)
        : base(fields) =>
        (MaxPriorityFeePerGas, MaxFeePerGas, AccessList) = (fields.PriorityFee, fields.GasPrice, fields.AccessList);

    /// <inheritdoc/>
    public override TransactionType Type => TransactionType.SetCode;

    /// <summary>The wei for a unit of gas that the producer of the block may keep.</summary>
    public UInt256 MaxPriorityFeePerGas { get; init; }

    /// <summary>The wei for a unit of gas that may be spent in all.</summary>
    public UInt256 MaxFeePerGas { get; init; }

    /// <summary>What will be touched.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>The authorizations; at least one.</summary>
    public IReadOnlyList<SignedAuthorization> AuthorizationList { get; init; } = [];

    internal override UInt256 HighestGasPrice => MaxFeePerGas;

    internal override IReadOnlyList<AccessListEntry> AccessEntries => AccessList;

    private protected override void WriteFields(RlpWriter writer)
    {
        WriteChainAndNonce(writer);
        writer.WriteUInt256(MaxPriorityFeePerGas);
        writer.WriteUInt256(MaxFeePerGas);
        writer.WriteUInt64(GasLimit);
        WriteRequiredTarget(writer);
        WriteAccessList(writer, AccessList);
        writer.StartList();
        for (var index = 0; index < AuthorizationList.Count; index++)
        {
            AuthorizationList[index].Write(writer);
        }

        writer.EndList();
    }
}
