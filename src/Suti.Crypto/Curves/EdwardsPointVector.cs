// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>
/// An <see cref="EdwardsPoint"/> whose coordinates lie beside each other in the lanes, in the order X, Y, T, Z. The same
/// formulas, in which every step has four independent products (Hisil, Wong, Carter, Dawson 2008 §4).
/// </summary>
[SkipLocalsInit]
internal struct EdwardsPointVector : IEdwardsPoint<EdwardsPointVector, EdwardsCachedVector>
{
    // Which lane goes where, for Permute4x64: two bits for each destination, the lowest first.
    private const byte SwapPairs = 0b10_11_00_01;
    private const byte All0 = 0b00_00_00_00;
    private const byte All1 = 0b01_01_01_01;
    private const byte Lanes2233 = 0b11_11_10_10;
    private const byte Lanes0103 = 0b11_00_01_00;
    private const byte Lanes0302 = 0b10_00_11_00;
    private const byte Lanes2113 = 0b11_01_01_10;

    private Field25519x4 _xytz;

    public static bool IsSupported => Field25519x4.IsSupported;

    public static void SetIdentity(out EdwardsPointVector point) => From(EdwardsPoint.Identity, out point);

    public static void From(in EdwardsPoint point, out EdwardsPointVector result)
    {
        Unsafe.SkipInit(out result);
        Field25519x4.Create(point.X, point.Y, point.T, point.Z, out result._xytz);
    }

    public static void To(in EdwardsPointVector point, out EdwardsPoint result) => result = new(
        point._xytz.Lane(0), point._xytz.Lane(1), point._xytz.Lane(3), point._xytz.Lane(2));

    public static void Double(ref EdwardsPointVector point, int count)
    {
        Unsafe.SkipInit(out Field25519x4 terms);
        for (var i = 0; i < count; i++)
        {
            // (X, Y, X + Y, Z), squared to A, B, D, C
            ref var p = ref Field25519x4.First(in point._xytz);
            ref var t = ref Field25519x4.First(in terms);
            for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
            {
                var v = Unsafe.Add(ref p, limb);
                Unsafe.Add(ref t, limb) =
                    Avx2.Permute4x64(v, Lanes0103) + (Avx2.Permute4x64(v, All1) & Vector256.Create(0, 0, ulong.MaxValue, 0));
            }

            Field25519x4.Square(terms, out terms);
            CombineDoubling(ref terms);
            MultiplyCrosswise(terms, out point._xytz);
        }
    }

    public static void Add(ref EdwardsPointVector point, in EdwardsCachedVector other)
    {
        Unsafe.SkipInit(out Field25519x4 terms);
        ref var p = ref Field25519x4.First(in point._xytz);
        ref var t = ref Field25519x4.First(in terms);

        // (Y - X, Y + X, T, Z): minus is the complement and one, and 2p keeps it above zero.
        var minusFirst = Vector256.Create(ulong.MaxValue, 0, 0, 0);
        var firstTwo = Vector256.Create(ulong.MaxValue, ulong.MaxValue, 0, 0);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            var v = Unsafe.Add(ref p, limb);
            Unsafe.Add(ref t, limb) =
                (v ^ minusFirst) + (Avx2.Permute4x64(v, SwapPairs) & firstTwo) + (Field25519x4.TwoPPlusOne(limb) & minusFirst);
        }

        // A, B, C, D
        other.Factor.Unpack(out var factor);
        Field25519x4.Multiply(terms, factor, out terms);

        // E = B - A, H = B + A, F = D - C, G = D + C
        var minusEven = Vector256.Create(ulong.MaxValue, 0, ulong.MaxValue, 0);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            var v = Unsafe.Add(ref t, limb);
            Unsafe.Add(ref t, limb) =
                Avx2.Permute4x64(v, SwapPairs) + (v ^ minusEven) + (Field25519x4.TwoPPlusOne(limb) & minusEven);
        }

        MultiplyCrosswise(terms, out point._xytz);
    }

    public static void Subtract(ref EdwardsPointVector point, in EdwardsCachedVector other)
    {
        other.NegateIf(Vector256<ulong>.AllBitsSet, out var negative);
        Add(ref point, negative);
    }

    public static void Cache(in EdwardsPointVector point, out EdwardsCachedVector cached)
    {
        // (Y - X, Y + X, T, Z) times (1, 1, 2d, 2)
        To(point, out var scalar);
        EdwardsPoint.Cache(scalar, out var factors);
        Field25519x4.Create(factors.YMinusX, factors.YPlusX, factors.TwoDT, factors.TwoZ, out var lanes);
        cached = new EdwardsCachedVector(lanes);
    }

    public static void Select(ReadOnlySpan<EdwardsCachedVector> table, int digit, out EdwardsCachedVector cached) =>
        EdwardsCachedVector.Select(table, digit, out cached);

    /// <summary>
    /// From A, B, D, C to E = A + B - D, H = A + B, F = A - B + 2C, G = A - B, each with 2p added where something is taken
    /// away, and carried once.
    /// </summary>
    private static void CombineDoubling(ref Field25519x4 terms)
    {
        var minusUpper = Vector256.Create(0, 0, ulong.MaxValue, ulong.MaxValue);
        var minusFirst = Vector256.Create(ulong.MaxValue, 0, 0, 0);
        var even = Vector256.Create(ulong.MaxValue, 0, ulong.MaxValue, 0);
        var twice = Vector256.Create(0UL, 0, 1, 0);
        var carry = Vector256<ulong>.Zero;
        ref var t = ref Field25519x4.First(in terms);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb += 2)
        {
            var first = Combine(Unsafe.Add(ref t, limb), Field25519x4.TwoP(limb));
            Unsafe.Add(ref t, limb) = (first & Field25519x4.Mask26) + carry;
            var second = Combine(Unsafe.Add(ref t, limb + 1), Field25519x4.TwoP(limb + 1));
            Unsafe.Add(ref t, limb + 1) = (second & Field25519x4.Mask25) + (first >>> 26);
            carry = second >>> 25;
        }

        t += Field25519x4.Multiply(carry, Vector256.Create(19UL));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<ulong> Combine(Vector256<ulong> v, Vector256<ulong> twoP)
        {
            var a = Avx2.Permute4x64(v, All0);
            var b = (Avx2.Permute4x64(v, All1) ^ minusUpper) - minusUpper;
            var dc = Avx2.ShiftLeftLogicalVariable(Avx2.Permute4x64(v, Lanes2233), twice) & even;
            return a + b + ((dc ^ minusFirst) - minusFirst) + twoP;
        }
    }

    /// <summary>From E, H, F, G to X = E F, Y = G H, T = E H, Z = F G.</summary>
    private static void MultiplyCrosswise(in Field25519x4 terms, out Field25519x4 result)
    {
        Unsafe.SkipInit(out Field25519x4 left);
        Unsafe.SkipInit(out Field25519x4 right);
        ref var t = ref Field25519x4.First(in terms);
        ref var l = ref Field25519x4.First(in left);
        ref var r = ref Field25519x4.First(in right);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            var v = Unsafe.Add(ref t, limb);
            Unsafe.Add(ref l, limb) = Avx2.Permute4x64(v, Lanes0302);
            Unsafe.Add(ref r, limb) = Avx2.Permute4x64(v, Lanes2113);
        }

        Field25519x4.Multiply(left, right, out result);
    }
}
