// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>What the capabilities share: networks and accounts as texts, and calls with the keys of the agent.</summary>
internal sealed class EthrOperations(EthrDidMethod method, IKeyRing keys)
{
    /// <summary>The network of that name, else the one that a DID among the accounts is on, else the first one.</summary>
    public EthrNetwork GetNetwork(string? name, params ReadOnlySpan<string?> accounts)
    {
        foreach (var account in accounts)
        {
            if (name is null && ReadDid(account) is { } identifier)
            {
                return method.Find(identifier) ?? throw Unknown(identifier.Network);
            }
        }

        foreach (var network in method.Networks)
        {
            if (name is null || network.Name == name)
            {
                return network;
            }
        }

        throw Unknown(name ?? "");
    }

    /// <summary>Reads an address, or the address of a did:ethr on the network.</summary>
    public static Address ReadAddress(EthrNetwork network, string text, string place)
    {
        if (ReadDid(text) is { } identifier)
        {
            return identifier.IsOn(network) ? identifier.Address : throw Invalid(place, "is on another network.");
        }

        return Address.TryParse(text, out var address) ? address : throw Invalid(place, "must be an address of Ethereum, or a did:ethr.");
    }

    public async ValueTask<ISigner> GetSignerAsync(string keyId, string place, CancellationToken cancellationToken)
    {
        var signer = await keys.GetSignerAsync(keyId, cancellationToken).ConfigureAwait(false);
        return signer.PublicKey.Type == KeyType.Secp256k1 ? signer : throw Invalid(place, "must be a key of the type Secp256k1.");
    }

    /// <summary>Sends a call by the account of a key, or by a payer for the key, and waits until it stands in a block.</summary>
    public async ValueTask<TransactionReceipt> ExecuteAsync(
        EthrNetwork network, EthereumCall call, string keyId, string? payerKeyId, CancellationToken cancellationToken)
    {
        var signer = await GetSignerAsync(keyId, "keyId", cancellationToken).ConfigureAwait(false);
        if (payerKeyId is null || payerKeyId == keyId)
        {
            return await (await GetSenderAsync(network, signer, cancellationToken).ConfigureAwait(false))
                .ExecuteAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        var payer = await GetSenderAsync(network, payerKeyId, "payerKeyId", cancellationToken).ConfigureAwait(false);
        var address = await GetManager(network).GetRelayAsync(cancellationToken).ConfigureAwait(false);
        return address.IsZero
            ? throw new SutiException(EthrErrorCodes.NoContract, "The manager of identities has no relay, so that nobody else can pay.")
            : await new IdentityRelay(network.Client, address).ExecuteAsync(signer, call, payer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same, but in the name of an identity when there is one; only identities can have others pay.</summary>
    public ValueTask<TransactionReceipt> ExecuteAsync(
        EthrNetwork network, EthereumCall call, string keyId, string? identity, string? payerKeyId, CancellationToken cancellationToken)
    {
        if (identity is not null)
        {
            call = GetManager(network).Forward(ReadAddress(network, identity, "identity"), call);
        }
        else if (payerKeyId is not null && payerKeyId != keyId)
        {
            throw Invalid("payerKeyId", "needs an identity: the contract takes the account that sends for the one that acts.");
        }

        return ExecuteAsync(network, call, keyId, payerKeyId, cancellationToken);
    }

    public async ValueTask<TransactionSender> GetSenderAsync(EthrNetwork network, string keyId, string place, CancellationToken cancellationToken) =>
        await GetSenderAsync(network, await GetSignerAsync(keyId, place, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public static IdentityManager GetManager(EthrNetwork network) =>
        new(network.Client, network.IdentityManager ?? throw NotConfigured(network, "manager of identities (identityManager)"));

    public static ClaimsRegistry GetClaims(EthrNetwork network) =>
        new(network.Client, network.ClaimsRegistry ?? throw NotConfigured(network, "registry of claims (claimsRegistry)"));

    public static Publisher GetPublisher(EthrNetwork network) =>
        new(network.Client, network.Publisher ?? throw NotConfigured(network, "publisher"));

    public static EthrTransaction Describe(EthrNetwork network, TransactionReceipt receipt) => new()
    {
        Network = network.Name,
        TransactionHash = Hex.EncodePrefixed(receipt.TransactionHash.ToBigEndian()),
        BlockNumber = (long)receipt.BlockNumber,
        GasUsed = (long)receipt.GasUsed,
    };

    public static SutiException Invalid(string place, string fault) => new(AgentErrorCodes.InvalidArgument, $"/{place} {fault}");

    private static SutiException Unknown(string name) =>
        new(EthrErrorCodes.UnknownNetwork, $"The network {(name.Length > 40 ? name[..40] : name)} is not configured.");

    private static SutiException NotConfigured(EthrNetwork network, string what) =>
        new(EthrErrorCodes.NoContract, $"The network {network.Name} has no {what} in its configuration.");

    private static EthrIdentifier? ReadDid(string? text) =>
        text is not null && Did.TryParse(text, out var did) && EthrIdentifier.TryParse(did, out var identifier) ? identifier : null;

    private async ValueTask<TransactionSender> GetSenderAsync(EthrNetwork network, ISigner signer, CancellationToken cancellationToken)
    {
        // A client that was not told of its chain takes any.
        var chainId = await network.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        return chainId == network.ChainId
            ? new TransactionSender(network.Client, signer, method.Nonces)
            : throw new SutiException(EthereumErrorCodes.WrongChain, $"The node is of chain {chainId}, and the network {network.Name} is {network.ChainId}.");
    }
}
