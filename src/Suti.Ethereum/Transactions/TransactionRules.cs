// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Ethereum;

/// <summary>What holds for a transaction whatever the state of the chain, by the rules of Cancun.</summary>
internal static class TransactionRules
{
    private const ulong BaseGas = 21_000;
    private const ulong CreationGas = 32_000;
    private const ulong ZeroByteGas = 4;
    private const ulong OtherByteGas = 16;
    private const ulong InitCodeWordGas = 2;
    private const ulong AccessAddressGas = 2_400;
    private const ulong AccessKeyGas = 1_900;
    private const ulong AuthorizationGas = 25_000;
    private const int MaxInitCode = 49_152;

    public static ulong IntrinsicGas(Transaction transaction)
    {
        var data = transaction.Data.Span;
        var zeros = (ulong)data.Count((byte)0);
        var gas = BaseGas + (zeros * ZeroByteGas) + (((ulong)data.Length - zeros) * OtherByteGas);
        if (transaction.To is null)
        {
            // EIP-3860: two gas for each word of init code.
            gas += CreationGas + (((ulong)data.Length + 31) / 32 * InitCodeWordGas);
        }

        foreach (var entry in transaction.AccessEntries)
        {
            gas += AccessAddressGas + ((ulong)entry.StorageKeys.Count * AccessKeyGas);
        }

        return transaction is SetCodeTransaction setCode ? gas + ((ulong)setCode.AuthorizationList.Count * AuthorizationGas) : gas;
    }

    public static EthereumError? Validate(Transaction transaction)
    {
        var fault = transaction switch
        {
            { GasLimit: var limit } when limit < transaction.GetIntrinsicGas() => "The gas limit is below the intrinsic gas.",
            { Nonce: ulong.MaxValue } => "The nonce is 2^64 - 1, which EIP-2681 does not allow.",
            { To: null, Data.Length: > MaxInitCode } => "The init code is longer than EIP-3860 allows.",
            FeeMarketTransaction fee when fee.MaxPriorityFeePerGas > fee.MaxFeePerGas => PriorityFee,
            BlobTransaction fee when fee.MaxPriorityFeePerGas > fee.MaxFeePerGas => PriorityFee,
            SetCodeTransaction fee when fee.MaxPriorityFeePerGas > fee.MaxFeePerGas => PriorityFee,
            BlobTransaction { BlobVersionedHashes.Count: 0 } => "A blob transaction has at least one blob.",
            BlobTransaction blob when blob.BlobVersionedHashes.Any(hash => hash >> 248 != UInt256.One) =>
                "A blob hash is not of version 1.",
            SetCodeTransaction { AuthorizationList.Count: 0 } => "A transaction that sets code has at least one authorization.",
            _ when CostOverflows(transaction) => "The gas limit times the price needs more than 256 bits.",
            _ => null,
        };
        return fault is null ? null : new EthereumError(EthereumErrorCodes.TransactionInvalid, fault);
    }

    private const string PriorityFee = "The priority fee is above the fee.";

    private static bool CostOverflows(Transaction transaction) =>
        (transaction.HighestGasPrice.ToBigInteger() * new BigInteger(transaction.GasLimit)).GetBitLength() > 256;
}
