// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// A wallet that is asked over JSON-RPC, as a place of keys: <c>AddKeys("wallet", _ =&gt; wallet)</c>. Keys are the accounts that the wallet lets us use, by their
/// addresses; to create one is to take one over. They sign what Ethereum signs, and nothing else; whoever may use the agent's keys may ask the wallet.
/// </summary>
public sealed class EthereumWallet : IKeyManagementSystem
{
    private readonly IJsonRpcTransport _transport;
    private readonly ulong? _chainId;
    private readonly ConcurrentDictionary<Address, PublicKey> _known = new();

    /// <summary>A wallet behind a transport, which must not repeat calls by itself: each may ask a person.</summary>
    /// <param name="name">The name of the key management system.</param>
    /// <param name="transport">The way to the wallet.</param>
    /// <param name="chainId">The chain that the wallet must be on when an account is taken over or opened; null for any.</param>
    public EthereumWallet(string name, IJsonRpcTransport transport, ulong? chainId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(transport);
        (Name, _transport, _chainId) = (name, transport, chainId);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Supports(KeyType type) => type == KeyType.Secp256k1;

    /// <summary>Takes an account over: that of the id, or the one that the wallet prefers.</summary>
    /// <inheritdoc/>
    public async ValueTask<IKeyHandle> CreateAsync(KeyType type, KeyCreationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Supports(type) || options.ExportPolicy != KeyExportPolicy.None)
        {
            throw new NotSupportedException("A wallet has keys of the type Secp256k1, and gives none away.");
        }

        var accounts = await ListAsync(cancellationToken).ConfigureAwait(false);
        var account = options.KeyId is null
            ? accounts.Count > 0 ? accounts[0] : throw new SutiException(EthereumErrorCodes.WalletRefused, "The wallet lets us use no account.")
            : Address.TryParse(options.KeyId, out var named) && accounts.Contains(named) ? named
            : throw new NotSupportedException("The id of a key in a wallet is the address of an account that it lets us use.");
        return await GetAsync(account, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IKeyHandle> ImportAsync(PrivateKey key, KeyCreationOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A wallet takes no keys over from here.");

    /// <inheritdoc/>
    public async ValueTask<IKeyHandle?> OpenAsync(string keyId, CancellationToken cancellationToken = default) =>
        Address.TryParse(keyId, out var account) && (_known.ContainsKey(account)
            || (await ListAsync(cancellationToken).ConfigureAwait(false)).Contains(account))
            ? await GetAsync(account, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Forgets an account. Its key stays in the wallet.</summary>
    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string keyId, CancellationToken cancellationToken = default)
    {
        var isAccount = Address.TryParse(keyId, out var account);
        if (isAccount)
        {
            _known.TryRemove(account, out _);
        }

        return new(isAccount);
    }

    private async ValueTask<IReadOnlyList<Address>> ListAsync(CancellationToken cancellationToken)
    {
        if (_chainId is not null)
        {
            // A wallet may be led to another chain at any time, so that nothing of it is kept.
            await new EthereumClient(_transport, new EthereumClientOptions { ChainId = _chainId }).GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        }

        return await RemoteAccount.ListAsync(_transport, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The wallet is asked for the public key of an account once for as long as this object lives.</summary>
    private async ValueTask<IKeyHandle> GetAsync(Address account, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(account, out var key))
        {
            key = _known.GetOrAdd(account, (await RemoteAccount.OpenAsync(_transport, account, cancellationToken).ConfigureAwait(false)).PublicKey);
        }

        return new EthereumWalletKey(RemoteAccount.Create(_transport, key));
    }
}
