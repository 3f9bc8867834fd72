// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Ed25519 (RFC 8032 §5.1) over one representation of the group.</summary>
internal static class Ed25519Core<TPoint, TCached>
    where TPoint : struct, IEdwardsPoint<TPoint, TCached>
    where TCached : struct
{
    /// <summary>The signatures that one equation of a batch holds; more would not fit the processor's caches.</summary>
    private const int BatchSize = 64;

    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> encoded, out EdwardsPoint affine)
    {
        EdwardsMultiplication<TPoint, TCached>.MultiplyBase(scalar, out var point);
        point.Encode(encoded, out affine);
    }

    /// <summary>RFC 8032 §5.1.6.</summary>
    public static void Sign(Ed25519PrivateMaterial key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[64];
        Span<byte> nonce = stackalloc byte[Scalar25519.Size];
        Span<byte> challenge = stackalloc byte[Scalar25519.Size];
        Span<byte> encoded = stackalloc byte[EdwardsPoint.Size];

        var state = BlockHashState<Sha512>.Start();
        state.Append(key.Prefix);
        state.Append(data);
        state.Finish(hash);
        Scalar25519.ReduceWide(hash, nonce);
        MultiplyBase(nonce, encoded, out _);
        HashChallenge(encoded, key.PublicKey.Raw, data, challenge);

        // Written last: the destination may be where the data is.
        encoded.CopyTo(signature);
        Scalar25519.MultiplyAdd(challenge, key.Scalar, nonce, signature[32..]);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<BlockHashState<Sha512>>(ref state)));
        CryptographicOperations.ZeroMemory(hash);
        CryptographicOperations.ZeroMemory(nonce);
    }

    /// <summary>RFC 8032 §5.1.7, or with the cofactor.</summary>
    public static bool Verify(
        Ed25519PublicMaterial key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, Ed25519Verification mode)
    {
        if (signature.Length != Ed25519Core.SignatureSize
            || !Scalar25519.IsCanonicalVartime(signature[32..])
            || (key.IsSmallOrder && mode != Ed25519Verification.Zip215))
        {
            return false;
        }

        Span<byte> challenge = stackalloc byte[Scalar25519.Size];
        HashChallenge(signature[..32], key.Raw, data, challenge);
        EdwardsMultiplication<TPoint, TCached>.MultiplyAddBaseVartime(
            challenge, key.NegativeMultiples<TPoint, TCached>(), signature[32..], out var expected);

        if (mode != Ed25519Verification.Zip215)
        {
            // Encodings are unique, so equal bytes are canonical ones of the same point. What holds without the cofactor holds with it,
            // so that an honest signature never needs R decoded, which costs more than to encode.
            Span<byte> encoded = stackalloc byte[EdwardsPoint.Size];
            expected.Encode(encoded);
            if (encoded.SequenceEqual(signature[..32]))
            {
                return !expected.IsSmallOrder();
            }

            if (mode == Ed25519Verification.Strict)
            {
                return false;
            }
        }

        if (!TryDecodeR(signature, mode, out var r))
        {
            return false;
        }

        EdwardsPoint.Cache(r, out var cached);
        EdwardsPoint.Subtract(ref expected, cached);
        return expected.IsSmallOrder();
    }

    /// <summary>One equation with the cofactor for up to <see cref="BatchSize"/> signatures at a time.</summary>
    public static bool VerifyBatch(
        ReadOnlySpan<Ed25519BatchItem> items, Ed25519Verification mode, RandomSource random)
    {
        for (; items.Length > BatchSize; items = items[BatchSize..])
        {
            if (!VerifyEquation(items[..BatchSize], mode, random))
            {
                return false;
            }
        }

        return items.IsEmpty || VerifyEquation(items, mode, random);
    }

    /// <summary>[8]((sum z S) B - sum z R - sum (z k) A) is the neutral element, for random z of 128 bits.</summary>
    private static bool VerifyEquation(
        ReadOnlySpan<Ed25519BatchItem> items, Ed25519Verification mode, RandomSource random)
    {
        using var sum = new EdwardsSumVartime<TPoint, TCached>(2 * items.Length);
        Span<byte> coefficients = stackalloc byte[16 * BatchSize];
        random.Fill(coefficients[..(16 * items.Length)]);
        Span<byte> z = stackalloc byte[Scalar25519.Size];
        Span<byte> zero = stackalloc byte[Scalar25519.Size];
        Span<byte> product = stackalloc byte[Scalar25519.Size];
        Span<byte> baseScalar = stackalloc byte[Scalar25519.Size];
        z.Clear();
        zero.Clear();
        baseScalar.Clear();
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            var signature = item.Signature.Span;
            if (item.Key is null)
            {
                throw new ArgumentException($"Item {i} has no key.", nameof(items));
            }

            if (item.Key.Material is not Ed25519PublicMaterial key
                || signature.Length != Ed25519Core.SignatureSize
                || !Scalar25519.IsCanonicalVartime(signature[32..])
                || !TryDecodeR(signature, mode, out var r))
            {
                return false;
            }

            coefficients.Slice(16 * i, 16).CopyTo(z);
            sum.AddNegative(r, z);
            Scalar25519.MultiplyAdd(z, signature[32..], baseScalar, baseScalar);
            HashChallenge(signature[..32], key.Raw, item.Data.Span, product);
            Scalar25519.MultiplyAdd(z, product, zero, product);
            sum.Add(key.NegativeMultiples<TPoint, TCached>(), product);
        }

        sum.Compute(baseScalar, out var result);
        return result.IsSmallOrder();
    }

    private static bool TryDecodeR(ReadOnlySpan<byte> signature, Ed25519Verification mode, out EdwardsPoint r) =>
        mode == Ed25519Verification.Zip215
            ? EdwardsPoint.TryDecodeVartime(signature[..32], requireCanonical: false, out r)
            : EdwardsPoint.TryDecodeVartime(signature[..32], requireCanonical: true, out r) && !r.IsSmallOrder();

    /// <summary>k = SHA-512(R | A | M) modulo L.</summary>
    private static void HashChallenge(
        ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, Span<byte> challenge)
    {
        Span<byte> hash = stackalloc byte[64];
        var state = BlockHashState<Sha512>.Start();
        state.Append(r);
        state.Append(publicKey);
        state.Append(data);
        state.Finish(hash);
        Scalar25519.ReduceWide(hash, challenge);
    }
}
