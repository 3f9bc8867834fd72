// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// The prime of secp256k1 (SEC 2 section 2.4.1), 2^256 - 2^32 - 977. Elements are kept in plain form.
/// </summary>
internal readonly struct Secp256k1Prime : IPrime256<Secp256k1Prime>
{
    private const ulong Mask48 = (1UL << 48) - 1;
    private const ulong Mask52 = (1UL << 52) - 1;

    /// <summary>2^256 modulo the prime.</summary>
    private const ulong Excess256 = 0x1000003D1;

    /// <summary>2^260 modulo the prime.</summary>
    private const ulong Excess260 = Excess256 << 4;

    public static ReadOnlySpan<ulong> Modulus =>
        [0xFFFFFFFEFFFFFC2F, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF];

    public static ulong LowLimb => 0xFFFFEFFFFFC2F;

    public static ulong Offset0 => 0x9FFFF5FFFFD9D6;

    public static ulong Offset1 => 0x9FFFFFFFFFFFF6;

    public static ulong Offset2 => 0x9FFFFFFFFFFFF6;

    public static ulong Offset3 => 0x9FFFFFFFFFFFF6;

    public static ulong Offset4 => 0x09FFFFFFFFFFF6;

    public static long Fold0 => (long)Excess256;

    public static long Fold1 => 0;

    public static long Fold3 => 0;

    public static long Fold4 => 0;

    public static Field256<Secp256k1Prime> One => new(1, 0, 0, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<Secp256k1Prime> Reduce(
        ulong c0, ulong c1, ulong c2, ulong c3, ulong c4, ulong c5, ulong c6, ulong c7, ulong c8, ulong c9)
    {
        // Column 5 + i counts 2^260 times column i. Below 2^63 times 37 bits: the part above bit 52 has at most 48
        // bits.
        Fold(c5, ref c0, ref c1);
        Fold(c6, ref c1, ref c2);
        Fold(c7, ref c2, ref c3);
        Fold(c8, ref c3, ref c4);
        ulong beyond = 0;
        Fold(c9, ref c4, ref beyond);

        c1 += c0 >> 52;
        c2 += c1 >> 52;
        c3 += c2 >> 52;
        c4 += c3 >> 52;

        // What is above bit 256, of at most 42 bits, comes back once more. That leaves the two lowest limbs below 2^53.
        var top = (beyond << 4) + (c4 >> 48);
        var low = top * Excess256;
        var high = (WideMath.MultiplyHigh(top, Excess256) << 12) | (low >> 52);
        return new((c0 & Mask52) + (low & Mask52), (c1 & Mask52) + high, c2 & Mask52, c3 & Mask52, c4 & Mask48);
    }

    public static Field256<Secp256k1Prime> Enter(in Field256<Secp256k1Prime> plain) => plain;

    public static Field256<Secp256k1Prime> Leave(in Field256<Secp256k1Prime> value) => value;

    public static Field256<Secp256k1Prime> SquareRootCandidate(in Field256<Secp256k1Prime> value)
    {
        // (p + 1) / 4 = 2^254 - 2^30 - 244 is, in binary, 223 ones, a zero, 22 ones, 4 zeros, 2 ones and 2 zeros.
        // Named here: the value to the power of a number of that many ones.
        var x2 = Field256<Secp256k1Prime>.Square(value) * value;
        var x3 = Field256<Secp256k1Prime>.Square(x2) * value;
        var x6 = Field256<Secp256k1Prime>.Square(x3, 3) * x3;
        var x9 = Field256<Secp256k1Prime>.Square(x6, 3) * x3;
        var x11 = Field256<Secp256k1Prime>.Square(x9, 2) * x2;
        var x22 = Field256<Secp256k1Prime>.Square(x11, 11) * x11;
        var x44 = Field256<Secp256k1Prime>.Square(x22, 22) * x22;
        var x88 = Field256<Secp256k1Prime>.Square(x44, 44) * x44;
        var x176 = Field256<Secp256k1Prime>.Square(x88, 88) * x88;
        var x220 = Field256<Secp256k1Prime>.Square(x176, 44) * x44;
        var x223 = Field256<Secp256k1Prime>.Square(x220, 3) * x3;
        var power = Field256<Secp256k1Prime>.Square(x223, 23) * x22;
        power = Field256<Secp256k1Prime>.Square(power, 6) * x2;
        return Field256<Secp256k1Prime>.Square(power, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold(ulong column, ref ulong low, ref ulong high)
    {
        var product = column * Excess260;
        low += product & Mask52;
        high += (WideMath.MultiplyHigh(column, Excess260) << 12) | (product >> 52);
    }
}
