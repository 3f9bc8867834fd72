// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>A transaction with its signature, and the account that sent it: the signature was checked, or made, to get here.</summary>
public sealed class SignedTransaction
{
    private readonly byte[] _encoded;

    internal SignedTransaction(Transaction transaction, EthereumSignature signature, Address sender)
    {
        (Transaction, Signature, Sender) = (transaction, signature, sender);
        _encoded = transaction.EncodeSigned(signature);
    }

    /// <summary>What was signed.</summary>
    public Transaction Transaction { get; }

    /// <summary>The signature.</summary>
    public EthereumSignature Signature { get; }

    /// <summary>The account that signed.</summary>
    public Address Sender { get; }

    /// <summary>The raw transaction, as <c>eth_sendRawTransaction</c> takes it.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>The hash by which the chain knows the transaction.</summary>
    public byte[] GetHash() => Keccak.Hash(_encoded);

    /// <summary>Reads a raw transaction of any chain and recovers its sender.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedTransaction? signed, [NotNullWhen(false)] out EthereumError? error)
    {
        signed = null;
        if (!TransactionReader.TryRead(bytes, isSigned: true, out var transaction, out var signature, out error))
        {
            return false;
        }

        if (!signature.TryRecover(transaction.GetSigningHash(), out var sender))
        {
            error = new EthereumError(EthereumErrorCodes.SignatureInvalid, "The signature leads to no account.");
            return false;
        }

        signed = new SignedTransaction(transaction, signature, sender);
        return true;
    }

    /// <summary>Reads a raw transaction that must be for one chain; one without a chain id is refused too.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        ulong chainId,
        [NotNullWhen(true)] out SignedTransaction? signed,
        [NotNullWhen(false)] out EthereumError? error)
    {
        if (TryParse(bytes, out signed, out error) && signed.Transaction.ChainId != chainId)
        {
            signed = null;
            error = new EthereumError(EthereumErrorCodes.WrongChain, "The transaction is not for this chain.");
        }

        return error is null && signed is not null;
    }

    /// <summary>Reads a raw transaction of any chain and recovers its sender.</summary>
    /// <exception cref="FormatException">The transaction is refused; the message says why.</exception>
    public static SignedTransaction Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var signed, out var error) ? signed : throw new FormatException(error.Message);
}
