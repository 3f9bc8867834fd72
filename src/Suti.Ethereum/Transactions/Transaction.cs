// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>A transaction that is not signed yet.</summary>
public abstract class Transaction
{
    private protected Transaction()
    {
    }

    private protected Transaction(in TransactionFields fields) =>
        (ChainId, Nonce, GasLimit, To, Value, Data) = (fields.ChainId, fields.Nonce, fields.GasLimit, fields.To, fields.Value, fields.Data);

    /// <summary>The type.</summary>
    public abstract TransactionType Type { get; }

    /// <summary>
    /// The chain that the transaction is for. Only a legacy transaction may do without, and can then be replayed on every chain.
    /// </summary>
    public ulong? ChainId { get; init; }

    /// <summary>How many transactions the account has sent before.</summary>
    public ulong Nonce { get; init; }

    /// <summary>The gas that may be used.</summary>
    public ulong GasLimit { get; init; }

    /// <summary>The account or contract that is called; null when a contract is created.</summary>
    public Address? To { get; init; }

    /// <summary>The wei that are sent.</summary>
    public UInt256 Value { get; init; }

    /// <summary>The input of the call, or the code that creates the contract.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Reads an unsigned transaction as <see cref="EncodeUnsigned"/> writes it.</summary>
    public static bool TryParseUnsigned(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Transaction? transaction, [NotNullWhen(false)] out EthereumError? error) =>
        TransactionReader.TryRead(bytes, isSigned: false, out transaction, out _, out error);

    /// <summary>The bytes whose hash is signed.</summary>
    /// <exception cref="InvalidOperationException">The transaction lacks a chain id, or a target that its type needs.</exception>
    public byte[] EncodeUnsigned()
    {
        using var writer = new RlpWriter();
        WriteUnsigned(writer);
        return writer.ToArray();
    }

    /// <summary>The digest that is signed.</summary>
    /// <exception cref="InvalidOperationException">The transaction lacks a chain id, or a target that its type needs.</exception>
    public byte[] GetSigningHash()
    {
        using var writer = new RlpWriter();
        WriteUnsigned(writer);
        return Keccak.Hash(writer.WrittenSpan);
    }

    /// <summary>Signs with a key in memory.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    /// <exception cref="InvalidOperationException">The transaction lacks a chain id, or a target that its type needs.</exception>
    public SignedTransaction Sign(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new RlpWriter();
        WriteUnsigned(writer);
        Span<byte> digest = stackalloc byte[Keccak.Size];
        Keccak.Hash(writer.WrittenSpan, digest);
        return new SignedTransaction(this, EthereumSignature.Sign(key, digest), Address.FromPublicKey(key.PublicKey));
    }

    /// <summary>Signs with a key wherever it lives.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    /// <exception cref="InvalidOperationException">The transaction lacks a chain id, or a target that its type needs.</exception>
    /// <exception cref="SutiException">The signer gave a signature that is not one of its key.</exception>
    public async ValueTask<SignedTransaction> SignAsync(ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var account = Address.FromPublicKey(signer.PublicKey);
        var signature = await EthereumSignature.SignAsync(signer, GetSigningHash(), cancellationToken).ConfigureAwait(false);
        return new SignedTransaction(this, signature, account);
    }

    /// <summary>The gas that the transaction costs before anything is executed, by the rules of Cancun and EIP-7702.</summary>
    public ulong GetIntrinsicGas() => TransactionRules.IntrinsicGas(this);

    /// <summary>
    /// What a node would refuse without looking at the state of the chain: too little gas, a priority fee above the fee, a nonce or
    /// cost that overflows, init code that is too long. Null when there is nothing.
    /// </summary>
    public EthereumError? Validate() => TransactionRules.Validate(this);

    /// <summary>The greatest price of a unit of gas.</summary>
    internal abstract UInt256 HighestGasPrice { get; }

    internal virtual IReadOnlyList<AccessListEntry> AccessEntries => [];

    internal byte[] EncodeSigned(in EthereumSignature signature)
    {
        using var writer = new RlpWriter();
        WriteSigned(writer, signature);
        return writer.ToArray();
    }

    /// <summary>The fields in their order, without a signature.</summary>
    private protected abstract void WriteFields(RlpWriter writer);

    private protected virtual void WriteUnsigned(RlpWriter writer)
    {
        WriteType(writer);
        writer.StartList();
        WriteFields(writer);
        writer.EndList();
    }

    private protected virtual void WriteSigned(RlpWriter writer, in EthereumSignature signature)
    {
        WriteType(writer);
        writer.StartList();
        WriteFields(writer);
        writer.WriteUInt64(signature.YParity ? 1UL : 0UL);
        writer.WriteUInt256(signature.R);
        writer.WriteUInt256(signature.S);
        writer.EndList();
    }

    private protected void WriteChainAndNonce(RlpWriter writer)
    {
        writer.WriteUInt64(ChainId ?? throw new InvalidOperationException("A transaction of this type needs a chain id."));
        writer.WriteUInt64(Nonce);
    }

    private protected void WriteTarget(RlpWriter writer)
    {
        writer.WriteAddress(To);
        writer.WriteUInt256(Value);
        writer.WriteBytes(Data.Span);
    }

    private protected void WriteRequiredTarget(RlpWriter writer)
    {
        writer.WriteAddress(To ?? throw new InvalidOperationException("A transaction of this type cannot create a contract."));
        writer.WriteUInt256(Value);
        writer.WriteBytes(Data.Span);
    }

    private protected static void WriteAccessList(RlpWriter writer, IReadOnlyList<AccessListEntry> entries)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        writer.StartList();
        for (var index = 0; index < entries.Count; index++)
        {
            writer.StartList();
            writer.WriteAddress(entries[index].Address);
            writer.StartList();
            for (var key = 0; key < entries[index].StorageKeys.Count; key++)
            {
                entries[index].StorageKeys[key].WriteBigEndian(word);
                writer.WriteBytes(word);
            }

            writer.EndList();
            writer.EndList();
        }

        writer.EndList();
    }

    private void WriteType(RlpWriter writer) => writer.WriteEncoded([(byte)Type]);
}
