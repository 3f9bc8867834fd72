// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// ECDSA (FIPS 186-5) with deterministic nonces (RFC 6979). Signatures are <c>r || s</c> of full size (IEEE P1363);
/// for DER see <see cref="DerSignature"/>. Those made over secp256k1 always have a low s.
/// </summary>
public sealed class Ecdsa : SignatureAlgorithm
{
    private const int MaximumDigestSize = 64;

    private readonly WeierstrassCurve _curve;
    private readonly HashFunction _hash;
    private readonly MacAlgorithm _mac;
    private readonly SelfTest _selfTest;

    internal Ecdsa(string name, WeierstrassCurve curve, HashFunction hash, MacAlgorithm mac, byte[] knownSignature)
        : base(name, curve.Type, 2 * curve.Size)
    {
        _curve = curve;
        _hash = hash;
        _mac = mac;
        _selfTest = new SelfTest(name, () => GivesKnownAnswer(knownSignature));
    }

    /// <summary>The hash that data goes through, and that makes the nonces.</summary>
    public HashFunction HashFunction => _hash;

    /// <summary>Signs a digest that the caller computed, by any hash.</summary>
    /// <exception cref="ArgumentException">
    /// The key is of another type, or the digest is empty or longer than 64 bytes.
    /// </exception>
    public byte[] SignDigest(PrivateKey key, ReadOnlySpan<byte> digest)
    {
        var signature = new byte[SignatureSize];
        SignDigest(key, digest, signature);
        return signature;
    }

    /// <summary>Signs a digest into <paramref name="signature"/>, which has exactly the size of a signature.</summary>
    /// <exception cref="ArgumentException">
    /// The key is of another type, the digest is empty or longer than 64 bytes, or the destination has another size.
    /// </exception>
    public void SignDigest(PrivateKey key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        RequireSigningArguments(key, digest, signature);
        SignDigestWith(_mac, key, digest, signature);
    }

    /// <summary>
    /// Whether a signature of a digest is valid. False also when something is malformed or the key is of another
    /// type.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="digest">The digest that the caller computed.</param>
    /// <param name="signature">The signature, <c>r || s</c>.</param>
    /// <param name="requireLowS">
    /// Whether to refuse the one of the two equivalent signatures that has the higher s.
    /// </param>
    public bool VerifyDigest(PublicKey key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, bool requireLowS = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType && VerifyDigestCore(key, digest, signature, requireLowS);
    }

    /// <summary>Whether a signature is valid for <paramref name="data"/> and, where asked, has a low s.</summary>
    public bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, bool requireLowS)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> digest = stackalloc byte[_hash.HashSize];
        _hash.Hash(data, digest);
        return VerifyDigest(key, digest, signature, requireLowS);
    }

    internal static void RequireDigest(ReadOnlySpan<byte> digest)
    {
        if (digest.Length is 0 or > MaximumDigestSize)
        {
            throw new ArgumentException($"A digest has 1 to {MaximumDigestSize} bytes, not {digest.Length}.", nameof(digest));
        }
    }

    /// <summary>Signs with nonces by another hash than the algorithm's.</summary>
    internal void SignDigestWith(MacAlgorithm mac, PrivateKey key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        _selfTest.Require();
        _curve.Sign(key.Material, digest, mac, lowS: KeyType == KeyType.Secp256k1, signature);
    }

    /// <summary>Signs a digest and returns the recovery id.</summary>
    internal int SignDigestRecoverably(PrivateKey key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        _selfTest.Require();
        return _curve.Sign(key.Material, digest, _mac, lowS: true, signature);
    }

    /// <summary>The key under which a signature of a digest verifies; null when there is none.</summary>
    internal PublicKey? Recover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, int recoveryId, bool requireLowS)
    {
        _selfTest.Require();
        return digest.Length is > 0 and <= MaximumDigestSize
            && !(requireLowS && !_curve.IsLowS(signature[_curve.Size..]))
            && _curve.RecoverVartime(digest, signature, recoveryId) is { } material
                ? new PublicKey(KeyType, material)
                : null;
    }

    internal override byte[] SignDigestOf(PrivateKey key, ReadOnlySpan<byte> digest) => SignDigest(key, digest);

    private protected override void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> digest = stackalloc byte[_hash.HashSize];
        _hash.Hash(data, digest);
        SignDigestWith(_mac, key, digest, signature);
    }

    private protected override bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Verify(key, data, signature, requireLowS: false);

    private bool VerifyDigestCore(PublicKey key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, bool requireLowS)
    {
        _selfTest.Require();
        return digest.Length is > 0 and <= MaximumDigestSize
            && signature.Length == SignatureSize
            && _curve.VerifyVartime(key.Material, digest, signature, requireLowS);
    }

    private void RequireSigningArguments(PrivateKey key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        RequireDigest(digest);
        if (signature.Length != SignatureSize)
        {
            throw new ArgumentException($"A {Name} signature takes exactly {SignatureSize} bytes.", nameof(signature));
        }
    }

    /// <summary>Signs a digest of ones with the key 1 + 2^8 + ... and verifies what it gave.</summary>
    private bool GivesKnownAnswer(byte[] knownSignature)
    {
        Span<byte> secret = stackalloc byte[_curve.Size];
        secret[1..].Fill(1);
        Span<byte> digest = stackalloc byte[_hash.HashSize];
        digest.Fill(1);
        using var key = _curve.TryImportPrivate(secret);
        if (key is null)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[SignatureSize];
        _curve.Sign(key, digest, _mac, lowS: KeyType == KeyType.Secp256k1, signature);
        var isKnown = signature.SequenceEqual(knownSignature);
        var verifies = _curve.VerifyVartime(key.PublicKey, digest, signature, requireLowS: false);
        digest[0] ^= 1;
        return isKnown && verifies && !_curve.VerifyVartime(key.PublicKey, digest, signature, requireLowS: false);
    }
}
