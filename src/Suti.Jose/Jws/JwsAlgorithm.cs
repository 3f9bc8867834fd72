// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>A JWS algorithm (RFC 7518 §3, RFC 8037, RFC 8812, RFC 9864). <c>none</c> is not one of them.</summary>
public sealed class JwsAlgorithm
{
    private JwsAlgorithm(int index, string name, SignatureAlgorithm? signature, MacAlgorithm? mac)
    {
        Index = index;
        Name = name;
        Signature = signature;
        Mac = mac;
    }

    /// <summary>EdDSA with Ed25519 (RFC 8037).</summary>
    public static JwsAlgorithm EdDsa { get; } = new(0, "EdDSA", SignatureAlgorithm.Ed25519, null);

    /// <summary>Ed25519 under its fully specified name (RFC 9864).</summary>
    public static JwsAlgorithm Ed25519 { get; } = new(1, "Ed25519", SignatureAlgorithm.Ed25519, null);

    /// <summary>ECDSA with P-256 and SHA-256.</summary>
    public static JwsAlgorithm Es256 { get; } = new(2, "ES256", SignatureAlgorithm.EcdsaP256, null);

    /// <summary>ECDSA with secp256k1 and SHA-256 (RFC 8812).</summary>
    public static JwsAlgorithm Es256K { get; } = new(3, "ES256K", SignatureAlgorithm.EcdsaSecp256k1, null);

    /// <summary>The legacy form of ES256K with a recovery byte behind the signature: 65 bytes. Registered nowhere.</summary>
    public static JwsAlgorithm Es256KR { get; } = new(4, "ES256K-R", SignatureAlgorithm.EcdsaSecp256k1Recoverable, null);

    /// <summary>ECDSA with P-384 and SHA-384.</summary>
    public static JwsAlgorithm Es384 { get; } = new(5, "ES384", SignatureAlgorithm.EcdsaP384, null);

    /// <summary>ECDSA with P-521 and SHA-512.</summary>
    public static JwsAlgorithm Es512 { get; } = new(6, "ES512", SignatureAlgorithm.EcdsaP521, null);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public static JwsAlgorithm Rs256 { get; } = new(7, "RS256", SignatureAlgorithm.RsaPkcs1Sha256, null);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    public static JwsAlgorithm Rs384 { get; } = new(8, "RS384", SignatureAlgorithm.RsaPkcs1Sha384, null);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512.</summary>
    public static JwsAlgorithm Rs512 { get; } = new(9, "RS512", SignatureAlgorithm.RsaPkcs1Sha512, null);

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    public static JwsAlgorithm Ps256 { get; } = new(10, "PS256", SignatureAlgorithm.RsaPssSha256, null);

    /// <summary>RSASSA-PSS with SHA-384.</summary>
    public static JwsAlgorithm Ps384 { get; } = new(11, "PS384", SignatureAlgorithm.RsaPssSha384, null);

    /// <summary>RSASSA-PSS with SHA-512.</summary>
    public static JwsAlgorithm Ps512 { get; } = new(12, "PS512", SignatureAlgorithm.RsaPssSha512, null);

    /// <summary>HMAC with SHA-256.</summary>
    public static JwsAlgorithm Hs256 { get; } = new(13, "HS256", null, MacAlgorithm.HmacSha256);

    /// <summary>HMAC with SHA-384.</summary>
    public static JwsAlgorithm Hs384 { get; } = new(14, "HS384", null, MacAlgorithm.HmacSha384);

    /// <summary>HMAC with SHA-512.</summary>
    public static JwsAlgorithm Hs512 { get; } = new(15, "HS512", null, MacAlgorithm.HmacSha512);

    /// <summary>The value of <c>alg</c>.</summary>
    public string Name { get; }

    /// <summary>The signature behind it; null for a MAC.</summary>
    public SignatureAlgorithm? Signature { get; }

    /// <summary>The MAC behind it; null for a signature.</summary>
    public MacAlgorithm? Mac { get; }

    internal static JwsAlgorithm[] All { get; } =
        [EdDsa, Ed25519, Es256, Es256K, Es256KR, Es384, Es512, Rs256, Rs384, Rs512, Ps256, Ps384, Ps512, Hs256, Hs384, Hs512];

    internal int Index { get; }

    /// <summary>The algorithm of that name; false for any other name, <c>none</c> included.</summary>
    public static bool TryGet(ReadOnlySpan<char> name, [NotNullWhen(true)] out JwsAlgorithm? algorithm)
    {
        foreach (var candidate in All)
        {
            if (name.SequenceEqual(candidate.Name))
            {
                algorithm = candidate;
                return true;
            }
        }

        algorithm = null;
        return false;
    }

    /// <summary>
    /// The algorithm that a signature by a key of that type has when nothing else is said: EdDSA, ES256K, ES256, ES384, ES512
    /// or PS256.
    /// </summary>
    /// <exception cref="ArgumentException">Keys of that type do not sign.</exception>
    public static JwsAlgorithm For(KeyType keyType) => keyType switch
    {
        KeyType.Ed25519 => EdDsa,
        KeyType.Secp256k1 => Es256K,
        KeyType.P256 => Es256,
        KeyType.P384 => Es384,
        KeyType.P521 => Es512,
        KeyType.Rsa => Ps256,
        _ => throw new ArgumentException($"{keyType} keys do not sign.", nameof(keyType)),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
