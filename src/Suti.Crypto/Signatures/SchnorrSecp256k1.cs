// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Combination = Suti.Crypto.Combination<
    Suti.Crypto.Secp256k1Curve,
    Suti.Crypto.Field256<Suti.Crypto.Secp256k1Prime>,
    Suti.Crypto.Montgomery<Suti.Crypto.Secp256k1Order, Suti.Crypto.Limbs4>>;
using Field = Suti.Crypto.Field256<Suti.Crypto.Secp256k1Prime>;
using Multiplication = Suti.Crypto.Multiplication<
    Suti.Crypto.Secp256k1Curve,
    Suti.Crypto.Field256<Suti.Crypto.Secp256k1Prime>,
    Suti.Crypto.Montgomery<Suti.Crypto.Secp256k1Order, Suti.Crypto.Limbs4>>;
using Scalar = Suti.Crypto.Montgomery<Suti.Crypto.Secp256k1Order, Suti.Crypto.Limbs4>;

namespace Suti.Crypto;

/// <summary>
/// Schnorr signatures over secp256k1 (BIP-340), of messages of any length. A public key counts by its x coordinate
/// only: both keys that share one verify the same signatures.
/// </summary>
public sealed class SchnorrSecp256k1 : SignatureAlgorithm
{
    private const int Size = 32;

    private readonly SelfTest _selfTest;

    internal SchnorrSecp256k1()
        : base("Schnorr secp256k1", KeyType.Secp256k1, 2 * Size) =>
        _selfTest = new SelfTest(Name, GivesKnownAnswer);

    /// <summary>Imports a key from its x coordinate of 32 bytes, as the point whose y is even.</summary>
    public static bool TryImportPublicKey(ReadOnlySpan<byte> x, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        if (x.Length != Size)
        {
            return false;
        }

        Span<byte> compressed = stackalloc byte[1 + Size];
        compressed[0] = 2;
        x.CopyTo(compressed[1..]);
        return PublicKey.TryImport(KeyType.Secp256k1, compressed, PublicKeyFormat.Raw, out key);
    }

