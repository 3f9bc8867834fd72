// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Encodings;

/// <summary>
/// A code of the multicodec registry, which stands as a varint in front of bytes and says what they are. The keys, hashes and
/// content types that verifiable data uses have names here; any other code is a value as well.
/// </summary>
public readonly record struct Multicodec
{
    /// <summary>Any code of the registry.</summary>
    public Multicodec(ulong code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, Varint.MaxValue);
        Code = code;
    }

    /// <summary>The content itself in place of a hash.</summary>
    public static Multicodec Identity { get; } = new(0x00);

    /// <summary>Version 1 of a CID.</summary>
    public static Multicodec CidV1 { get; } = new(0x01);

    /// <summary>SHA-1.</summary>
    public static Multicodec Sha1 { get; } = new(0x11);

    /// <summary>SHA-256.</summary>
    public static Multicodec Sha256 { get; } = new(0x12);

    /// <summary>SHA-512.</summary>
    public static Multicodec Sha512 { get; } = new(0x13);

    /// <summary>SHA3-512.</summary>
    public static Multicodec Sha3X512 { get; } = new(0x14);

    /// <summary>SHA3-384.</summary>
    public static Multicodec Sha3X384 { get; } = new(0x15);

    /// <summary>SHA3-256.</summary>
    public static Multicodec Sha3X256 { get; } = new(0x16);

    /// <summary>Keccak-256, as Ethereum uses it.</summary>
    public static Multicodec Keccak256 { get; } = new(0x1b);

    /// <summary>Keccak-512.</summary>
    public static Multicodec Keccak512 { get; } = new(0x1d);

    /// <summary>BLAKE3.</summary>
    public static Multicodec Blake3 { get; } = new(0x1e);

    /// <summary>SHA-384.</summary>
    public static Multicodec Sha384 { get; } = new(0x20);

    /// <summary>CBOR.</summary>
    public static Multicodec Cbor { get; } = new(0x51);

    /// <summary>Bytes without structure.</summary>
    public static Multicodec Raw { get; } = new(0x55);

    /// <summary>A node of a Merkle DAG in protobuf.</summary>
    public static Multicodec DagPb { get; } = new(0x70);

    /// <summary>A node of a Merkle DAG in CBOR.</summary>
    public static Multicodec DagCbor { get; } = new(0x71);

    /// <summary>A libp2p public key.</summary>
    public static Multicodec Libp2pKey { get; } = new(0x72);

    /// <summary>A node of a Merkle DAG in JOSE.</summary>
    public static Multicodec DagJose { get; } = new(0x85);

    /// <summary>A secp256k1 public key, compressed.</summary>
    public static Multicodec Secp256k1PublicKey { get; } = new(0xe7);

    /// <summary>A BLS12-381 public key in G1.</summary>
    public static Multicodec Bls12381G1PublicKey { get; } = new(0xea);

    /// <summary>A BLS12-381 public key in G2.</summary>
    public static Multicodec Bls12381G2PublicKey { get; } = new(0xeb);

    /// <summary>An X25519 public key.</summary>
    public static Multicodec X25519PublicKey { get; } = new(0xec);

    /// <summary>An Ed25519 public key.</summary>
    public static Multicodec Ed25519PublicKey { get; } = new(0xed);

    /// <summary>A BLS12-381 public key in G1 and G2.</summary>
    public static Multicodec Bls12381G1G2PublicKey { get; } = new(0xee);

    /// <summary>A node of a Merkle DAG in JSON.</summary>
    public static Multicodec DagJson { get; } = new(0x129);

    /// <summary>JSON.</summary>
    public static Multicodec Json { get; } = new(0x200);

    /// <summary>RIPEMD-160.</summary>
    public static Multicodec Ripemd160 { get; } = new(0x1053);

    /// <summary>A P-256 public key, compressed.</summary>
    public static Multicodec P256PublicKey { get; } = new(0x1200);

    /// <summary>A P-384 public key, compressed.</summary>
    public static Multicodec P384PublicKey { get; } = new(0x1201);

    /// <summary>A P-521 public key, compressed.</summary>
    public static Multicodec P521PublicKey { get; } = new(0x1202);

    /// <summary>An Ed448 public key.</summary>
    public static Multicodec Ed448PublicKey { get; } = new(0x1203);

    /// <summary>An X448 public key.</summary>
    public static Multicodec X448PublicKey { get; } = new(0x1204);

    /// <summary>An RSA public key (RSAPublicKey of RFC 8017, in DER).</summary>
    public static Multicodec RsaPublicKey { get; } = new(0x1205);

    /// <summary>An Ed25519 private key.</summary>
    public static Multicodec Ed25519PrivateKey { get; } = new(0x1300);

    /// <summary>A secp256k1 private key.</summary>
    public static Multicodec Secp256k1PrivateKey { get; } = new(0x1301);

    /// <summary>An X25519 private key.</summary>
    public static Multicodec X25519PrivateKey { get; } = new(0x1302);

    /// <summary>An RSA private key.</summary>
    public static Multicodec RsaPrivateKey { get; } = new(0x1305);

    /// <summary>A P-256 private key.</summary>
    public static Multicodec P256PrivateKey { get; } = new(0x1306);

    /// <summary>A P-384 private key.</summary>
    public static Multicodec P384PrivateKey { get; } = new(0x1307);

    /// <summary>A P-521 private key.</summary>
    public static Multicodec P521PrivateKey { get; } = new(0x1308);

    /// <summary>A BLS12-381 private key for G1.</summary>
    public static Multicodec Bls12381G1PrivateKey { get; } = new(0x1309);

    /// <summary>A BLS12-381 private key for G2.</summary>
    public static Multicodec Bls12381G2PrivateKey { get; } = new(0x130a);

    /// <summary>A private JWK in canonical form.</summary>
    public static Multicodec JwkJcsPrivateKey { get; } = new(0x1316);

    /// <summary>BLAKE2b with 32 bytes.</summary>
    public static Multicodec Blake2b256 { get; } = new(0xb220);

    /// <summary>JSON in canonical form (RFC 8785).</summary>
    public static Multicodec JsonJcs { get; } = new(0xb601);

    /// <summary>A public JWK in canonical form.</summary>
    public static Multicodec JwkJcsPublicKey { get; } = new(0xeb51);

    /// <summary>The number in the registry.</summary>
    public ulong Code { get; }

    /// <summary>The name in the registry, or the number in hexadecimal when it is none of those named here.</summary>
    public string Name => Code switch
    {
        0x00 => "identity",
        0x01 => "cidv1",
        0x11 => "sha1",
        0x12 => "sha2-256",
        0x13 => "sha2-512",
        0x14 => "sha3-512",
        0x15 => "sha3-384",
        0x16 => "sha3-256",
        0x1b => "keccak-256",
        0x1d => "keccak-512",
        0x1e => "blake3",
        0x20 => "sha2-384",
        0x51 => "cbor",
        0x55 => "raw",
        0x70 => "dag-pb",
        0x71 => "dag-cbor",
        0x72 => "libp2p-key",
        0x85 => "dag-jose",
        0xe7 => "secp256k1-pub",
        0xea => "bls12_381-g1-pub",
        0xeb => "bls12_381-g2-pub",
        0xec => "x25519-pub",
        0xed => "ed25519-pub",
        0xee => "bls12_381-g1g2-pub",
        0x129 => "dag-json",
        0x200 => "json",
        0x1053 => "ripemd-160",
        0x1200 => "p256-pub",
        0x1201 => "p384-pub",
        0x1202 => "p521-pub",
        0x1203 => "ed448-pub",
        0x1204 => "x448-pub",
        0x1205 => "rsa-pub",
        0x1300 => "ed25519-priv",
        0x1301 => "secp256k1-priv",
        0x1302 => "x25519-priv",
        0x1305 => "rsa-priv",
        0x1306 => "p256-priv",
        0x1307 => "p384-priv",
        0x1308 => "p521-priv",
        0x1309 => "bls12_381-g1-priv",
        0x130a => "bls12_381-g2-priv",
        0x1316 => "jwk_jcs-priv",
        0xb220 => "blake2b-256",
        0xb601 => "json-jcs",
        0xeb51 => "jwk_jcs-pub",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{Code:x2}"),
    };

    /// <summary>Splits bytes into their code and content; false when they do not start with a valid varint.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> bytes, out Multicodec codec, out ReadOnlySpan<byte> content)
    {
        var valid = Varint.TryDecode(bytes, out var code, out var size);
        codec = new Multicodec(code);
        content = valid ? bytes[size..] : default;
        return valid;
    }

    /// <summary>Splits bytes into their code and content.</summary>
    /// <exception cref="FormatException">The bytes do not start with a valid varint.</exception>
    public static Multicodec Split(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> content)
    {
        var code = Varint.Decode(bytes, out var size);
        content = bytes[size..];
        return new Multicodec(code);
    }

    /// <summary>Puts the code in front of content.</summary>
    public byte[] Prefix(ReadOnlySpan<byte> content)
    {
        var size = Varint.GetSize(Code);
        var bytes = new byte[size + content.Length];
        Varint.Encode(Code, bytes);
        content.CopyTo(bytes.AsSpan(size));
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
