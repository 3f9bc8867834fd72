// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>ECDSA (FIPS 186-5 section 6.4) with nonces by RFC 6979.</summary>
internal sealed partial class WeierstrassCurve<TCurve, TField, TScalar>
{
    public override int Sign(
        PrivateKeyMaterial key, ReadOnlySpan<byte> digest, MacAlgorithm mac, bool lowS, Span<byte> signature)
    {
        TScalar.TryDecode(key.Raw, out var secret);
        var message = DigestToScalar(digest);
        Span<byte> bytes = stackalloc byte[MaximumSize];
        bytes = bytes[..Size];
        TScalar.Encode(message, bytes);
        Span<byte> state = stackalloc byte[2 * NonceGenerator.MaximumHashSize];
        var nonces = new NonceGenerator(mac, key.Raw, bytes, state);
        while (true)
        {
            nonces.Next(bytes);
            ShiftToOrder(bytes);
            if (!TScalar.TryDecode(bytes, out var nonce) || TScalar.IsZeroMask(nonce) != 0)
            {
                continue;
            }

            var point = Multiplication<TCurve, TField, TScalar>.MultiplyGenerator(nonce).ToAffine();
            var recoveryId = IsOdd(point.Y) ? 1 : 0;
            TField.Encode(point.X, bytes);
            var r = TScalar.DecodeReduced(bytes);
            TScalar.Encode(r, signature[..Size]);
            recoveryId |= signature[..Size].SequenceEqual(bytes) ? 0 : 2;

            var s = TScalar.Invert(nonce) * (message + (r * secret));
            if ((TScalar.IsZeroMask(r) | TScalar.IsZeroMask(s)) != 0)
            {
                continue;
            }

            // Whether s was high says nothing of the key: it is the sign of a random nonce.
            var negate = lowS ? TScalar.IsHighMask(s) : 0;
            TScalar.Encode(TScalar.Select(negate, TScalar.Zero - s, s), signature[Size..]);
            CryptographicOperations.ZeroMemory(state);
            return recoveryId ^ (int)(negate & 1);
        }
    }

    public override bool VerifyVartime(
        PublicKeyMaterial key,
        ReadOnlySpan<byte> digest,
        ReadOnlySpan<byte> signature,
        bool requireLowS,
        Implementation implementation = Implementation.Fastest)
    {
        if (!TryDecodeSignature(signature, out var r, out var s) || (requireLowS && TScalar.IsHighMask(s) != 0))
        {
            return false;
        }

        var publicKey = (WeierstrassPublicKey<TField>)key;
        if (PlatformCurve.IsChosen(Type, implementation))
        {
            return PlatformCurve.Verify(publicKey.Verifiers(this), digest, signature);
        }

        var inverse = TScalar.InvertVartime(s);
        var sum = Combination<TCurve, TField, TScalar>.EvaluateVartime(
            DigestToScalar(digest) * inverse, r * inverse, publicKey.Point, publicKey.PreparedVartime<TCurve, TScalar>());

        // r is the x coordinate modulo the order: x itself, or less than the order below it. X = x Z^2 spares an
        // inversion.
        if (TField.IsZeroVartime(sum.Z))
        {
            return false;
        }

        var z2 = TField.Square(sum.Z);
        return (TryLiftX(signature[..Size], false, out var x) && TField.IsZeroVartime((x * z2) - sum.X))
            || (TryLiftX(signature[..Size], true, out x) && TField.IsZeroVartime((x * z2) - sum.X));
    }

    public override PublicKeyMaterial? RecoverVartime(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, int recoveryId)
    {
        if (!TryDecodeSignature(signature, out var r, out var s)
            || !TryLiftX(signature[..Size], (recoveryId & 2) != 0, out var x)
            || !TryDecompressVartime(x, (recoveryId & 1) != 0, out var point))
        {
            return null;
        }

        // Q = (s R - z G) / r.
        var inverse = TScalar.InvertVartime(r);
        var sum = Combination<TCurve, TField, TScalar>.EvaluateVartime(
            TScalar.Zero - (DigestToScalar(digest) * inverse), s * inverse, point, prepared: null);
        return TField.IsZeroVartime(sum.Z) ? null : ToPublicKey(sum.ToAffineVartime());
    }

    public override bool IsLowS(ReadOnlySpan<byte> s) => TScalar.TryDecode(s, out var value) && TScalar.IsHighMask(value) == 0;

    private static bool TryDecodeSignature(ReadOnlySpan<byte> signature, out TScalar r, out TScalar s)
    {
        (r, s) = (default, default);
        return signature.Length == 2 * TField.Size
            && TScalar.TryDecode(signature[..TField.Size], out r)
            && TScalar.TryDecode(signature[TField.Size..], out s)
            && (TScalar.IsZeroMask(r) | TScalar.IsZeroMask(s)) == 0;
    }

    /// <summary>
    /// The x coordinate that r stands for: r, or r plus the order. False when that is not below the prime.
    /// </summary>
    private static bool TryLiftX(ReadOnlySpan<byte> r, bool addOrder, out TField x)
    {
        if (!addOrder)
        {
            return TField.TryDecode(r, out x);
        }

        Span<byte> bytes = stackalloc byte[MaximumSize];
        bytes = bytes[..r.Length];
        var carry = 0;
        for (var i = 0; i < r.Length; i++)
        {
            var order = (byte)(TScalar.Modulus[i >> 3] >> (8 * (i & 7)));
            carry += r[^(i + 1)] + order;
            bytes[^(i + 1)] = (byte)carry;
            carry >>= 8;
        }

        x = default;
        return carry == 0 && TField.TryDecode(bytes, out x);
    }

    /// <summary>
    /// The leftmost bits of a digest as a number modulo the order (FIPS 186-5 section 6.4.1; bits2int of RFC 6979).
    /// </summary>
    private static TScalar DigestToScalar(ReadOnlySpan<byte> digest)
    {
        if (digest.Length < TField.Size)
        {
            return TScalar.DecodeReduced(digest);
        }

        Span<byte> bytes = stackalloc byte[MaximumSize];
        bytes = bytes[..TField.Size];
        digest[..TField.Size].CopyTo(bytes);
        ShiftToOrder(bytes);
        return TScalar.DecodeReduced(bytes);
    }

    /// <summary>
    /// Shifts the bits that whole bytes have more than the order off at the right end; only P-521 has such.
    /// </summary>
    private static void ShiftToOrder(Span<byte> bytes)
    {
        var shift = (8 * TField.Size) - TScalar.BitLength;
        if (shift == 0)
        {
            return;
        }

        for (var i = bytes.Length - 1; i > 0; i--)
        {
            bytes[i] = (byte)((bytes[i] >> shift) | (bytes[i - 1] << (8 - shift)));
        }

        bytes[0] >>= shift;
    }
}
