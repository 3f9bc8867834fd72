// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <content>The algorithms over curves in Weierstrass form.</content>
public abstract partial class KeyAgreementAlgorithm
{
    /// <summary>ECDH over secp256k1 (SEC 1 section 3.3.1); the secret is the x coordinate.</summary>
    public static KeyAgreementAlgorithm EcdhSecp256k1 { get; } = new Ecdh("ECDH secp256k1", WeierstrassCurve.Secp256k1);

    /// <summary>ECDH over P-256 (SP 800-56A section 5.7.1.2); the secret is the x coordinate.</summary>
    public static KeyAgreementAlgorithm EcdhP256 { get; } = new Ecdh("ECDH P-256", WeierstrassCurve.P256);

    /// <summary>ECDH over P-384; the secret is the x coordinate.</summary>
    public static KeyAgreementAlgorithm EcdhP384 { get; } = new Ecdh("ECDH P-384", WeierstrassCurve.P384);

    /// <summary>ECDH over P-521; the secret is the x coordinate.</summary>
    public static KeyAgreementAlgorithm EcdhP521 { get; } = new Ecdh("ECDH P-521", WeierstrassCurve.P521);

    /// <summary>The algorithm for a type of key; null for types that do not agree on secrets.</summary>
    internal static KeyAgreementAlgorithm? For(KeyType type) => type switch
    {
        KeyType.X25519 => X25519,
        KeyType.Secp256k1 => EcdhSecp256k1,
        KeyType.P256 => EcdhP256,
        KeyType.P384 => EcdhP384,
        KeyType.P521 => EcdhP521,
        _ => null,
    };
}
