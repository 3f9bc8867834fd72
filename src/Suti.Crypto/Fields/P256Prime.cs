// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// The prime of P-256 (SP 800-186 section 3.2.1.3), 2^256 - 2^224 + 2^192 + 2^96 - 1. Elements are kept in Montgomery
/// form with the radix 2^260.
/// </summary>
internal readonly struct P256Prime : IPrime256<P256Prime>
{
    private const long Mask48 = (1L << 48) - 1;
    private const long Mask52 = (1L << 52) - 1;

    public static ReadOnlySpan<ulong> Modulus =>
        [0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFF, 0x0000000000000000, 0xFFFFFFFF00000001];

    public static ulong LowLimb => 0xFFFFFFFFFFFFF;

    public static ulong Offset0 => 0x9FFFFFFFFFFFF6;

    public static ulong Offset1 => 0x909FFFFFFFFFF6;

    public static ulong Offset2 => 0x8FFFFFFFFFFFF7;

    public static ulong Offset3 => 0x90009FFFFFFFF7;

    public static ulong Offset4 => 0x09FFFFFFF5FFF7;

    public static long Fold0 => 1;

    public static long Fold1 => -(1L << 44);

    public static long Fold3 => -(1L << 36);

    public static long Fold4 => 1L << 16;

    public static Field256<P256Prime> One => new(0x10, 0xF000000000000, 0xFFFFFFFFFFFFF, 0xFFEFFFFFFFFFF, 0x00000000FFFFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<P256Prime> Reduce(
        ulong c0, ulong c1, ulong c2, ulong c3, ulong c4, ulong c5, ulong c6, ulong c7, ulong c8, ulong c9)
    {
        long s0 = (long)c0, s1 = (long)c1, s2 = (long)c2, s3 = (long)c3, s4 = (long)c4;
        long s5 = (long)c5, s6 = (long)c6, s7 = (long)c7, s8 = (long)c8, s9 = (long)c9;
        Clear(s0, ref s1, ref s2, ref s3, ref s4, ref s5);
        Clear(s1, ref s2, ref s3, ref s4, ref s5, ref s6);
        Clear(s2, ref s3, ref s4, ref s5, ref s6, ref s7);
        Clear(s3, ref s4, ref s5, ref s6, ref s7, ref s8);
        Clear(s4, ref s5, ref s6, ref s7, ref s8, ref s9);

        s6 += s5 >> 52;
        s7 += s6 >> 52;
        s8 += s7 >> 52;
        s9 += s8 >> 52;

        // What is above bit 256 comes back as multiples of 2^256 mod p.
        var top = s9 >> 48;
        s5 = (s5 & Mask52) + top;
        s6 = (s6 & Mask52) - (top << 44) + (s5 >> 52);
        s7 = (s7 & Mask52) + (s6 >> 52);
        s8 = (s8 & Mask52) - (top << 36) + (s7 >> 52);
        s9 = (s9 & Mask48) + (top << 16) + (s8 >> 52);
        return new((ulong)(s5 & Mask52), (ulong)(s6 & Mask52), (ulong)(s7 & Mask52), (ulong)(s8 & Mask52), (ulong)s9);
    }

    public static Field256<P256Prime> Enter(in Field256<P256Prime> plain) =>
        plain * new Field256<P256Prime>(0x300, 0xFFFFFFFF00000, 0xFFFFEFFFFFFFB, 0xFDFFFFFFFFFFF, 0x0000004FFFFFF);

    public static Field256<P256Prime> Leave(in Field256<P256Prime> value) => value * new Field256<P256Prime>(1, 0, 0, 0, 0);

    public static Field256<P256Prime> SquareRootCandidate(in Field256<P256Prime> value)
    {
        // (p + 1) / 4 = ((2^32 - 1) 2^128 + 2^96 + 1) 2^94. Named here: the value to the power of a number of that
        // many ones.
        var x2 = Field256<P256Prime>.Square(value) * value;
        var x4 = Field256<P256Prime>.Square(x2, 2) * x2;
        var x8 = Field256<P256Prime>.Square(x4, 4) * x4;
        var x16 = Field256<P256Prime>.Square(x8, 8) * x8;
        var x32 = Field256<P256Prime>.Square(x16, 16) * x16;
        var power = Field256<P256Prime>.Square(x32, 32) * value;
        power = Field256<P256Prime>.Square(power, 96) * value;
        return Field256<P256Prime>.Square(power, 94);
    }

    /// <summary>
    /// Adds the multiple of the prime that clears the lowest 52 bits of a column, and hands the rest to the next.
    /// Since p is -1 modulo 2^96 the multiple m is those bits themselves, and m p = m (2^256 - 2^224 + 2^192 + 2^96)
    /// - m.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(long column, ref long n1, ref long n2, ref long n3, ref long n4, ref long n5)
    {
        var m = column & Mask52;
        n1 += (column >> 52) + ((m << 44) & Mask52);
        n2 += m >> 8;
        n3 += (m << 36) & Mask52;
        n4 += (m >> 16) - ((m << 16) & Mask52) + ((m << 48) & Mask52);
        n5 += (m >> 4) - (m >> 36);
    }
}
