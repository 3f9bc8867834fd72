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
            transaction = type switch
            {
                TransactionType.AccessList => ReadAccessList(ref fields),
                TransactionType.FeeMarket => ReadFeeMarket(ref fields),
                TransactionType.Blob => ReadBlob(ref fields),
                _ => ReadSetCode(ref fields),
            };
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

    private static AccessListTransaction? ReadAccessList(ref RlpReader fields) =>
        fields.TryReadUInt64(out var chainId)
        && fields.TryReadUInt64(out var nonce)
        && fields.TryReadUInt256(out var gasPrice)
        && fields.TryReadUInt64(out var gasLimit)
        && TryReadTarget(ref fields, out var to, out var value, out var data)
        && TryReadAccessList(ref fields, out var accessList)
            ? new AccessListTransaction
            {
                ChainId = chainId,
                Nonce = nonce,
                GasPrice = gasPrice,
                GasLimit = gasLimit,
                To = to,
                Value = value,
                Data = data,
                AccessList = accessList,
            }
            : null;

    private static FeeMarketTransaction? ReadFeeMarket(ref RlpReader fields) =>
        TryReadFees(ref fields, out var chainId, out var nonce, out var priority, out var fee, out var gasLimit)
        && TryReadTarget(ref fields, out var to, out var value, out var data)
        && TryReadAccessList(ref fields, out var accessList)
            ? new FeeMarketTransaction
            {
                ChainId = chainId,
                Nonce = nonce,
                MaxPriorityFeePerGas = priority,
                MaxFeePerGas = fee,
                GasLimit = gasLimit,
                To = to,
                Value = value,
                Data = data,
                AccessList = accessList,
            }
            : null;

    private static BlobTransaction? ReadBlob(ref RlpReader fields) =>
        TryReadFees(ref fields, out var chainId, out var nonce, out var priority, out var fee, out var gasLimit)
        && TryReadTarget(ref fields, out var to, out var value, out var data) && to is not null
        && TryReadAccessList(ref fields, out var accessList)
        && fields.TryReadUInt256(out var blobFee)
        && TryReadWords(ref fields, out var hashes)
            ? new BlobTransaction
            {
                ChainId = chainId,
                Nonce = nonce,
                MaxPriorityFeePerGas = priority,
                MaxFeePerGas = fee,
                GasLimit = gasLimit,
                To = to,
                Value = value,
                Data = data,
                AccessList = accessList,
                MaxFeePerBlobGas = blobFee,
                BlobVersionedHashes = hashes,
            }
            : null;

    private static SetCodeTransaction? ReadSetCode(ref RlpReader fields) =>
        TryReadFees(ref fields, out var chainId, out var nonce, out var priority, out var fee, out var gasLimit)
        && TryReadTarget(ref fields, out var to, out var value, out var data) && to is not null
        && TryReadAccessList(ref fields, out var accessList)
        && TryReadAuthorizations(ref fields, out var authorizations)
            ? new SetCodeTransaction
            {
                ChainId = chainId,
                Nonce = nonce,
                MaxPriorityFeePerGas = priority,
                MaxFeePerGas = fee,
                GasLimit = gasLimit,
                To = to,
                Value = value,
                Data = data,
                AccessList = accessList,
                AuthorizationList = authorizations,
            }
            : null;

    private static bool TryReadFees(
        ref RlpReader fields, out ulong chainId, out ulong nonce, out UInt256 priority, out UInt256 fee, out ulong gasLimit)
    {
        nonce = 0;
        priority = default;
        fee = default;
        gasLimit = 0;
        return fields.TryReadUInt64(out chainId)
            && fields.TryReadUInt64(out nonce)
            && fields.TryReadUInt256(out priority)
            && fields.TryReadUInt256(out fee)
            && fields.TryReadUInt64(out gasLimit);
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

    private static bool TryReadAccessList(ref RlpReader fields, out AccessListEntry[] entries)
    {
        entries = [];
        if (!fields.TryReadList(out var list) || !list.TryCount(out var count) || count > MaxListItems)
        {
            return false;
        }

        entries = new AccessListEntry[count];
        for (var index = 0; index < count; index++)
        {
            if (!list.TryReadList(out var entry) || !entry.TryReadAddress(out var address)
                || !TryReadWords(ref entry, out var keys) || !entry.IsAtEnd)
            {
                return false;
            }

            entries[index] = new AccessListEntry(address, keys);
        }

        return true;
    }

    private static bool TryReadWords(ref RlpReader fields, out UInt256[] words)
    {
        words = [];
        if (!fields.TryReadList(out var list) || !list.TryCount(out var count) || count > MaxListItems)
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

    private static bool TryReadAuthorizations(ref RlpReader fields, out SignedAuthorization[] authorizations)
    {
        authorizations = [];
        if (!fields.TryReadList(out var list) || !list.TryCount(out var count) || count > MaxListItems)
        {
            return false;
        }

        authorizations = new SignedAuthorization[count];
        for (var index = 0; index < count; index++)
        {
            if (SignedAuthorization.TryRead(ref list) is not { } authorization)
            {
                return false;
            }

            authorizations[index] = authorization;
        }

        return true;
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
}
