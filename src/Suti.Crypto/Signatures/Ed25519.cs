// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Ed25519 (RFC 8032 §5.1, PureEdDSA). Signing is deterministic and constant-time. <see cref="SignatureAlgorithm.Verify"/> is
/// <see cref="Ed25519Verification.Strict"/>.
/// </summary>
public sealed class Ed25519 : SignatureAlgorithm
{
    private static readonly SelfTest KnownAnswer = new("Ed25519", IsKnownAnswerRight);

    internal Ed25519()
        : base("Ed25519", KeyType.Ed25519, Ed25519Core.SignatureSize)
    {
    }

    /// <summary>Whether <paramref name="signature"/> is valid under the rules of <paramref name="mode"/>.</summary>
    /// <returns>False also when the signature is malformed or the key is of another type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, Ed25519Verification mode)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireMode(mode);
        KnownAnswer.Require();
        return key.Material is Ed25519PublicMaterial material && Ed25519Core.Verify(material, data, signature, mode);
    }

    /// <summary>
    /// Whether <paramref name="signature"/> is valid under the raw <paramref name="key"/>, which need not have been imported: with
    /// <see cref="Ed25519Verification.Zip215"/> it may be one that <see cref="PublicKey"/> refuses.
    /// </summary>
    /// <returns>False also when the signature or the key is malformed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public bool Verify(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, Ed25519Verification mode)
    {
        RequireMode(mode);
        KnownAnswer.Require();
        var material = mode == Ed25519Verification.Zip215
            ? Ed25519PublicMaterial.TryDecodeZip215(key)
            : Ed25519PublicMaterial.TryDecode(key);
        return material is not null && Ed25519Core.Verify(material, data, signature, mode);
    }

    /// <summary>
    /// Whether all signatures are valid, at about half the cost of checking each. It answers as
    /// <see cref="Verify(PublicKey, ReadOnlySpan{byte}, ReadOnlySpan{byte}, Ed25519Verification)"/> does for each in the same
    /// mode, but for a chance of 2^-128 that a false one passes. An empty batch is valid.
    /// </summary>
    /// <param name="items">The signatures.</param>
    /// <param name="mode">A mode with the cofactor; without it, batches and single checks cannot agree.</param>
    /// <param name="random">Where the coefficients come from that keep false signatures from cancelling out.</param>
    /// <exception cref="ArgumentException">The mode is <see cref="Ed25519Verification.Strict"/>, or an item has no key.</exception>
    public bool VerifyBatch(
        ReadOnlySpan<Ed25519BatchItem> items,
        Ed25519Verification mode = Ed25519Verification.Cofactored,
        RandomSource? random = null)
    {
        RequireMode(mode);
        if (mode == Ed25519Verification.Strict)
        {
            throw new ArgumentException("Batches are verified with the cofactor only.", nameof(mode));
        }

        KnownAnswer.Require();
        return Ed25519Core.VerifyBatch(items, mode, random ?? RandomSource.System);
    }

    /// <summary>The X25519 form of an Ed25519 public key: the same point on the Montgomery curve (RFC 7748 §4.1).</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public PublicKey ToX25519(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        var raw = new byte[X25519Core.Size];
        X25519Core.FromEdwards(((Ed25519PublicMaterial)key.Material).Point, raw);
        return new PublicKey(KeyType.X25519, new X25519PublicMaterial(raw));
    }

    /// <summary>
    /// The X25519 form of an Ed25519 private key: the secret scalar, whose public half is that of
    /// <see cref="ToX25519(PublicKey)"/>. It keeps the export policy.
    /// </summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public PrivateKey ToX25519(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        return new PrivateKey(
            KeyType.X25519, ((Ed25519PrivateMaterial)key.Material).ToX25519(), key.ExportPolicy);
    }

    private protected override void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        KnownAnswer.Require();
        Ed25519Core.Sign((Ed25519PrivateMaterial)key.Material, data, signature);
    }

    private protected override bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Verify(key, data, signature, Ed25519Verification.Strict);

    private static void RequireMode(Ed25519Verification mode)
    {
        if (mode is not (Ed25519Verification.Strict or Ed25519Verification.Cofactored or Ed25519Verification.Zip215))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a mode of verification.");
        }
    }

    /// <summary>RFC 8032 §7.1 test 2, signed and verified, and refused when changed.</summary>
    private static bool IsKnownAnswerRight()
    {
        ReadOnlySpan<byte> seed = Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        ReadOnlySpan<byte> expected = Convert.FromHexString(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        using var key = Ed25519PrivateMaterial.FromSeed(seed);
        Span<byte> signature = stackalloc byte[Ed25519Core.SignatureSize];
        Ed25519Core.Sign(key, [0x72], signature);
        var publicKey = (Ed25519PublicMaterial)key.PublicKey;
        return signature.SequenceEqual(expected)
            && Ed25519Core.Verify(publicKey, [0x72], signature, Ed25519Verification.Strict)
            && Ed25519Core.Verify(publicKey, [0x72], signature, Ed25519Verification.Cofactored)
            && !Ed25519Core.Verify(publicKey, [0x73], signature, Ed25519Verification.Strict);
    }
}
