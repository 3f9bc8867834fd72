// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The Montgomery ladder of RFC 7748 §5 over scalar field arithmetic. Constant-time.</summary>
internal static class MontgomeryLadder
{
    /// <summary>(486662 - 2) / 4.</summary>
    private const ulong A24 = 121665;

    /// <summary>The u coordinate of the clamped scalar times the point at <paramref name="u"/>.</summary>
    public static void Multiply(ReadOnlySpan<byte> clamped, in Field25519 u, out Field25519 result)
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
