// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Agent;

/// <summary>The algorithms of keys by their names on the wire.</summary>
internal static class KeyAlgorithms
{
    private static readonly string[] Ethereum = ["eth_signTransaction", "eth_signTypedData", "eth_signMessage", "eth_rawSign"];
    private static readonly string[] Agreement = ["ECDH", "ECDH-ES", "ECDH-1PU"];

    /// <summary>What a key of a type can do.</summary>
    public static IReadOnlyList<string> Of(KeyType type) => type switch
    {
        KeyType.Ed25519 => ["EdDSA", "Ed25519"],
        KeyType.X25519 => Agreement,
        KeyType.Secp256k1 => ["ES256K", "ES256K-R", .. Ethereum],
        KeyType.P256 => ["ES256", .. Agreement],
        KeyType.P384 => ["ES384", .. Agreement],
        KeyType.P521 => ["ES512", .. Agreement],
        _ => [],
    };

    /// <summary>The signature algorithm of JOSE that a name stands for; the key's first one when none is named.</summary>
    public static SignatureAlgorithm? FindJose(KeyType type, string? name) => (type, name) switch
    {
        (KeyType.Ed25519, null or "EdDSA" or "Ed25519") => SignatureAlgorithm.Ed25519,
        (KeyType.Secp256k1, null or "ES256K") => SignatureAlgorithm.EcdsaSecp256k1,
        (KeyType.Secp256k1, "ES256K-R") => SignatureAlgorithm.EcdsaSecp256k1Recoverable,
        (KeyType.P256, null or "ES256") => SignatureAlgorithm.EcdsaP256,
        (KeyType.P384, null or "ES384") => SignatureAlgorithm.EcdsaP384,
        (KeyType.P521, null or "ES512") => SignatureAlgorithm.EcdsaP521,
        _ => null,
    };
}
