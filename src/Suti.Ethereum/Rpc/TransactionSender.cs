// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>
/// Sends transactions of one account: gas estimated, fees offered, nonces given out one after the other to however many callers there
/// are, also where several senders of the account share a client. A transaction is only signed after the node said that it would not be reverted.
/// </summary>
public sealed class TransactionSender
{
    private readonly EthereumClient _client;
    private readonly ISigner _signer;
    private readonly INonceStore _nonces;
    private readonly TransactionSenderOptions _options;
    private readonly SemaphoreSlim _turn;

    /// <summary>A sender for the account of a key.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    public TransactionSender(
        EthereumClient client, ISigner signer, INonceStore? nonces = null, TransactionSenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(signer);
        (_client, _signer, _nonces, _options) = (client, signer, nonces ?? new InMemoryNonceStore(), options ?? TransactionSenderOptions.Standard);
        Account = Address.FromPublicKey(signer.PublicKey);
        _turn = client.TurnOf(Account);
    }

    /// <summary>The account.</summary>
    public Address Account { get; }

    /// <summary>The client by which is sent.</summary>
    public EthereumClient Client => _client;

    /// <summary>Signs and sends a transaction, and does not wait for a block.</summary>
    /// <returns>The transaction as it was sent: where it is not known whether it arrived, it may be sent again, and counts once.</returns>
    /// <exception cref="SutiException">
    /// It would be reverted, the account cannot pay, its fees or gas are beyond the limits, or the node failed.
    /// </exception>
    public async ValueTask<SignedTransaction> SendAsync(EthereumCall call, CancellationToken cancellationToken = default) =>
        (await SubmitAsync(call, mayLeaveToWallet: false, cancellationToken).ConfigureAwait(false)).Signed!;

    /// <summary>Sends a transaction and waits until it stands in a block.</summary>
    /// <exception cref="SutiException">As for <see cref="SendAsync"/>; or it was reverted in its block, or not confirmed in time.</exception>
    public async ValueTask<TransactionReceipt> ExecuteAsync(
        EthereumCall call, int confirmations = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var (hash, signed, wanted) = await SubmitAsync(call, mayLeaveToWallet: true, cancellationToken).ConfigureAwait(false);
        var receipt = await _client.WaitForReceiptAsync(hash, confirmations, timeout, cancellationToken).ConfigureAwait(false);
        if (signed is null && _signer is RemoteAccount wallet)
        {
            await wallet.CheckSentAsync(_client, hash, wanted, cancellationToken).ConfigureAwait(false);
        }

        return receipt.Succeeded
            ? receipt
            : throw new SutiException(EthereumErrorCodes.Reverted, "The transaction was reverted in its block.");
    }

    /// <summary>Sends, with all that must happen in turn. A wallet that does not sign without sending may send by itself.</summary>
    private async ValueTask<(UInt256 Hash, SignedTransaction? Signed, Transaction Wanted)> SubmitAsync(
        EthereumCall call, bool mayLeaveToWallet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.From is { } from && from != Account)
        {
            throw new ArgumentException("The call is in the name of another account than the sender's.", nameof(call));
        }

        var chainId = await _client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await PrepareAsync(chainId, call, cancellationToken).ConfigureAwait(false);
            var (hash, signed) = await SubmitAsync(transaction, mayLeaveToWallet, cancellationToken).ConfigureAwait(false);
            var record = new NonceRecord(transaction.Nonce + 1, _client.Clock.GetUtcNow());
            await _nonces.WriteAsync(chainId, Account, record, cancellationToken).ConfigureAwait(false);
            return (hash, signed, transaction);
        }
        catch (SutiException exception) when (exception.Code == EthereumErrorCodes.InsufficientFunds)
        {
            throw new SutiException(exception.Code, $"The account {Account} cannot pay. {exception.Message}", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<(UInt256 Hash, SignedTransaction? Signed)> SubmitAsync(
        Transaction transaction, bool mayLeaveToWallet, CancellationToken cancellationToken)
    {
        SignedTransaction signed;
        try
        {
            signed = _signer is RemoteAccount account
                ? await account.SignAsync(transaction, cancellationToken).ConfigureAwait(false)
                : await transaction.SignAsync(_signer, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (mayLeaveToWallet && exception.Code == EthereumErrorCodes.WalletUnsupported)
        {
            return (await ((RemoteAccount)_signer).SendAsync(transaction, cancellationToken).ConfigureAwait(false), null);
        }

        return (await _client.SendRawTransactionAsync(signed, cancellationToken).ConfigureAwait(false), signed);
    }

    private async ValueTask<Transaction> PrepareAsync(ulong chainId, EthereumCall call, CancellationToken cancellationToken)
    {
        var fees = await _client.EstimateFeesAsync(cancellationToken).ConfigureAwait(false);
        if (fees.MaxFeePerGas > _options.MaxFeePerGas)
        {
            throw new SutiException(EthereumErrorCodes.LimitExceeded, $"Gas costs {fees.MaxFeePerGas} wei, which is beyond the limit.");
        }

        var gas = call.GasLimit ?? await EstimateAsync(call, cancellationToken).ConfigureAwait(false);
        if (gas > _options.MaxGas)
        {
            throw new SutiException(EthereumErrorCodes.LimitExceeded, $"The call takes {gas} gas, which is beyond the limit.");
        }

        return new FeeMarketTransaction
        {
            ChainId = chainId,
            Nonce = await NextNonceAsync(chainId, cancellationToken).ConfigureAwait(false),
            MaxFeePerGas = fees.MaxFeePerGas,
            MaxPriorityFeePerGas = fees.MaxPriorityFeePerGas,
            GasLimit = gas,
            To = call.To,
            Value = call.Value,
            Data = call.Data,
        };
    }

    private async ValueTask<ulong> EstimateAsync(EthereumCall call, CancellationToken cancellationToken)
    {
        var gas = await _client.EstimateGasAsync(call with { From = Account }, cancellationToken).ConfigureAwait(false);
        return gas > _options.MaxGas ? gas : Math.Min(_options.MaxGas, gas + (gas * (ulong)_options.GasMarginPercent / 100));
    }

    /// <summary>
    /// What the node counts with what waits, unless this account just sent more by another node. A memory that is old is not believed: what
    /// was sent then may have been dropped, and a gap would stop all that follows.
    /// </summary>
    private async ValueTask<ulong> NextNonceAsync(ulong chainId, CancellationToken cancellationToken)
    {
        var counted = await _client.GetTransactionCountAsync(Account, BlockTag.Pending, cancellationToken).ConfigureAwait(false);
        var recorded = await _nonces.ReadAsync(chainId, Account, cancellationToken).ConfigureAwait(false);
        return recorded is not null && recorded.Next > counted && _client.Clock.GetUtcNow() - recorded.RecordedAt < _options.NonceMemory
            ? recorded.Next
            : counted;
    }
}
