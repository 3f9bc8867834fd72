// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Reads and changes identities in a registry of ERC-1056.</summary>
public sealed class EthrRegistry
{
    private readonly EthrNetwork _network;

    /// <summary>The registry of a network.</summary>
    public EthrRegistry(EthrNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
    }

    /// <summary>The account that controls an identity: itself, until it named another.</summary>
    /// <exception cref="SutiException">The node failed, or there is no registry at the address.</exception>
    public async ValueTask<Address> GetOwnerAsync(Address identity, CancellationToken cancellationToken = default) =>
        (await ReadAsync(EthrRegistryAbi.IdentityOwner, [identity], cancellationToken).ConfigureAwait(false)).AsAddress();

    /// <summary>The nonce of the next signed call for an identity.</summary>
    /// <exception cref="SutiException">The node failed, or there is no registry at the address.</exception>
    public async ValueTask<UInt256> GetNonceAsync(Address identity, CancellationToken cancellationToken = default)
    {
        var counted = _network.CountsByIdentity ? identity : await GetOwnerAsync(identity, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(EthrRegistryAbi.Nonce, [counted], cancellationToken).ConfigureAwait(false)).AsUInt256();
    }

    /// <summary>Whether an account is a delegate of a type now, as contracts see it.</summary>
    /// <exception cref="SutiException">The node failed, or there is no registry at the address.</exception>
    public async ValueTask<bool> IsDelegateAsync(
        Address identity, string type, Address account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        AbiValue[] arguments = [identity, EthrRegistryAbi.ToWord(type), account];
        return (await ReadAsync(EthrRegistryAbi.ValidDelegate, arguments, cancellationToken).ConfigureAwait(false)).AsBoolean();
    }

    /// <summary>Changes an identity whose owner is the sender's account.</summary>
    /// <exception cref="SutiException">It is not the owner (<see cref="EthereumErrorCodes.Reverted"/>), cannot pay, or the node failed.</exception>
    public ValueTask<TransactionReceipt> ExecuteAsync(
        Address identity, EthrAction action, TransactionSender owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(owner);
        return owner.ExecuteAsync(action.ToCall(_network.Registry, identity), cancellationToken: cancellationToken);
    }

    /// <summary>Changes an identity by a signature of its owner; the account of the sender pays.</summary>
    /// <exception cref="SutiException">
    /// The signature is not the owner's (<see cref="EthereumErrorCodes.Reverted"/>), the sender cannot pay, or the node failed.
    /// </exception>
    public async ValueTask<TransactionReceipt> ExecuteSignedAsync(
        Address identity, EthrAction action, ISigner owner, TransactionSender payer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payer);
        var call = await SignAsync(identity, action, owner, cancellationToken).ConfigureAwait(false);
        return await payer.ExecuteAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The call with which anybody can make a change that its owner signed. It works once.</summary>
    /// <exception cref="SutiException">The node failed.</exception>
    public async ValueTask<EthereumCall> SignAsync(
        Address identity, EthrAction action, ISigner owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(owner);
        var nonce = await GetNonceAsync(identity, cancellationToken).ConfigureAwait(false);
        var digest = action.GetDigest(_network.Registry, identity, nonce);
        var signature = await EthereumSignature.SignAsync(owner, digest, cancellationToken).ConfigureAwait(false);
        return action.ToSignedCall(_network.Registry, identity, signature);
    }

    private async ValueTask<AbiValue> ReadAsync(AbiFunction function, AbiValue[] arguments, CancellationToken cancellationToken) =>
        (await _network.Client.CallAsync(_network.Registry, function, arguments, cancellationToken: cancellationToken).ConfigureAwait(false))[0];
}
