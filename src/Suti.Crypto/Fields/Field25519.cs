// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// An element of the field of 2^255 - 19, in five limbs of 51 bits. Results of a product have limbs below 2^52; sums and
/// differences are not carried, so a factor may be a difference of sums of products (limbs below 2^54) and no more.
/// Constant-time throughout.
/// </summary>
internal readonly struct Field25519
{
    public const int Size = 32;

    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _l0, _l1, _l2, _l3, _l4;

    public Field25519(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
        _l4 = l4;
    }

    public static Field25519 Zero => default;

    public static Field25519 One => new(1, 0, 0, 0, 0);

    /// <summary>d of the Edwards curve: -121665/121666 (RFC 8032 §5.1).</summary>
    public static Field25519 EdwardsD => new(0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb, 0x52036cee2b6ff);

    /// <summary>2d.</summary>
    public static Field25519 EdwardsTwoD => new(0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977, 0x2406d9dc56dff);

    /// <summary>2^((p-1)/4), a square root of -1.</summary>
    public static Field25519 SqrtMinusOne => new(0x61b274a0ea0b0, 0x0d5a5fc8f189d, 0x7ef5e9cbd0c60, 0x78595a6804c9e, 0x2b8324804fc1d);

    /// <summary>The 26- and 25-bit halves of the limbs, for the vector form. The element must be the result of a product.</summary>
    public (ulong L0, ulong L1, ulong L2, ulong L3, ulong L4) Limbs => (_l0, _l1, _l2, _l3, _l4);

    public static Field25519 operator +(in Field25519 a, in Field25519 b) =>
        new(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4);

    /// <summary>Adds 4p first, so that nothing falls below zero; the subtrahend's limbs are below 2^53.</summary>
    public static Field25519 operator -(in Field25519 a, in Field25519 b)
    {
        const ulong FirstOf4P = (1UL << 53) - 76;
        const ulong OtherOf4P = (1UL << 53) - 4;
        return new(
            a._l0 + FirstOf4P - b._l0,
            a._l1 + OtherOf4P - b._l1,
            a._l2 + OtherOf4P - b._l2,
            a._l3 + OtherOf4P - b._l3,
            a._l4 + OtherOf4P - b._l4);
    }

    public static Field25519 operator -(in Field25519 a) => Zero - a;

    public static Field25519 operator *(in Field25519 a, in Field25519 b)
    {
        var (a0, a1, a2, a3, a4) = (a._l0, a._l1, a._l2, a._l3, a._l4);
        var (b0, b1, b2, b3, b4) = (b._l0, b._l1, b._l2, b._l3, b._l4);

        // 2^255 = 19, so what lands above limb 4 comes back times 19.
        var (c1, c2, c3, c4) = (b1 * 19, b2 * 19, b3 * 19, b4 * 19);

        var r0 = new WideAccumulator(a0, b0).Add(a1, c4).Add(a2, c3).Add(a3, c2).Add(a4, c1);
        var r1 = new WideAccumulator(a0, b1).Add(a1, b0).Add(a2, c4).Add(a3, c3).Add(a4, c2);
        var r2 = new WideAccumulator(a0, b2).Add(a1, b1).Add(a2, b0).Add(a3, c4).Add(a4, c3);
        var r3 = new WideAccumulator(a0, b3).Add(a1, b2).Add(a2, b1).Add(a3, b0).Add(a4, c4);
        var r4 = new WideAccumulator(a0, b4).Add(a1, b3).Add(a2, b2).Add(a3, b1).Add(a4, b0);
        return Carry(r0, r1, r2, r3, r4);
    }

    /// <summary>Times a constant below 2^17.</summary>
    public Field25519 MultiplySmall(ulong factor) => Carry(
        new WideAccumulator(_l0, factor),
        new WideAccumulator(_l1, factor),
        new WideAccumulator(_l2, factor),
        new WideAccumulator(_l3, factor),
        new WideAccumulator(_l4, factor));

    public Field25519 Square()
    {
        var (a0, a1, a2, a3, a4) = (_l0, _l1, _l2, _l3, _l4);
        var (d0, d1, d2) = (a0 * 2, a1 * 2, a2 * 2);
        var (c3, c4) = (a3 * 19, a4 * 19);

        var r0 = new WideAccumulator(a0, a0).Add(d1, c4).Add(d2, c3);
        var r1 = new WideAccumulator(d0, a1).Add(d2, c4).Add(a3, c3);
        var r2 = new WideAccumulator(d0, a2).Add(a1, a1).Add(a3 * 2, c4);
        var r3 = new WideAccumulator(d0, a3).Add(d1, a2).Add(a4, c4);
        var r4 = new WideAccumulator(d0, a4).Add(d1, a3).Add(a2, a2);
        return Carry(r0, r1, r2, r3, r4);
    }

    /// <summary>Squares <paramref name="count"/> times.</summary>
    public Field25519 Square(int count)
    {
        var result = this;
        for (var i = 0; i < count; i++)
        {
            result = result.Square();
        }

        return result;
    }

    /// <summary>1/x = x^(p-2); zero for zero.</summary>
    public Field25519 Invert()
    {
        var (x250, x11) = PowerOf250Ones();
        return x250.Square(5) * x11;
    }

    /// <summary>x^((p-5)/8), from which square roots are made (RFC 8032 §5.1.1).</summary>
    public Field25519 PowerPMinus5Over8() => PowerOf250Ones().X250.Square(2) * this;

    /// <summary>All ones when both are the same element, else zero.</summary>
    public ulong EqualMask(in Field25519 other)
    {
        var difference = (this - other).Reduce();
        var bits = difference._l0 | difference._l1 | difference._l2 | difference._l3 | difference._l4;
        return ((bits | (0 - bits)) >> 63) - 1;
    }

    /// <summary>All ones for zero, else zero.</summary>
    public ulong ZeroMask() => EqualMask(Zero);

    /// <summary>The least significant bit of the canonical form: the "sign" of RFC 8032 §5.1.2.</summary>
    public ulong Sign() => Reduce()._l0 & 1;

    /// <summary><paramref name="ifSet"/> where <paramref name="mask"/> is all ones, <paramref name="ifClear"/> where it is zero.</summary>
    public static Field25519 Select(ulong mask, in Field25519 ifSet, in Field25519 ifClear) => new(
        ifClear._l0 ^ (mask & (ifSet._l0 ^ ifClear._l0)),
        ifClear._l1 ^ (mask & (ifSet._l1 ^ ifClear._l1)),
        ifClear._l2 ^ (mask & (ifSet._l2 ^ ifClear._l2)),
        ifClear._l3 ^ (mask & (ifSet._l3 ^ ifClear._l3)),
        ifClear._l4 ^ (mask & (ifSet._l4 ^ ifClear._l4)));

    /// <summary>Exchanges both where <paramref name="mask"/> is all ones.</summary>
    public static void Swap(ulong mask, ref Field25519 a, ref Field25519 b)
    {
        var first = Select(mask, b, a);
        b = Select(mask, a, b);
        a = first;
    }

    /// <summary>Reads 32 little-endian bytes modulo p; the highest bit is ignored.</summary>
    public static Field25519 Read(ReadOnlySpan<byte> bytes)
    {
        var w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new(
            w0 & Mask,
            ((w0 >> 51) | (w1 << 13)) & Mask,
            ((w1 >> 38) | (w2 << 26)) & Mask,
            ((w2 >> 25) | (w3 << 39)) & Mask,
            (w3 >> 12) & Mask);
    }

    /// <summary>Writes the canonical 32 little-endian bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        var r = Reduce();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, r._l0 | (r._l1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (r._l1 >> 13) | (r._l2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (r._l2 >> 26) | (r._l3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (r._l3 >> 39) | (r._l4 << 12));
    }

    /// <summary>Brings the limbs below 2^52, as after a product.</summary>
    public Field25519 Carry()
    {
        var l1 = _l1 + (_l0 >> 51);
        var l2 = _l2 + (l1 >> 51);
        var l3 = _l3 + (l2 >> 51);
        var l4 = _l4 + (l3 >> 51);
        var l0 = (_l0 & Mask) + (19 * (l4 >> 51));
        return new(l0, l1 & Mask, l2 & Mask, l3 & Mask, l4 & Mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Field25519 Carry(
        WideAccumulator r0, WideAccumulator r1, WideAccumulator r2, WideAccumulator r3, WideAccumulator r4)
    {
        r1 = r1.Add(r0.ShiftRight51());
        r2 = r2.Add(r1.ShiftRight51());
        r3 = r3.Add(r2.ShiftRight51());
        r4 = r4.Add(r3.ShiftRight51());
        var l0 = (r0.Low & Mask) + (19 * r4.ShiftRight51());
        return new(l0 & Mask, (r1.Low & Mask) + (l0 >> 51), r2.Low & Mask, r3.Low & Mask, r4.Low & Mask);
    }

    /// <summary>The canonical representative.</summary>
    private Field25519 Reduce()
    {
        // Twice carried, the value is below 2p; adding 19 shows in bit 255 whether it is at least p.
        var r = Carry().Carry();
        var q = (r._l0 + 19) >> 51;
        q = (r._l1 + q) >> 51;
        q = (r._l2 + q) >> 51;
        q = (r._l3 + q) >> 51;
        q = (r._l4 + q) >> 51;
        var l0 = r._l0 + (19 * q);
        var l1 = r._l1 + (l0 >> 51);
        var l2 = r._l2 + (l1 >> 51);
        var l3 = r._l3 + (l2 >> 51);
        var l4 = r._l4 + (l3 >> 51);
        return new(l0 & Mask, l1 & Mask, l2 & Mask, l3 & Mask, l4 & Mask);
    }

    /// <summary>x^(2^250 - 1) and x^11, from which both exponents above are made.</summary>
    private (Field25519 X250, Field25519 X11) PowerOf250Ones()
    {
        var x2 = Square();
        var x9 = x2.Square(2) * this;
        var x11 = x9 * x2;
        var ones5 = x11.Square() * x9;
        var ones10 = ones5.Square(5) * ones5;
        var ones20 = ones10.Square(10) * ones10;
        var ones40 = ones20.Square(20) * ones20;
        var ones50 = ones40.Square(10) * ones10;
        var ones100 = ones50.Square(50) * ones50;
        var ones200 = ones100.Square(100) * ones100;
        return (ones200.Square(50) * ones50, x11);
    }
}
