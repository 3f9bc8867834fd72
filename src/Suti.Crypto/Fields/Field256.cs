// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// An element of a field with a prime of 256 bits, in five limbs of base 2^52. A value of magnitude m has limbs of at
/// most 2m(2^52 - 1), the last of at most 2m(2^48 - 1); so sums and differences need no carries.
/// </summary>
internal readonly struct Field256<TPrime> : IFieldElement<Field256<TPrime>>
    where TPrime : IPrime256<TPrime>
{
    private const ulong Mask48 = (1UL << 48) - 1;
    private const ulong Mask52 = (1UL << 52) - 1;
    private const ulong Mask56 = (1UL << 56) - 1;

    private readonly ulong _l0;
    private readonly ulong _l1;
    private readonly ulong _l2;
    private readonly ulong _l3;
    private readonly ulong _l4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Field256(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
        _l4 = l4;
    }

    public static int Size => 32;

    public static Field256<TPrime> Zero => default;

    public static Field256<TPrime> One => TPrime.One;

    public ulong L0 => _l0;

    public ulong L1 => _l1;

    public ulong L2 => _l2;

    public ulong L3 => _l3;

    public ulong L4 => _l4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<TPrime> operator +(in Field256<TPrime> left, in Field256<TPrime> right) => new(
        left._l0 + right._l0, left._l1 + right._l1, left._l2 + right._l2, left._l3 + right._l3, left._l4 + right._l4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<TPrime> operator -(in Field256<TPrime> left, in Field256<TPrime> right) => new(
        left._l0 + (TPrime.Offset0 - right._l0),
        left._l1 + (TPrime.Offset1 - right._l1),
        left._l2 + (TPrime.Offset2 - right._l2),
        left._l3 + (TPrime.Offset3 - right._l3),
        left._l4 + (TPrime.Offset4 - right._l4));

    /// <summary>
    /// Each partial product is split at bit 56 into two words, so that columns add up without carries: factors have
    /// limbs below 2^56, a shift by 8 makes the upper part the upper word of a multiplication, and five terms stay
    /// below 2^63.
    /// </summary>
    public static Field256<TPrime> operator *(in Field256<TPrime> left, in Field256<TPrime> right)
    {
        ulong b0 = right._l0, b1 = right._l1, b2 = right._l2, b3 = right._l3, b4 = right._l4;

        ulong a = left._l0, s = a << 8;
        ulong l0 = Low(a, b0), l1 = Low(a, b1), l2 = Low(a, b2), l3 = Low(a, b3), l4 = Low(a, b4);
        ulong h0 = High(s, b0), h1 = High(s, b1), h2 = High(s, b2), h3 = High(s, b3), h4 = High(s, b4);

        (a, s) = (left._l1, left._l1 << 8);
        l1 += Low(a, b0);
        l2 += Low(a, b1);
        l3 += Low(a, b2);
        l4 += Low(a, b3);
        var l5 = Low(a, b4);
        h1 += High(s, b0);
        h2 += High(s, b1);
        h3 += High(s, b2);
        h4 += High(s, b3);
        var h5 = High(s, b4);

        (a, s) = (left._l2, left._l2 << 8);
        l2 += Low(a, b0);
        l3 += Low(a, b1);
        l4 += Low(a, b2);
        l5 += Low(a, b3);
        var l6 = Low(a, b4);
        h2 += High(s, b0);
        h3 += High(s, b1);
        h4 += High(s, b2);
        h5 += High(s, b3);
        var h6 = High(s, b4);

        (a, s) = (left._l3, left._l3 << 8);
        l3 += Low(a, b0);
        l4 += Low(a, b1);
        l5 += Low(a, b2);
        l6 += Low(a, b3);
        var l7 = Low(a, b4);
        h3 += High(s, b0);
        h4 += High(s, b1);
        h5 += High(s, b2);
        h6 += High(s, b3);
        var h7 = High(s, b4);

        (a, s) = (left._l4, left._l4 << 8);
        l4 += Low(a, b0);
        l5 += Low(a, b1);
        l6 += Low(a, b2);
        l7 += Low(a, b3);
        var l8 = Low(a, b4);
        h4 += High(s, b0);
        h5 += High(s, b1);
        h6 += High(s, b2);
        h7 += High(s, b3);
        var h8 = High(s, b4);

        return TPrime.Reduce(
            l0,
            l1 + (h0 << 4),
            l2 + (h1 << 4),
            l3 + (h2 << 4),
            l4 + (h3 << 4),
            l5 + (h4 << 4),
            l6 + (h5 << 4),
            l7 + (h6 << 4),
            l8 + (h7 << 4),
            h8 << 4);
    }

    public static Field256<TPrime> Square(in Field256<TPrime> value)
    {
        ulong a0 = value._l0, a1 = value._l1, a2 = value._l2, a3 = value._l3, a4 = value._l4;
        ulong d1 = a1 << 1, d2 = a2 << 1, d3 = a3 << 1, d4 = a4 << 1;

        var s = a0 << 8;
        ulong l0 = Low(a0, a0), l1 = Low(a0, d1), l2 = Low(a0, d2), l3 = Low(a0, d3), l4 = Low(a0, d4);
        ulong h0 = High(s, a0), h1 = High(s, d1), h2 = High(s, d2), h3 = High(s, d3), h4 = High(s, d4);

        s = a1 << 8;
        l2 += Low(a1, a1);
        l3 += Low(a1, d2);
        l4 += Low(a1, d3);
        var l5 = Low(a1, d4);
        h2 += High(s, a1);
        h3 += High(s, d2);
        h4 += High(s, d3);
        var h5 = High(s, d4);

        s = a2 << 8;
        l4 += Low(a2, a2);
        l5 += Low(a2, d3);
        var l6 = Low(a2, d4);
        h4 += High(s, a2);
        h5 += High(s, d3);
        var h6 = High(s, d4);

        s = a3 << 8;
        l6 += Low(a3, a3);
        var l7 = Low(a3, d4);
        h6 += High(s, a3);
        var h7 = High(s, d4);

        var l8 = Low(a4, a4);
        var h8 = High(a4 << 8, a4);

        return TPrime.Reduce(
            l0,
            l1 + (h0 << 4),
            l2 + (h1 << 4),
            l3 + (h2 << 4),
            l4 + (h3 << 4),
            l5 + (h4 << 4),
            l6 + (h5 << 4),
            l7 + (h6 << 4),
            l8 + (h7 << 4),
            h8 << 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<TPrime> Half(in Field256<TPrime> value)
    {
        // Odd values take the prime on top, limb by limb; then every limb hands its lowest bit down.
        var odd = 0 - (value._l0 & 1);
        var m = TPrime.Modulus;
        var l0 = value._l0 + (m[0] & Mask52 & odd);
        var l1 = value._l1 + ((m[0] >> 52 | m[1] << 12) & Mask52 & odd);
        var l2 = value._l2 + ((m[1] >> 40 | m[2] << 24) & Mask52 & odd);
        var l3 = value._l3 + ((m[2] >> 28 | m[3] << 36) & Mask52 & odd);
        var l4 = value._l4 + (m[3] >> 16 & odd);
        return new(
            (l0 >> 1) + ((l1 & 1) << 51),
            (l1 >> 1) + ((l2 & 1) << 51),
            (l2 >> 1) + ((l3 & 1) << 51),
            (l3 >> 1) + ((l4 & 1) << 51),
            l4 >> 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<TPrime> Tidy(in Field256<TPrime> value)
    {
        // What lies above bit 256 comes back as multiples of 2^256 mod p; limbs may be below zero until the carries
        // have run.
        var top = (long)(value._l4 >> 48);
        var l0 = (long)value._l0 + (top * TPrime.Fold0);
        var l1 = (long)value._l1 + (top * TPrime.Fold1) + (l0 >> 52);
        var l2 = (long)value._l2 + (l1 >> 52);
        var l3 = (long)value._l3 + (top * TPrime.Fold3) + (l2 >> 52);
        var l4 = (long)(value._l4 & Mask48) + (top * TPrime.Fold4) + (l3 >> 52);
        return new((ulong)l0 & Mask52, (ulong)l1 & Mask52, (ulong)l2 & Mask52, (ulong)l3 & Mask52, (ulong)l4);
    }

    public static Field256<TPrime> Invert(in Field256<TPrime> value)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        ToLimbs(TPrime.Leave(value), limbs);
        Inversion.Of(limbs);
        return TPrime.Enter(FromLimbs(limbs));
    }

    public static Field256<TPrime> InvertVartime(in Field256<TPrime> value)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        ToLimbs(TPrime.Leave(value), limbs);
        Inversion.OfVartime(limbs);
        return TPrime.Enter(FromLimbs(limbs));
    }

    public static bool TrySquareRoot(in Field256<TPrime> value, out Field256<TPrime> root)
    {
        root = TPrime.SquareRootCandidate(value);
        return IsZeroVartime(Square(root) - Tidy(value));
    }

    public static ulong IsZeroMask(in Field256<TPrime> value)
    {
        var n = Normalize(value);
        return WideMath.IsZeroMask(n._l0 | n._l1 | n._l2 | n._l3 | n._l4);
    }

    public static bool IsZeroVartime(in Field256<TPrime> value)
    {
        // Folded once, a multiple of the prime is zero or the prime itself; the lowest limb tells most others apart.
        var low = (value._l0 + (ulong)((long)(value._l4 >> 48) * TPrime.Fold0)) & Mask52;
        return (low == 0 || low == TPrime.LowLimb) && IsZeroMask(value) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Field256<TPrime> Select(ulong mask, in Field256<TPrime> ifSet, in Field256<TPrime> otherwise) => new(
        otherwise._l0 ^ ((ifSet._l0 ^ otherwise._l0) & mask),
        otherwise._l1 ^ ((ifSet._l1 ^ otherwise._l1) & mask),
        otherwise._l2 ^ ((ifSet._l2 ^ otherwise._l2) & mask),
        otherwise._l3 ^ ((ifSet._l3 ^ otherwise._l3) & mask),
        otherwise._l4 ^ ((ifSet._l4 ^ otherwise._l4) & mask));

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Field256<TPrime> value)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        ulong borrow = 0;
        for (var i = 0; i < 4; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(24 - (8 * i))..]);
            WideMath.SubtractWithBorrow(limbs[i], TPrime.Modulus[i], ref borrow);
        }

        value = TPrime.Enter(FromLimbs(limbs));
        return borrow != 0;
    }

    public static void Encode(in Field256<TPrime> value, Span<byte> bytes)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        ToLimbs(TPrime.Leave(value), limbs);
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[(24 - (8 * i))..], limbs[i]);
        }
    }

    /// <summary>Squares <paramref name="count"/> times.</summary>
    public static Field256<TPrime> Square(Field256<TPrime> value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            value = Square(value);
        }

        return value;
    }

    /// <summary>The one representation with every limb within its bits and the value below the prime.</summary>
    private static Field256<TPrime> Normalize(in Field256<TPrime> value)
    {
        // Twice brings any magnitude below 2^256; then the prime goes off once if it fits: v - p = v + (2^256 - p) -
        // 2^256.
        var v = Tidy(Tidy(value));
        var l0 = (long)v._l0 + TPrime.Fold0;
        var l1 = (long)v._l1 + TPrime.Fold1 + (l0 >> 52);
        var l2 = (long)v._l2 + (l1 >> 52);
        var l3 = (long)v._l3 + TPrime.Fold3 + (l2 >> 52);
        var l4 = (long)v._l4 + TPrime.Fold4 + (l3 >> 52);
        var reduced = new Field256<TPrime>(
            (ulong)l0 & Mask52, (ulong)l1 & Mask52, (ulong)l2 & Mask52, (ulong)l3 & Mask52, (ulong)l4 & Mask48);
        return Select(0 - ((ulong)l4 >> 48), reduced, v);
    }

    private static Field256<TPrime> FromLimbs(ReadOnlySpan<ulong> n) => new(
        n[0] & Mask52,
        (n[0] >> 52 | n[1] << 12) & Mask52,
        (n[1] >> 40 | n[2] << 24) & Mask52,
        (n[2] >> 28 | n[3] << 36) & Mask52,
        n[3] >> 16);

    private static void ToLimbs(in Field256<TPrime> value, Span<ulong> limbs)
    {
        var n = Normalize(value);
        limbs[0] = n._l0 | n._l1 << 52;
        limbs[1] = n._l1 >> 12 | n._l2 << 40;
        limbs[2] = n._l2 >> 24 | n._l3 << 28;
        limbs[3] = n._l3 >> 36 | n._l4 << 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Low(ulong a, ulong b) => a * b & Mask56;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong High(ulong shifted, ulong b) => WideMath.MultiplyHigh(shifted, b);

    private static readonly ModularInverter Inversion = new(TPrime.Modulus);
}
