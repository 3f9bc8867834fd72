// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Scalar multiplication on the Montgomery curve 25519 (RFC 7748 §5). Constant-time.</summary>
internal static class X25519Core
{
    public const int Size = 32;

    /// <summary>(486662 - 2) / 4, the constant of the ladder.</summary>
    private const ulong A24 = 121665;

    /// <summary>Clears the cofactor and fixes the highest bit (RFC 7748 §5, decodeScalar25519).</summary>
    public static void Clamp(Span<byte> scalar)
    {
        scalar[0] &= 248;
        scalar[31] = (byte)((scalar[31] & 127) | 64);
    }

    /// <summary>The u coordinate of scalar times the point at <paramref name="u"/>; false, and zeros, when that is zero.</summary>
    public static bool TryMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u, Span<byte> result)
    {
        Span<byte> clamped = stackalloc byte[Size];
        scalar.CopyTo(clamped);
        Clamp(clamped);
        LadderScalar(clamped, Field25519.Read(u), out var product);
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
        EdwardsMultiplication<EdwardsPoint, EdwardsCached>.MultiplyBase(reduced, out var point);
        CryptographicOperations.ZeroMemory(reduced);
        FromEdwards(point, result);
    }

    /// <summary>u = (1 + y) / (1 - y) (RFC 7748 §4.1).</summary>
    public static void FromEdwards(in EdwardsPoint point, Span<byte> result) =>
        ((point.Z + point.Y) * (point.Z - point.Y).Invert()).Write(result);

    /// <summary>The Montgomery ladder of RFC 7748 §5, over scalar field arithmetic.</summary>
    internal static void LadderScalar(ReadOnlySpan<byte> clamped, in Field25519 u, out Field25519 result)
    {
        var (x2, z2, x3, z3) = (Field25519.One, Field25519.Zero, u, Field25519.One);
        ulong swap = 0;
        for (var t = 254; t >= 0; t--)
        {
            var bit = 0 - ((ulong)(clamped[t >> 3] >> (t & 7)) & 1);
            swap ^= bit;
            Field25519.Swap(swap, ref x2, ref x3);
            Field25519.Swap(swap, ref z2, ref z3);
            swap = bit;

            var a = x2 + z2;
            var b = x2 - z2;
            var da = (x3 - z3) * a;
            var cb = (x3 + z3) * b;
            var aa = a.Square();
            var bb = b.Square();
            var e = aa - bb;
            x3 = (da + cb).Square();
            z3 = u * (da - cb).Square();
            x2 = aa * bb;
            z2 = e * (aa + e.MultiplySmall(A24));
        }

        Field25519.Swap(swap, ref x2, ref x3);
        Field25519.Swap(swap, ref z2, ref z3);
        result = x2 * z2.Invert();
    }
}
