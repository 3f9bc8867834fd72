// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>What stands in a did:ethr: a network and an address, or a public key whose address it is.</summary>
public sealed class EthrIdentifier
{
    private const string Prefix = "did:ethr:";
    private const int KeyTextLength = 2 + (2 * 33);

    private EthrIdentifier(string network, Address address, PublicKey? publicKey) =>
        (Network, Address, PublicKey) = (network, address, publicKey);

    /// <summary>The network as it is written: a name, a chain id such as <c>0xaa36a7</c>, or <c>mainnet</c> where nothing is written.</summary>
    public string Network { get; }

    /// <summary>The address of the identity in the registry.</summary>
    public Address Address { get; }

    /// <summary>The key, where the DID has one.</summary>
    public PublicKey? PublicKey { get; }

    /// <summary>The DID of an address. On the main network no network is written.</summary>
    public static Did Create(Address address, string network = EthrNetwork.Mainnet) => Create(network, Hex.EncodePrefixed(address.ToBytes()));

    /// <summary>The DID of a key.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    public static Did Create(PublicKey key, string network = EthrNetwork.Mainnet)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Type != KeyType.Secp256k1)
        {
            throw new ArgumentException("A did:ethr has a key of secp256k1.", nameof(key));
        }

        return Create(network, Hex.EncodePrefixed(key.Raw));
    }

    /// <summary>Reads a DID; false when it is none of did:ethr, or its address or key is malformed.</summary>
    public static bool TryParse(Did did, [NotNullWhen(true)] out EthrIdentifier? identifier)
    {
        ArgumentNullException.ThrowIfNull(did);
        identifier = null;
        var id = did.MethodSpecificId;
        var colon = id.LastIndexOf(':');
        var account = id.AsSpan(colon + 1);
        var network = colon < 0 ? EthrNetwork.Mainnet : id[..colon];
        if (did.Method != "ethr" || network.Length == 0 || !account.StartsWith("0x", StringComparison.Ordinal))
        {
            return false;
        }

        if (account.Length == KeyTextLength)
        {
            identifier = Hex.TryDecode(account[2..], out var bytes) && PublicKey.TryImport(KeyType.Secp256k1, bytes, PublicKeyFormat.Raw, out var key)
                ? new EthrIdentifier(network, Address.FromPublicKey(key), key)
                : null;
        }
        else if (account.Length == 2 + (2 * Address.Size) && Hex.TryDecode(account[2..], out var address))
        {
            // The method compares addresses without regard to case, so a checksum is not looked for.
            identifier = new EthrIdentifier(network, new Address(address), null);
        }

        return identifier is not null;
    }

    /// <summary>Whether the DID is on a network.</summary>
    internal bool IsOn(EthrNetwork network) =>
        Network == network.Name
        || (Network == EthrNetwork.Mainnet && network.ChainId == 1)
        || (Network.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(Network.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var chainId)
            && chainId == network.ChainId);

    private static Did Create(string network, string account)
    {
        ArgumentException.ThrowIfNullOrEmpty(network);
        return Did.TryParse(network == EthrNetwork.Mainnet ? Prefix + account : $"{Prefix}{network}:{account}", out var did)
            ? did
            : throw new ArgumentException("The network cannot stand in a DID.", nameof(network));
    }
}
