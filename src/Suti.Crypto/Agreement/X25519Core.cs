// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Scalar multiplication on the Montgomery curve 25519 (RFC 7748 §5). Constant-time.</summary>
internal static class X25519Core
{
    public const int Size = 32;

    /// <summary>Clears the cofactor and fixes the highest bit (RFC 7748 §5, decodeScalar25519).</summary>
    public static void Clamp(Span<byte> scalar)
    {
        scalar[0] &= 248;
        scalar[31] = (byte)((scalar[31] & 127) | 64);
    }

    /// <summary>The u coordinate of scalar times the point at <paramref name="u"/>; false, and zeros, when that is zero.</summary>
    public static bool TryMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u, Span<byte> result)
    {
        Field25519 product;
        Span<byte> clamped = stackalloc byte[Size];
        scalar.CopyTo(clamped);
        Clamp(clamped);
        var coordinate = Field25519.Read(u);
        if (MontgomeryLadderVector.IsSupported)
        {
            MontgomeryLadderVector.Multiply(clamped, coordinate, out product);
        }
        else
        {
            MontgomeryLadder.Multiply(clamped, coordinate, out product);
        }

        CryptographicOperations.ZeroMemory(clamped);
        product.Write(result);
        return product.ZeroMask() == 0;
    }

    /// <summary>The public key of a scalar, by way of the Edwards curve and its tables.</summary>
    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> result)
    {
        Span<byte> reduced = stackalloc byte[Size];
        scalar.CopyTo(reduced);
        Clamp(reduced);
        Scalar25519.Reduce(reduced, reduced);
        EdwardsPoint point;
        if (EdwardsPointVector.IsSupported)
        {
            EdwardsMultiplication<EdwardsPointVector, EdwardsCachedVector>.MultiplyBase(reduced, out point);
        }
        else
        {
            EdwardsMultiplication<EdwardsPoint, EdwardsCached>.MultiplyBase(reduced, out point);
        }

        CryptographicOperations.ZeroMemory(reduced);
        FromEdwards(point, result);
    }

    /// <summary>u = (1 + y) / (1 - y) (RFC 7748 §4.1).</summary>
    public static void FromEdwards(in EdwardsPoint point, Span<byte> result) =>
        ((point.Z + point.Y) * (point.Z - point.Y).Invert()).Write(result);
}
