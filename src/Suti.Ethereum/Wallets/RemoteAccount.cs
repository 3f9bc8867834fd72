// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// An account whose key is in a wallet that is asked over JSON-RPC (EIP-1193 methods). The wallet sees messages, typed data and transactions whole, so that
/// it can show them to its owner; it signs no digests. Whatever it gives back is checked: that the account signed it, and that it is what was asked for.
/// </summary>
public sealed class RemoteAccount : ISigner, IEthereumSigner
{
    private readonly IJsonRpcTransport _wallet;

    private RemoteAccount(IJsonRpcTransport wallet, PublicKey publicKey) =>
        (_wallet, PublicKey, Address) = (wallet, publicKey, Address.FromPublicKey(publicKey));

    /// <summary>The account.</summary>
    public Address Address { get; }

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>The accounts that a wallet lets us use, the preferred one first.</summary>
    /// <exception cref="SutiException">The wallet refused (<see cref="EthereumErrorCodes.WalletRefused"/>), failed or cannot be reached.</exception>
    public static async ValueTask<IReadOnlyList<Address>> ListAsync(IJsonRpcTransport wallet, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        var result = await WalletCalls.AskAsync(wallet, "eth_accounts", "[]", cancellationToken).ConfigureAwait(false);
        return result.ValueKind == JsonValueKind.Array
            ? [.. result.EnumerateArray().Select(static item =>
                item.ValueKind == JsonValueKind.String && Address.TryParse(item.GetString(), out var address) ? address : throw RpcValue.Invalid("an account"))]
            : throw RpcValue.Invalid("accounts");
    }

