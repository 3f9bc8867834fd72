// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A transaction that carries blobs (EIP-4844), without the blobs themselves.</summary>
public sealed class BlobTransaction : Transaction
{
    /// <summary>A transaction whose fields are set by name.</summary>
    public BlobTransaction()
    {
    }

    internal BlobTransaction(in TransactionFields fields)
        : base(fields) =>
        (MaxPriorityFeePerGas, MaxFeePerGas, AccessList) = (fields.PriorityFee, fields.GasPrice, fields.AccessList);

    /// <inheritdoc/>
    public override TransactionType Type => TransactionType.Blob;

    /// <summary>The wei for a unit of gas that the producer of the block may keep.</summary>
    public UInt256 MaxPriorityFeePerGas { get; init; }

    /// <summary>The wei for a unit of gas that may be spent in all.</summary>
    public UInt256 MaxFeePerGas { get; init; }

    /// <summary>What will be touched.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>The wei for a unit of blob gas that may be spent.</summary>
    public UInt256 MaxFeePerBlobGas { get; init; }

    /// <summary>The versioned hashes of the blobs.</summary>
    public IReadOnlyList<UInt256> BlobVersionedHashes { get; init; } = [];

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
        writer.WriteUInt256(MaxFeePerBlobGas);
        Span<byte> word = stackalloc byte[UInt256.Size];
        writer.StartList();
        for (var index = 0; index < BlobVersionedHashes.Count; index++)
        {
            BlobVersionedHashes[index].WriteBigEndian(word);
            writer.WriteBytes(word);
        }

        writer.EndList();
    }
}
