// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>Reads the encodings of transactions. All fields of a type must be there, and nothing else.</summary>
internal static class TransactionReader
{
    private const int MaxListItems = 65_536;
    private const int UnprotectedFields = 6;

    private static readonly EthereumError Malformed =
        new(EthereumErrorCodes.TransactionInvalid, "The transaction is not canonical RLP with the fields of its type.");

    private static readonly EthereumError UnknownType =
        new(EthereumErrorCodes.TransactionType, "The transaction is of an unknown type.");

    private static readonly EthereumError BadSignature = new(
        EthereumErrorCodes.SignatureInvalid, "The signature is out of range, or its s is above half of the order (EIP-2).");

    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        bool isSigned,
        [NotNullWhen(true)] out Transaction? transaction,
        out EthereumSignature signature,
        [NotNullWhen(false)] out EthereumError? error)
    {
        transaction = null;
        signature = default;
        error = bytes.IsEmpty ? Malformed : null;
        if (error is not null)
        {
            return false;
        }

        var type = bytes[0] >= 0xc0 ? TransactionType.Legacy : (TransactionType)bytes[0];
        if (bytes[0] is 0 or > (byte)TransactionType.SetCode and < 0xc0)
        {
            error = UnknownType;
            return false;
        }

        var reader = new RlpReader(type == TransactionType.Legacy ? bytes : bytes[1..]);
        if (!reader.TryReadList(out var fields) || !reader.IsAtEnd)
        {
            error = Malformed;
            return false;
        }

        if (type == TransactionType.Legacy)
        {
            error = ReadLegacy(fields, isSigned, out transaction, out signature);
        }
        else
        {
            transaction = ReadTyped(type, ref fields);
            error = transaction is null ? Malformed : ReadSignature(ref fields, isSigned, out signature);
        }

        return error is null && transaction is not null;
    }

    private static EthereumError? ReadLegacy(
        RlpReader fields, bool isSigned, out Transaction? transaction, out EthereumSignature signature)
    {
        transaction = null;
        signature = default;
        if (!fields.TryCount(out var count)
            || !fields.TryReadUInt64(out var nonce)
            || !fields.TryReadUInt256(out var gasPrice)
            || !fields.TryReadUInt64(out var gasLimit)
            || !TryReadTarget(ref fields, out var to, out var value, out var data))
        {
            return Malformed;
        }

        ulong? chainId = null;
        if (isSigned || count != UnprotectedFields)
        {
            if (!fields.TryReadUInt256(out var v) || !fields.TryReadUInt256(out var r) || !fields.TryReadUInt256(out var s)
                || !fields.IsAtEnd)
            {
                return Malformed;
            }

            if (isSigned)
            {
                if (!LegacyTransaction.TryReadV(v, out chainId, out var yParity)
                    || !EthereumSignature.TryCreate(r, s, yParity, out signature))
                {
                    return BadSignature;
                }
            }
            else if (!v.TryToUInt64(out var chain) || !r.IsZero || !s.IsZero)
            {
                return Malformed;
            }
            else
            {
                chainId = chain;
            }
        }

        transaction = new LegacyTransaction
        {
            ChainId = chainId,
            Nonce = nonce,
            GasPrice = gasPrice,
            GasLimit = gasLimit,
            To = to,
            Value = value,
            Data = data,
        };
        return null;
    }

    private static Transaction? ReadTyped(TransactionType type, ref RlpReader fields)
    {
        if (!TryReadCommon(type, ref fields, out var common))
        {
            return null;
        }

        switch (type)
        {
            case TransactionType.AccessList:
                return new AccessListTransaction(common);
            case TransactionType.FeeMarket:
                return new FeeMarketTransaction(common);
            case TransactionType.Blob:
                return common.To is not null && fields.TryReadUInt256(out var blobFee) && TryReadWords(ref fields, out var hashes)
                    ? new BlobTransaction(common) { MaxFeePerBlobGas = blobFee, BlobVersionedHashes = hashes }
                    : null;
            default:
                return common.To is not null && TryReadAuthorizations(ref fields, out var authorizations)
                    ? new SetCodeTransaction(common) { AuthorizationList = authorizations }
                    : null;
        }
    }

    /// <summary>From the chain to the access list, which all typed transactions have in this order; a priority fee all but the oldest.</summary>
    private static bool TryReadCommon(TransactionType type, ref RlpReader fields, out TransactionFields common)
    {
        common = default;
        UInt256 priority = default;
        if (!fields.TryReadUInt64(out var chainId)
            || !fields.TryReadUInt64(out var nonce)
            || (type != TransactionType.AccessList && !fields.TryReadUInt256(out priority))
            || !fields.TryReadUInt256(out var gasPrice)
            || !fields.TryReadUInt64(out var gasLimit)
            || !TryReadTarget(ref fields, out var to, out var value, out var data)
            || !TryReadAccessList(ref fields, out var accessList))
        {
            return false;
        }

        common = new(chainId, nonce, priority, gasPrice, gasLimit, to, value, data, accessList);
        return true;
    }

    private static bool TryReadTarget(ref RlpReader fields, out Address? to, out UInt256 value, out byte[] data)
    {
        to = null;
        value = default;
        data = [];
        if (!fields.TryReadBytes(out var target) || target.Length is not (0 or Address.Size)
            || !fields.TryReadUInt256(out value) || !fields.TryReadBytes(out var input))
        {
            return false;
        }

        to = target.IsEmpty ? null : new Address(target);
        data = input.ToArray();
        return true;
    }

    private static bool TryReadAccessList(ref RlpReader fields, out AccessListEntry[] entries) => TryReadItems(
        ref fields,
        static (ref RlpReader list) =>
            list.TryReadList(out var entry) && entry.TryReadAddress(out var address) && TryReadWords(ref entry, out var keys) && entry.IsAtEnd
                ? new AccessListEntry(address, keys)
                : null,
        out entries);

    private static bool TryReadWords(ref RlpReader fields, out UInt256[] words)
    {
        words = [];
        if (!TryReadCount(ref fields, out var list, out var count))
        {
            return false;
        }

        words = new UInt256[count];
        for (var index = 0; index < count; index++)
        {
            if (!list.TryReadBytes(UInt256.Size, out var word))
            {
                return false;
            }

            words[index] = UInt256.FromBigEndian(word);
        }

        return true;
    }

    private static bool TryReadAuthorizations(ref RlpReader fields, out SignedAuthorization[] authorizations) =>
        TryReadItems(ref fields, SignedAuthorization.TryRead, out authorizations);

    private static bool TryReadItems<T>(ref RlpReader fields, ItemReader<T> readItem, out T[] items)
        where T : class
    {
        items = [];
        if (!TryReadCount(ref fields, out var list, out var count))
        {
            return false;
        }

        items = new T[count];
        for (var index = 0; index < count; index++)
        {
            if (readItem(ref list) is not { } item)
            {
                return false;
            }

            items[index] = item;
        }

        return true;
    }

    private static bool TryReadCount(ref RlpReader fields, out RlpReader list, out int count)
    {
        count = 0;
        return fields.TryReadList(out list) && list.TryCount(out count) && count <= MaxListItems;
    }

    private static EthereumError? ReadSignature(ref RlpReader fields, bool isSigned, out EthereumSignature signature)
    {
        signature = default;
        if (!isSigned)
        {
            return fields.IsAtEnd ? null : Malformed;
        }

        if (!fields.TryReadUInt256(out var parity) || !fields.TryReadUInt256(out var r) || !fields.TryReadUInt256(out var s)
            || !fields.IsAtEnd)
        {
            return Malformed;
        }

        return parity <= 1 && EthereumSignature.TryCreate(r, s, !parity.IsZero, out signature) ? null : BadSignature;
    }

    private delegate T? ItemReader<T>(ref RlpReader list)
        where T : class;
}