    /// <summary>
    /// An account of a wallet. A wallet tells addresses and no keys: it is asked to sign a sentence that says so, and the key is recovered from the signature.
    /// </summary>
    /// <exception cref="SutiException">The wallet does not let us use the account, refused to sign, or signed with another key.</exception>
    public static async ValueTask<RemoteAccount> OpenAsync(IJsonRpcTransport wallet, Address account, CancellationToken cancellationToken = default)
    {
        if (!(await ListAsync(wallet, cancellationToken).ConfigureAwait(false)).Contains(account))
        {
            throw new SutiException(EthereumErrorCodes.WalletRefused, $"The wallet does not let us use the account {account}.");
        }

        var message = System.Text.Encoding.UTF8.GetBytes($"This signature tells the public key of the account {account}. It moves nothing and agrees to nothing.");
        var digest = Eip191.HashMessage(message);
        var signature = await WalletCalls.SignMessageAsync(wallet, account, message, cancellationToken).ConfigureAwait(false);
        return SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature.ToBytes(), out var key, requireLowS: true)
            && Address.FromPublicKey(key) == account
                ? new RemoteAccount(wallet, key)
                : throw WalletCalls.NotSigned(account);
    }

    /// <summary>An account of a wallet whose key is known.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    public static RemoteAccount Create(IJsonRpcTransport wallet, PublicKey publicKey)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return new(wallet, publicKey);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SignMessageAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        var signature = await WalletCalls.SignMessageAsync(_wallet, Address, message, cancellationToken).ConfigureAwait(false);
        return signature.IsOf(Address, Eip191.HashMessage(message.Span)) ? signature.ToBytes() : throw WalletCalls.NotSigned(Address);
    }

    /// <inheritdoc/>
    /// <exception cref="SutiException">The typed data is malformed, the wallet refused, or another account signed.</exception>
    public async ValueTask<byte[]> SignTypedDataAsync(ReadOnlyMemory<byte> typedData, CancellationToken cancellationToken = default)
    {
        if (!TypedData.TryParse(typedData.Span, out var parsed, out var error))
        {
            throw error.ToException();
        }

        var parameters = WalletCalls.Write(Hex.EncodePrefixed(Address.ToBytes()), System.Text.Encoding.UTF8.GetString(typedData.Span));
        var signature = await WalletCalls.AskForSignatureAsync(_wallet, "eth_signTypedData_v4", parameters, cancellationToken).ConfigureAwait(false);
        return signature.IsOf(Address, parsed.Digest) ? signature.ToBytes() : throw WalletCalls.NotSigned(Address);
    }

    /// <inheritdoc/>
    /// <exception cref="SutiException">
    /// The wallet refused, or does not sign transactions without sending them (<see cref="EthereumErrorCodes.WalletUnsupported"/>); or it signed another one.
    /// </exception>
    public async ValueTask<byte[]> SignTransactionAsync(ReadOnlyMemory<byte> unsignedTransaction, CancellationToken cancellationToken = default) =>
        Transaction.TryParseUnsigned(unsignedTransaction.Span, out var transaction, out var error)
            ? (await SignAsync(transaction, cancellationToken).ConfigureAwait(false)).Encoded.ToArray()
            : throw error.ToException();

    /// <summary>Has the wallet sign a transaction.</summary>
    /// <exception cref="SutiException">As for <see cref="SignTransactionAsync"/>.</exception>
    public async ValueTask<SignedTransaction> SignAsync(Transaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var result = await WalletCalls.AskAsync(
            _wallet, "eth_signTransaction", WalletTransactions.Write(Address, transaction), cancellationToken).ConfigureAwait(false);

        // Geth gives an object with the raw transaction in it, others the raw transaction alone.
        var raw = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("raw"u8, out var inner) ? inner : result;
        return SignedTransaction.TryParse(RpcValue.Bytes(raw, "raw"), out var signed, out _)
            && signed.Sender == Address && signed.Transaction.EncodeUnsigned().AsSpan().SequenceEqual(transaction.EncodeUnsigned())
                ? signed
                : throw new SutiException(
                    EthereumErrorCodes.SignatureInvalid, $"What the wallet gave is not the transaction that it was asked for, signed by the account {Address}.");
    }

    /// <summary>
    /// Has the wallet sign and send a transaction. It may choose nonce, gas and fees by itself; <see cref="CheckSentAsync"/> says whether it sent what it was
    /// asked to.
    /// </summary>
    /// <returns>The hash of what it sent.</returns>
    /// <exception cref="SutiException">The wallet refused, or failed.</exception>
    public async ValueTask<UInt256> SendAsync(Transaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var result = await WalletCalls.AskAsync(
            _wallet, "eth_sendTransaction", WalletTransactions.Write(Address, transaction), cancellationToken).ConfigureAwait(false);
        return result.ValueKind == JsonValueKind.String && result.GetString()!.Length == 66 ? RpcValue.UInt256Of(result, "hash") : throw RpcValue.Invalid("a hash");
    }

    /// <summary>Checks what a wallet sent: by this account, to this target, with this value and input.</summary>
    /// <exception cref="SutiException">It sent something else (<see cref="EthereumErrorCodes.SignatureInvalid"/>), or the node does not know it.</exception>
    public async ValueTask CheckSentAsync(EthereumClient client, UInt256 hash, Transaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(transaction);
        var answers = await client.BatchAsync([new JsonRpcRequest("eth_getTransactionByHash", $"[\"{RpcValue.Word(hash)}\"]")], cancellationToken).ConfigureAwait(false);
        if (!WalletTransactions.IsThat(EthereumClient.Result(answers[0]), Address, transaction))
        {
            throw new SutiException(EthereumErrorCodes.SignatureInvalid, $"The wallet sent another transaction than it was asked for, or not by the account {Address}.");
        }
    }

    /// <inheritdoc/>
    public bool CanSign(SignatureAlgorithm algorithm) => false;

    /// <summary>Refuses: a wallet signs messages, typed data and transactions of Ethereum, and nothing else.</summary>
    /// <exception cref="SutiException">Always (<see cref="EthereumErrorCodes.WalletUnsupported"/>).</exception>
    public ValueTask<byte[]> SignAsync(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
        throw new SutiException(EthereumErrorCodes.WalletUnsupported, "A wallet signs messages, typed data and transactions of Ethereum, and nothing else.");

    /// <summary>Refuses: a wallet could not show its owner what a digest is of.</summary>
    /// <exception cref="SutiException">Always (<see cref="EthereumErrorCodes.WalletUnsupported"/>).</exception>
    public ValueTask<byte[]> SignDigestAsync(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default) =>
        throw new SutiException(EthereumErrorCodes.WalletUnsupported, "A wallet signs no digests: it could not show what they are of.");
}
