// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>
/// Eight blocks turned by bits: slice i holds bit i of every byte, and byte p of a slice holds that bit of byte p of the eight
/// blocks. So the steps of AES become logic on whole slices and moves of bytes, in the same time for all data.
/// </summary>
internal struct AesSlices
{
    private Vector128<byte> _s0, _s1, _s2, _s3, _s4, _s5, _s6, _s7;

    /// <summary>Turns eight blocks into slices, or slices back: the one undoes the other.</summary>
    public void Transpose()
    {
        var mask1 = Vector128.Create((byte)0x55);
        var mask2 = Vector128.Create((byte)0x33);
        var mask4 = Vector128.Create((byte)0x0F);
        Swap(ref _s0, ref _s1, 1, mask1);
        Swap(ref _s2, ref _s3, 1, mask1);
        Swap(ref _s4, ref _s5, 1, mask1);
        Swap(ref _s6, ref _s7, 1, mask1);
        Swap(ref _s0, ref _s2, 2, mask2);
        Swap(ref _s1, ref _s3, 2, mask2);
        Swap(ref _s4, ref _s6, 2, mask2);
        Swap(ref _s5, ref _s7, 2, mask2);
        Swap(ref _s0, ref _s4, 4, mask4);
        Swap(ref _s1, ref _s5, 4, mask4);
        Swap(ref _s2, ref _s6, 4, mask4);
        Swap(ref _s3, ref _s7, 4, mask4);
    }

    public void Load(ReadOnlySpan<Vector128<byte>> blocks)
    {
        (_s0, _s1, _s2, _s3) = (blocks[0], blocks[1], blocks[2], blocks[3]);
        (_s4, _s5, _s6, _s7) = (blocks[4], blocks[5], blocks[6], blocks[7]);
    }

    public readonly void Store(Span<Vector128<byte>> blocks)
    {
        (blocks[0], blocks[1], blocks[2], blocks[3]) = (_s0, _s1, _s2, _s3);
        (blocks[4], blocks[5], blocks[6], blocks[7]) = (_s4, _s5, _s6, _s7);
    }

    public void AddKey(ReadOnlySpan<Vector128<byte>> key)
    {
        _s0 ^= key[0];
        _s1 ^= key[1];
        _s2 ^= key[2];
        _s3 ^= key[3];
        _s4 ^= key[4];
        _s5 ^= key[5];
        _s6 ^= key[6];
        _s7 ^= key[7];
    }

    /// <summary>The S-box as the circuit of Boyar and Peralta (2011): 32 ANDs and 83 XORs and XNORs.</summary>
    public void SubstituteBytes()
    {
        // The paper numbers bits from the highest.
        var (x0, x1, x2, x3, x4, x5, x6, x7) = (_s7, _s6, _s5, _s4, _s3, _s2, _s1, _s0);

        var y14 = x3 ^ x5;
        var y13 = x0 ^ x6;
        var y9 = x0 ^ x3;
        var y8 = x0 ^ x5;
        var t0 = x1 ^ x2;
        var y1 = t0 ^ x7;
        var y4 = y1 ^ x3;
        var y12 = y13 ^ y14;
        var y2 = y1 ^ x0;
        var y5 = y1 ^ x6;
        var y3 = y5 ^ y8;
        var t1 = x4 ^ y12;
        var y15 = t1 ^ x5;
        var y20 = t1 ^ x1;
        var y6 = y15 ^ x7;
        var y10 = y15 ^ t0;
        var y11 = y20 ^ y9;
        var y7 = x7 ^ y11;
        var y17 = y10 ^ y11;
        var y19 = y10 ^ y8;
        var y16 = t0 ^ y11;
        var y21 = y13 ^ y16;
        var y18 = x0 ^ y16;

        var t2 = y12 & y15;
        var t4 = (y3 & y6) ^ t2;
        var t6 = (y4 & x7) ^ t2;
        var t7 = y13 & y16;
        var t9 = (y5 & y1) ^ t7;
        var t11 = (y2 & y7) ^ t7;
        var t12 = y9 & y11;
        var t14 = (y14 & y17) ^ t12;
        var t16 = (y8 & y10) ^ t12;
        var t21 = t4 ^ t14 ^ y20;
        var t22 = t6 ^ t16 ^ y19;
        var t23 = t9 ^ t14 ^ y21;
        var t24 = t11 ^ t16 ^ y18;

        var t25 = t21 ^ t22;
        var t26 = t21 & t23;
        var t27 = t24 ^ t26;
        var t29 = (t25 & t27) ^ t22;
        var t30 = t23 ^ t24;
        var t33 = ((t22 ^ t26) & t30) ^ t24;
        var t36 = t24 & (t27 ^ t33);
        var t37 = t36 ^ t23 ^ t33;
        var t40 = t25 ^ (t29 & (t27 ^ t36));
        var t41 = t40 ^ t37;
        var t42 = t29 ^ t33;
        var t43 = t29 ^ t40;
        var t44 = t33 ^ t37;
        var t45 = t42 ^ t41;

        var z0 = t44 & y15;
        var z1 = t37 & y6;
        var z2 = t33 & x7;
        var z3 = t43 & y16;
        var z4 = t40 & y1;
        var z5 = t29 & y7;
        var z6 = t42 & y11;
        var z7 = t45 & y17;
        var z8 = t41 & y10;
        var z9 = t44 & y12;
        var z10 = t37 & y3;
        var z11 = t33 & y4;
        var z12 = t43 & y13;
        var z13 = t40 & y5;
        var z14 = t29 & y2;
        var z15 = t42 & y9;
        var z16 = t45 & y14;
        var z17 = t41 & y8;

        var t46 = z15 ^ z16;
        var t48 = z5 ^ z13;
        var t53 = z0 ^ z3;
        var t57 = z2 ^ z12 ^ t53;
        var t58 = z4 ^ t46;
        var t59 = z3 ^ z6 ^ z7;
        var t62 = z7 ^ z8 ^ t58;
        var t63 = z9 ^ z10 ^ t58;
        var t64 = z4 ^ t59;
        var t65 = z14 ^ t57 ^ t62;
        var t66 = z1 ^ t63;
        var s3 = t53 ^ t66;
        _s7 = t59 ^ t63;
        _s6 = ~(t64 ^ s3);
        _s5 = ~(z16 ^ z17 ^ t64 ^ t65);
        _s4 = s3;
        _s3 = z2 ^ z5 ^ t66;
        _s2 = z10 ^ z11 ^ t65;
        _s1 = ~(z12 ^ t48 ^ t62);
        _s0 = ~(t48 ^ t46 ^ t57);
    }

