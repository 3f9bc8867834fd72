// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>
/// Four elements of the field of 2^255 - 19 side by side, one per 64-bit lane, in ten limbs of alternately 26 and 25 bits.
/// The limbs of a product are larger by a few bits at most in their last place; factors may have limbs of up to 3/2 bits
/// more: a sum of two products, or a difference of two with 2p added. Constant-time throughout.
/// </summary>
[InlineArray(LimbCount)]
[SkipLocalsInit]
internal partial struct Field25519x4
{
    public const int LimbCount = 10;

    private Vector256<ulong> _first;

    /// <summary>Whether this machine multiplies vectors of four.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    public static Vector256<ulong> Mask26 => Vector256.Create((1UL << 26) - 1);

    public static Vector256<ulong> Mask25 => Vector256.Create((1UL << 25) - 1);

    /// <summary>The limbs of 2p: the first, the other even ones, and the odd ones.</summary>
    public const ulong TwoPFirst = (1UL << 27) - 38;

    public const ulong TwoPEven = (1UL << 27) - 2;

    public const ulong TwoPOdd = (1UL << 26) - 2;

    /// <summary>A limb of 2p in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> TwoP(int limb) =>
        Vector256.Create(limb == 0 ? TwoPFirst : (limb & 1) == 0 ? TwoPEven : TwoPOdd);

    /// <summary>What is added to the complement of a limb for its negative modulo p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> TwoPPlusOne(int limb) => TwoP(limb) + Vector256<ulong>.One;

    /// <summary>Puts four results of scalar products beside each other.</summary>
    public static void Create(
        in Field25519 a, in Field25519 b, in Field25519 c, in Field25519 d, out Field25519x4 result)
    {
        var (a0, a1, a2, a3, a4) = a.Limbs;
        var (b0, b1, b2, b3, b4) = b.Limbs;
        var (c0, c1, c2, c3, c4) = c.Limbs;
        var (d0, d1, d2, d3, d4) = d.Limbs;
        Unsafe.SkipInit(out result);
        result.Split(0, Vector256.Create(a0, b0, c0, d0));
        result.Split(2, Vector256.Create(a1, b1, c1, d1));
        result.Split(4, Vector256.Create(a2, b2, c2, d2));
        result.Split(6, Vector256.Create(a3, b3, c3, d3));
        result.Split(8, Vector256.Create(a4, b4, c4, d4));
    }

    /// <summary>One of the four elements, as after a scalar product.</summary>
    public readonly Field25519 Lane(int lane) => new Field25519(
        this[0][lane] + (this[1][lane] << 26),
        this[2][lane] + (this[3][lane] << 26),
        this[4][lane] + (this[5][lane] << 26),
        this[6][lane] + (this[7][lane] << 26),
        this[8][lane] + (this[9][lane] << 26)).Carry();

    /// <summary>The first limb, from which <see cref="Unsafe.Add{T}(ref T, int)"/> leads to the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Vector256<ulong> First(in Field25519x4 element) => ref Unsafe.AsRef(in element._first);

    /// <summary>The products of the low halves of the lanes; the high halves may hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    private void Split(int index, Vector256<ulong> limbs)
    {
        this[index] = limbs & Mask26;
        this[index + 1] = limbs >>> 26;
    }
}
