// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A transaction of the original form. With a chain id it is protected against replay (EIP-155).</summary>
public sealed class LegacyTransaction : Transaction
{
    private const int FirstProtectedV = 35;
    private const int FirstV = 27;

    /// <inheritdoc/>
    public override TransactionType Type => TransactionType.Legacy;

    /// <summary>The wei for a unit of gas.</summary>
    public UInt256 GasPrice { get; init; }

    internal override UInt256 HighestGasPrice => GasPrice;

    private protected override void WriteFields(RlpWriter writer)
    {
        writer.WriteUInt64(Nonce);
        writer.WriteUInt256(GasPrice);
        writer.WriteUInt64(GasLimit);
        WriteTarget(writer);
    }

    private protected override void WriteUnsigned(RlpWriter writer)
    {
        writer.StartList();
        WriteFields(writer);
        if (ChainId is { } chainId)
        {
            writer.WriteUInt64(chainId);
            writer.WriteUInt64(0);
            writer.WriteUInt64(0);
        }

        writer.EndList();
    }

    private protected override void WriteSigned(RlpWriter writer, in EthereumSignature signature)
    {
        var parity = signature.YParity ? 1 : 0;
        writer.StartList();
        WriteFields(writer);
        writer.WriteUInt256(ChainId is { } chainId ? ((UInt256)chainId * 2) + (FirstProtectedV + parity) : FirstV + parity);
        writer.WriteUInt256(signature.R);
        writer.WriteUInt256(signature.S);
        writer.EndList();
    }

    /// <summary>What <c>v</c> says: the parity, and the chain when there is one.</summary>
    internal static bool TryReadV(UInt256 v, out ulong? chainId, out bool yParity)
    {
        chainId = null;
        yParity = v == FirstV + 1;
        if (v == FirstV || yParity)
        {
            return true;
        }

        if (v < FirstProtectedV)
        {
            return false;
        }

        var rest = v - FirstProtectedV;
        yParity = (rest.Low & 1) != 0;
        var fits = (rest >> 1).TryToUInt64(out var chain);
        chainId = chain;
        return fits;
    }
}
