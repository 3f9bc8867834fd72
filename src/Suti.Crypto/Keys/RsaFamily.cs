// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>RSA (RFC 8017) by the platform.</summary>
internal sealed class RsaFamily : KeyFamily
{
    private const int MinimumBits = 2048;
    private const int MaximumBits = 8192;
    private const int GeneratedBits = 3072;

    private RsaFamily()
    {
    }

    public static RsaFamily Instance { get; } = new();

    public override KeyType Type => KeyType.Rsa;

    /// <summary>Checks the numbers of a public key and keeps them; null when they are not within the limits.</summary>
    public static PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        if (!AreWithinLimits(modulus, exponent))
        {
            return null;
        }

        var writer = new DerWriter(new byte[modulus.Length + exponent.Length + 32]);
        writer.PrependUnsigned(exponent);
        writer.PrependUnsigned(modulus);
        writer.Enclose(DerReader.Sequence, 0);
        return new RsaPublicKey(writer.Written.ToArray(), modulus, exponent);
    }

    public override PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> raw)
    {
        // RFC 8017 appendix A.1.1. DER has one form for given numbers, so the bytes can be kept as they are.
        var outer = new DerReader(raw);
        if (!outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return null;
        }

        var reader = new DerReader(content);
        return reader.TryReadUnsigned(out var modulus)
            && reader.TryReadUnsigned(out var exponent)
            && reader.AtEnd
            && AreWithinLimits(modulus, exponent)
                ? new RsaPublicKey(raw.ToArray(), modulus, exponent)
                : null;
    }

    public override PrivateKeyMaterial? TryImportPrivate(ReadOnlySpan<byte> raw)
    {
        if (!TryReadPrivate(raw, out var publicKey))
        {
            return null;
        }

        var kept = GC.AllocateUninitializedArray<byte>(raw.Length, pinned: true);
        raw.CopyTo(kept);
        var key = new RsaPrivateKey(kept, publicKey);
        if (IsConsistent(key))
        {
            return key;
        }

        key.Dispose();
        return null;
    }

    public override PrivateKeyMaterial Generate(RandomSource random)
    {
        using var rsa = Open();
        rsa.KeySize = GeneratedBits;
        var exported = rsa.ExportRSAPrivateKey();
        try
        {
            return TryImportPrivate(exported) ?? throw new CryptographicException("The platform made an RSA key that is not valid.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(exported);
        }
    }

    /// <summary>A handle of the platform without a key.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no RSA here.</exception>
    internal static RSA Open() => OperatingSystem.IsBrowser()
        ? throw new PlatformNotSupportedException("RSA is the platform's, and a browser has none.")
        : RSA.Create();

    private static bool AreWithinLimits(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        if (modulus.IsEmpty || modulus[0] == 0 || exponent.IsEmpty || exponent[0] == 0)
        {
            return false;
        }

        var bits = (8 * modulus.Length) - BitOperations.LeadingZeroCount((uint)modulus[0]) + 24;
        return bits is >= MinimumBits and <= MaximumBits
            && (modulus[^1] & 1) != 0
            && exponent.Length <= 4
            && (exponent[^1] & 1) != 0
            && !(exponent.Length == 1 && exponent[0] < 3);
    }

    private static bool TryReadPrivate(ReadOnlySpan<byte> raw, [NotNullWhen(true)] out PublicKeyMaterial? publicKey)
    {
        // RFC 8017 appendix A.1.2: version 0 (two primes), n, e, d, p, q, dP, dQ, qInv.
        publicKey = null;
        var outer = new DerReader(raw);
        if (!outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return false;
        }

        var reader = new DerReader(content);
        if (!reader.TryReadNumber(0) || !reader.TryReadUnsigned(out var modulus) || !reader.TryReadUnsigned(out var exponent))
        {
            return false;
        }

        for (var i = 0; i < 6; i++)
        {
            if (!reader.TryReadUnsigned(out var number) || number.Length > modulus.Length || number is [0])
            {
                return false;
            }
        }

        publicKey = reader.AtEnd ? TryImportPublic(modulus, exponent) : null;
        return publicKey is not null;
    }

    /// <summary>Whether the platform takes the key, and what it signs verifies under its public half.</summary>
    private static bool IsConsistent(RsaPrivateKey key)
    {
        Span<byte> digest = stackalloc byte[32];
        digest.Fill(0x5A);
        try
        {
            var signer = key.Handles.Take();
            var signature = signer.SignHash(digest.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            key.Handles.Return(signer);
            var verifier = ((RsaPublicKey)key.PublicKey).Handles.Take();
            var verified = verifier.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            ((RsaPublicKey)key.PublicKey).Handles.Return(verifier);
            return verified;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
