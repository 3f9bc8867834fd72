// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>did:pkh: an account on a blockchain as a DID.</summary>
public sealed partial class PkhDidMethod : IDidMethod
{
    private const string Prefix = "did:pkh:";
    private const string Recovery = "EcdsaSecp256k1RecoveryMethod2020";
    private const string Ed25519 = "Ed25519VerificationKey2018";
    private const string TezosEd25519 = "Ed25519PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021";
    private const string TezosP256 = "P256PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021";
    private const string OtherChain = "BlockchainVerificationMethod2021";

    /// <summary>The terms that no published context defines (did:pkh, "Context").</summary>
    private static readonly JsonElement Terms = StrictJson.ParseElement("""
        {
          "blockchainAccountId": "https://w3id.org/security#blockchainAccountId",
          "EcdsaSecp256k1RecoveryMethod2020": "https://identity.foundation/EcdsaSecp256k1RecoverySignature2020#EcdsaSecp256k1RecoveryMethod2020",
          "Ed25519VerificationKey2018": "https://w3id.org/security#Ed25519VerificationKey2018",
          "Ed25519PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021": "https://w3id.org/security#Ed25519PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021",
          "P256PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021": "https://w3id.org/security#P256PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021",
          "BlockchainVerificationMethod2021": "https://w3id.org/security#BlockchainVerificationMethod2021"
        }
        """u8);

    /// <inheritdoc/>
    public string Name => "pkh";

    /// <inheritdoc/>
    public bool IsOffline => true;

    /// <summary>The DID of an account.</summary>
    public static Did Create(BlockchainAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Did.Parse(Prefix + account);
    }

    /// <summary>The DID of the Ethereum account of a secp256k1 key.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public static Did Create(PublicKey key, ulong chainId = 1) => Create(BlockchainAccount.FromEthereumKey(key, chainId));

    /// <inheritdoc/>
    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        return new(BlockchainAccount.TryParse(did.IdSpan, out var account)
            ? DidResolutionResult.FromDocument(WriteDocument(did, account))
            : DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The identifier is not an account in the form of CAIP-10."));
    }

    private static DidDocument WriteDocument(Did did, BlockchainAccount account)
    {
        var id = did.AppendFragment("blockchainAccountId");
        var builder = new DidDocumentBuilder(did).AddContext(Terms);
        builder.Add(
            id,
            WrittenVerificationMethod.OfAccount(id.ToString(), TypeOf(account), account, context: null),
            VerificationRelationship.Authentication | VerificationRelationship.AssertionMethod);
        return builder.Build();
    }

    private static string TypeOf(BlockchainAccount account) => account.Namespace switch
    {
        "eip155" or "bip122" => Recovery,
        "solana" => Ed25519,
        "tezos" when account.Address.StartsWith("tz1", StringComparison.Ordinal) => TezosEd25519,
        "tezos" when account.Address.StartsWith("tz3", StringComparison.Ordinal) => TezosP256,
        "tezos" => Recovery,
        _ => OtherChain,
    };
}
