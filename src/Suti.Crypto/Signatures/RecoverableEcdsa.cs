// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Crypto;

/// <summary>
/// ECDSA over secp256k1 with signatures of 65 bytes, <c>r || s || v</c>, from which the public key is recovered (SEC
/// 1 section 4.1.6). Signatures that are made have a low s and a v of 0 or 1.
/// </summary>
public sealed class RecoverableEcdsa : SignatureAlgorithm
{
    private const int CompactSize = 64;

    private readonly Ecdsa _ecdsa;

    internal RecoverableEcdsa(Ecdsa ecdsa)
        : base(ecdsa.Name + " recoverable", ecdsa.KeyType, CompactSize + 1) =>
        _ecdsa = ecdsa;

    /// <summary>The hash that data goes through.</summary>
    public HashFunction HashFunction => _ecdsa.HashFunction;

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

    /// <summary>Signs a digest into <paramref name="signature"/>, which has exactly 65 bytes.</summary>
    /// <exception cref="ArgumentException">
    /// The key is of another type, the digest is empty or longer than 64 bytes, or the destination has another size.
    /// </exception>
    public void SignDigest(PrivateKey key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        Ecdsa.RequireDigest(digest);
        if (signature.Length != SignatureSize)
        {
            throw new ArgumentException($"A {Name} signature takes exactly {SignatureSize} bytes.", nameof(signature));
        }

        // An x coordinate at or above the order would make it 2 or 3; nobody will ever meet one, at odds of 1 to 2^128.
        signature[CompactSize] = (byte)_ecdsa.SignDigestRecoverably(key, digest, signature[..CompactSize]);
    }

    /// <summary>
    /// Recovers the key under which a signature of a digest verifies. False when the signature is malformed or there
    /// is no such key.
    /// </summary>
    /// <param name="digest">The digest that was signed.</param>
    /// <param name="signature">65 bytes; v is 0 or 1, or 27 or 28 as Ethereum and Bitcoin write it.</param>
    /// <param name="key">
    /// The key. That it is the expected one is for the caller to check: nearly every signature gives some key.
    /// </param>
    /// <param name="requireLowS">
    /// Whether to refuse the one of the two equivalent signatures that has the higher s.
    /// </param>
    public bool TryRecover(
        ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, [NotNullWhen(true)] out PublicKey? key, bool requireLowS = false)
    {
        key = null;
        if (signature.Length != SignatureSize || signature[CompactSize] is not (0 or 1 or 27 or 28))
        {
            return false;
        }

        // 27 is 0 and 28 is 1.
        var recoveryId = signature[CompactSize] % 27;
        key = _ecdsa.Recover(digest, signature[..CompactSize], recoveryId, requireLowS);
        return key is not null;
    }

    /// <summary>Whether a signature of a digest is valid and its v leads to this key.</summary>
    public bool VerifyDigest(PublicKey key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, bool requireLowS = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType && TryRecover(digest, signature, out var recovered, requireLowS) && recovered.Equals(key);
    }

    internal override byte[] SignDigestOf(PrivateKey key, ReadOnlySpan<byte> digest) => SignDigest(key, digest);

    private protected override void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> digest = stackalloc byte[HashFunction.HashSize];
        HashFunction.Hash(data, digest);
        SignDigest(key, digest, signature);
    }

    private protected override bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> digest = stackalloc byte[HashFunction.HashSize];
        HashFunction.Hash(data, digest);
        return VerifyDigest(key, digest, signature);
    }
}