    /// <summary>The inverse S-box: the S-box is an inversion followed by an affine map, so undoing the map on both sides does it.</summary>
    public void InverseSubstituteBytes()
    {
        InverseAffine();
        SubstituteBytes();
        InverseAffine();
    }

    public void ShiftRows() => Move(Vector128.Create((byte)0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11));

    public void InverseShiftRows() => Move(Vector128.Create((byte)0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3));

    /// <summary>Each byte b of a column becomes 2b + 3c + d + e, where c, d and e are those that follow it.</summary>
    public void MixColumns()
    {
        var (a0, a1, a2, a3, a4, a5, a6, a7) = (_s0, _s1, _s2, _s3, _s4, _s5, _s6, _s7);
        var (b0, b1, b2, b3, b4, b5, b6, b7) = (Next(a0), Next(a1), Next(a2), Next(a3), Next(a4), Next(a5), Next(a6), Next(a7));
        var (c0, c1, c2, c3) = (a0 ^ b0, a1 ^ b1, a2 ^ b2, a3 ^ b3);
        var (c4, c5, c6, c7) = (a4 ^ b4, a5 ^ b5, a6 ^ b6, a7 ^ b7);

        // 2(b + c) + c + (d + e); doubling moves each bit up and folds the highest by 0x1B.
        _s0 = c7 ^ b0 ^ AfterNext(c0);
        _s1 = c0 ^ c7 ^ b1 ^ AfterNext(c1);
        _s2 = c1 ^ b2 ^ AfterNext(c2);
        _s3 = c2 ^ c7 ^ b3 ^ AfterNext(c3);
        _s4 = c3 ^ c7 ^ b4 ^ AfterNext(c4);
        _s5 = c4 ^ b5 ^ AfterNext(c5);
        _s6 = c5 ^ b6 ^ AfterNext(c6);
        _s7 = c6 ^ b7 ^ AfterNext(c7);
    }

    /// <summary>The inverse matrix is the matrix itself times (5, 0, 4, 0): each byte b first gains 4(b + d).</summary>
    public void InverseMixColumns()
    {
        var (c0, c1, c2, c3) = (_s0 ^ AfterNext(_s0), _s1 ^ AfterNext(_s1), _s2 ^ AfterNext(_s2), _s3 ^ AfterNext(_s3));
        var (c4, c5, c6, c7) = (_s4 ^ AfterNext(_s4), _s5 ^ AfterNext(_s5), _s6 ^ AfterNext(_s6), _s7 ^ AfterNext(_s7));
        _s0 ^= c6;
        _s1 ^= c6 ^ c7;
        _s2 ^= c0 ^ c7;
        _s3 ^= c1 ^ c6;
        _s4 ^= c2 ^ c6 ^ c7;
        _s5 ^= c3 ^ c7;
        _s6 ^= c4;
        _s7 ^= c5;
        MixColumns();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(ref Vector128<byte> left, ref Vector128<byte> right, int distance, Vector128<byte> mask)
    {
        // Shifting wider elements is harmless, because the mask drops what crossed a byte.
        var difference = ((left.AsUInt64() >>> distance).AsByte() ^ right) & mask;
        right ^= difference;
        left ^= (difference.AsUInt64() << distance).AsByte();
    }

    private static Vector128<byte> Next(Vector128<byte> slice) =>
        Vector128.Shuffle(slice, Vector128.Create((byte)1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12));

    private static Vector128<byte> AfterNext(Vector128<byte> slice) =>
        Vector128.Shuffle(slice, Vector128.Create((byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(Vector128<byte> order)
    {
        _s0 = Vector128.Shuffle(_s0, order);
        _s1 = Vector128.Shuffle(_s1, order);
        _s2 = Vector128.Shuffle(_s2, order);
        _s3 = Vector128.Shuffle(_s3, order);
        _s4 = Vector128.Shuffle(_s4, order);
        _s5 = Vector128.Shuffle(_s5, order);
        _s6 = Vector128.Shuffle(_s6, order);
        _s7 = Vector128.Shuffle(_s7, order);
    }

    /// <summary>Bit i becomes the sum of bits i + 2, i + 5 and i + 7, and of bit i of 0x05 (FIPS 197 section 5.3.2).</summary>
    private void InverseAffine()
    {
        var (a0, a1, a2, a3, a4, a5, a6, a7) = (_s0, _s1, _s2, _s3, _s4, _s5, _s6, _s7);
        _s0 = ~(a2 ^ a5 ^ a7);
        _s1 = a3 ^ a6 ^ a0;
        _s2 = ~(a4 ^ a7 ^ a1);
        _s3 = a5 ^ a0 ^ a2;
        _s4 = a6 ^ a1 ^ a3;
        _s5 = a7 ^ a2 ^ a4;
        _s6 = a0 ^ a3 ^ a5;
        _s7 = a1 ^ a4 ^ a6;
    }
}