    /// <summary>The x coordinate by which BIP-340 knows a key.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public static byte[] ExportPublicKey(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType.Secp256k1
            ? key.Raw[1..].ToArray()
            : throw new ArgumentException($"A {key.Type} key is none of BIP-340.", nameof(key));
    }

    /// <summary>
    /// Signs with 32 bytes of auxiliary randomness, which protects against fault and side-channel attacks; without it
    /// the randomness is all zero, and the signature deterministic.
    /// </summary>
    /// <exception cref="ArgumentException">The key is of another type, or a span of another size.</exception>
    public void Sign(PrivateKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> auxiliaryRandomness, Span<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        if (auxiliaryRandomness.Length != Size)
        {
            throw new ArgumentException($"Auxiliary randomness has exactly {Size} bytes.", nameof(auxiliaryRandomness));
        }

        if (signature.Length != SignatureSize)
        {
            throw new ArgumentException($"A {Name} signature takes exactly {SignatureSize} bytes.", nameof(signature));
        }

        _selfTest.Require();
        Sign(key.Material, message, auxiliaryRandomness, signature);
    }

    private protected override void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> auxiliaryRandomness = stackalloc byte[Size];
        auxiliaryRandomness.Clear();
        Sign(key, data, auxiliaryRandomness, signature);
    }

    private protected override bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        _selfTest.Require();
        return VerifyVartime((WeierstrassPublicKey<Field>)key.Material, data, signature);
    }

    private static void Sign(
        PrivateKeyMaterial key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> auxiliaryRandomness, Span<byte> signature)
    {
        // The secret of the public key with an even y.
        Scalar.TryDecode(key.Raw, out var secret);
        var isOdd = 0UL - (key.PublicKey.Raw[0] & 1u);
        secret = Scalar.Select(isOdd, Scalar.Zero - secret, secret);
        var publicKey = key.PublicKey.Raw.AsSpan(1);

        Span<byte> masked = stackalloc byte[Size];
        Span<byte> bytes = stackalloc byte[Size];
        Scalar.Encode(secret, bytes);
        TaggedHash("BIP0340/aux"u8, auxiliaryRandomness, [], [], masked);
        for (var i = 0; i < Size; i++)
        {
            masked[i] ^= bytes[i];
        }

        TaggedHash("BIP0340/nonce"u8, masked, publicKey, message, bytes);
        var nonce = Scalar.DecodeReduced(bytes);
        if (Scalar.IsZeroMask(nonce) != 0)
        {
            throw new CryptographicException("The nonce is zero, which no hash is known to give.");
        }

        var point = Multiplication.MultiplyGenerator(nonce).ToAffine();
        Field.Encode(point.Y, bytes);
        nonce = Scalar.Select(0UL - (bytes[^1] & 1u), Scalar.Zero - nonce, nonce);
        Field.Encode(point.X, signature[..Size]);
        TaggedHash("BIP0340/challenge"u8, signature[..Size], publicKey, message, bytes);
        Scalar.Encode(nonce + (Scalar.DecodeReduced(bytes) * secret), signature[Size..]);
        CryptographicOperations.ZeroMemory(masked);
    }

    private static bool VerifyVartime(WeierstrassPublicKey<Field> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * Size
            || !Field.TryDecode(signature[..Size], out var x)
            || !Scalar.TryDecode(signature[Size..], out var s))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        TaggedHash("BIP0340/challenge"u8, signature[..Size], key.Raw.AsSpan(1), message, bytes);
        var challenge = Scalar.DecodeReduced(bytes);

        // R = s G - e P for the P with an even y, which may be the negative of the key.
        var factor = key.Raw[0] == 2 ? Scalar.Zero - challenge : challenge;
        var sum = Combination.EvaluateVartime(s, factor, key.Point, key.PreparedVartime<Secp256k1Curve, Scalar>());
        if (Field.IsZeroVartime(sum.Z))
        {
            return false;
        }

        var point = sum.ToAffineVartime();
        Field.Encode(point.Y, bytes);
        return (bytes[^1] & 1) == 0 && Field.IsZeroVartime(point.X - x);
    }

    private static void TaggedHash(
        ReadOnlySpan<byte> tag, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> hash)
    {
        Span<byte> tagHash = stackalloc byte[Size];
        HashFunction.Sha256.Hash(tag, tagHash);
        var state = BlockHashState<Sha256>.Start();
        state.Append(tagHash);
        state.Append(tagHash);
        state.Append(first);
        state.Append(second);
        state.Append(third);
        state.Finish(hash);
    }

    /// <summary>Vector 0 of BIP-340.</summary>
    private static bool GivesKnownAnswer()
    {
        ReadOnlySpan<byte> known =
        [
            0xE9, 0x07, 0x83, 0x1F, 0x80, 0x84, 0x8D, 0x10, 0x69, 0xA5, 0x37, 0x1B, 0x40, 0x24, 0x10, 0x36,
            0x4B, 0xDF, 0x1C, 0x5F, 0x83, 0x07, 0xB0, 0x08, 0x4C, 0x55, 0xF1, 0xCE, 0x2D, 0xCA, 0x82, 0x15,
            0x25, 0xF6, 0x6A, 0x4A, 0x85, 0xEA, 0x8B, 0x71, 0xE4, 0x82, 0xA7, 0x4F, 0x38, 0x2D, 0x2C, 0xE5,
            0xEB, 0xEE, 0xE8, 0xFD, 0xB2, 0x17, 0x2F, 0x47, 0x7D, 0xF4, 0x90, 0x0D, 0x31, 0x05, 0x36, 0xC0,
        ];
        Span<byte> zero = stackalloc byte[Size];
        zero.Clear();
        Span<byte> three = stackalloc byte[Size];
        three.Clear();
        three[^1] = 3;
        using var key = WeierstrassCurve.Secp256k1.TryImportPrivate(three);
        if (key is null)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[2 * Size];
        Sign(key, zero, zero, signature);
        var publicKey = (WeierstrassPublicKey<Field>)key.PublicKey;
        return signature.SequenceEqual(known)
            && VerifyVartime(publicKey, zero, signature)
            && !VerifyVartime(publicKey, three, signature);
    }
}
