// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>A COSE algorithm (RFC 9053, RFC 8812, RFC 9864): a signature, a MAC or an AEAD.</summary>
public sealed class CoseAlgorithm
{
    private CoseAlgorithm(long id, string name, SignatureAlgorithm signature, HashFunction? hash = null)
    {
        Id = id;
        Name = name;
        Signature = signature;
        Hash = hash;
    }

    private CoseAlgorithm(long id, string name, MacAlgorithm mac, int tagSize)
    {
        Id = id;
        Name = name;
        Mac = mac;
        TagSize = tagSize;
    }

    private CoseAlgorithm(long id, string name, AeadAlgorithm aead)
    {
        Id = id;
        Name = name;
        Aead = aead;
    }

    /// <summary>ECDSA with SHA-256; P-256.</summary>
    public static CoseAlgorithm Es256 { get; } = new(-7, "ES256", SignatureAlgorithm.EcdsaP256, HashFunction.Sha256);

    /// <summary>ECDSA with SHA-384; P-384.</summary>
    public static CoseAlgorithm Es384 { get; } = new(-35, "ES384", SignatureAlgorithm.EcdsaP384, HashFunction.Sha384);

    /// <summary>ECDSA with SHA-512; P-521.</summary>
    public static CoseAlgorithm Es512 { get; } = new(-36, "ES512", SignatureAlgorithm.EcdsaP521, HashFunction.Sha512);

    /// <summary>ECDSA with SHA-256 over secp256k1.</summary>
    public static CoseAlgorithm Es256K { get; } = new(-47, "ES256K", SignatureAlgorithm.EcdsaSecp256k1);

    /// <summary>EdDSA with Ed25519.</summary>
    public static CoseAlgorithm EdDsa { get; } = new(-8, "EdDSA", SignatureAlgorithm.Ed25519);

    /// <summary>Ed25519 under its fully specified name (RFC 9864).</summary>
    public static CoseAlgorithm Ed25519 { get; } = new(-19, "Ed25519", SignatureAlgorithm.Ed25519);

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    public static CoseAlgorithm Ps256 { get; } = new(-37, "PS256", SignatureAlgorithm.RsaPssSha256);

    /// <summary>RSASSA-PSS with SHA-384.</summary>
    public static CoseAlgorithm Ps384 { get; } = new(-38, "PS384", SignatureAlgorithm.RsaPssSha384);

    /// <summary>RSASSA-PSS with SHA-512.</summary>
    public static CoseAlgorithm Ps512 { get; } = new(-39, "PS512", SignatureAlgorithm.RsaPssSha512);

    /// <summary>HMAC with SHA-256, truncated to 64 bits.</summary>
    public static CoseAlgorithm Hs256Truncated { get; } = new(4, "HMAC 256/64", MacAlgorithm.HmacSha256, 8);

    /// <summary>HMAC with SHA-256.</summary>
    public static CoseAlgorithm Hs256 { get; } = new(5, "HMAC 256/256", MacAlgorithm.HmacSha256, 32);

    /// <summary>HMAC with SHA-384.</summary>
    public static CoseAlgorithm Hs384 { get; } = new(6, "HMAC 384/384", MacAlgorithm.HmacSha384, 48);

    /// <summary>HMAC with SHA-512.</summary>
    public static CoseAlgorithm Hs512 { get; } = new(7, "HMAC 512/512", MacAlgorithm.HmacSha512, 64);

    /// <summary>AES-GCM with a 128-bit key.</summary>
    public static CoseAlgorithm A128Gcm { get; } = new(1, "A128GCM", AeadAlgorithm.Aes128Gcm);

    /// <summary>AES-GCM with a 192-bit key.</summary>
    public static CoseAlgorithm A192Gcm { get; } = new(2, "A192GCM", AeadAlgorithm.Aes192Gcm);

    /// <summary>AES-GCM with a 256-bit key.</summary>
    public static CoseAlgorithm A256Gcm { get; } = new(3, "A256GCM", AeadAlgorithm.Aes256Gcm);

    /// <summary>ChaCha20-Poly1305.</summary>
    public static CoseAlgorithm ChaCha20Poly1305 { get; } = new(24, "ChaCha20/Poly1305", AeadAlgorithm.ChaCha20Poly1305);

    /// <summary>The identifier of the IANA registry.</summary>
    public long Id { get; }

    /// <summary>The name of the IANA registry.</summary>
    public string Name { get; }

    /// <summary>The signature behind it; null for the others.</summary>
    public SignatureAlgorithm? Signature { get; }

    /// <summary>The MAC behind it; null for the others.</summary>
    public MacAlgorithm? Mac { get; }

    /// <summary>The AEAD behind it; null for the others.</summary>
    public AeadAlgorithm? Aead { get; }

    internal static IReadOnlyList<CoseAlgorithm> All { get; } =
    [
        Es256, Es384, Es512, Es256K, EdDsa, Ed25519, Ps256, Ps384, Ps512, Hs256Truncated, Hs256, Hs384, Hs512, A128Gcm, A192Gcm, A256Gcm,
        ChaCha20Poly1305,
    ];

    /// <summary>The size of a MAC, which may be truncated.</summary>
    internal int TagSize { get; }

    /// <summary>The hash of the ECDSA algorithms that RFC 9053 §2.1 ties to no curve.</summary>
    private HashFunction? Hash { get; }

    /// <summary>The algorithm of that identifier.</summary>
    public static bool TryGet(long id, [NotNullWhen(true)] out CoseAlgorithm? algorithm)
    {
        algorithm = All.FirstOrDefault(candidate => candidate.Id == id);
        return algorithm is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether keys of that type are for this algorithm.</summary>
    internal bool Takes(KeyType type) =>
        Signature?.KeyType == type || (Hash is not null && type is KeyType.P256 or KeyType.P384 or KeyType.P521);

    internal bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Signature!.KeyType == key.Type)
        {
            return Signature.Verify(key, data, signature);
        }

        var curve = key.Type switch
        {
            KeyType.P256 => SignatureAlgorithm.EcdsaP256,
            KeyType.P384 => SignatureAlgorithm.EcdsaP384,
            _ => SignatureAlgorithm.EcdsaP521,
        };
        return curve.VerifyDigest(key, Hash!.Hash(data), signature);
    }
}
