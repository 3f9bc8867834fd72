// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// The Montgomery ladder of RFC 7748 §5 with x2, z2, x3, z3 beside each other in the lanes: three vector products to a step.
/// Constant-time.
/// </summary>
[SkipLocalsInit]
internal static class MontgomeryLadderVector
{
    // Which lane goes where, for Permute4x64: two bits for each destination, the lowest first.
    private const byte SwapHalves = 0b01_00_11_10;
    private const byte SwapPairs = 0b10_11_00_01;
    private const byte Lanes0110 = 0b00_01_01_00;
    private const byte Lanes0132 = 0b10_11_01_00;

    public static bool IsSupported => Field25519x4.IsSupported;

    /// <summary>The u coordinate of the clamped scalar times the point at <paramref name="u"/>.</summary>
    public static void Multiply(ReadOnlySpan<byte> clamped, in Field25519 u, out Field25519 result)
    {
        var reduced = u.Carry();
        Field25519x4.Create(Field25519.One, Field25519.Zero, reduced, Field25519.One, out var state);
        Field25519x4.Create(Field25519.One, Field25519.One, Field25519.One, reduced, out var lastFactor);
        Unsafe.SkipInit(out Field25519x4 left);
        Unsafe.SkipInit(out Field25519x4 right);
        ulong swap = 0;
        for (var t = 254; t >= 0; t--)
        {
            var bit = (ulong)(clamped[t >> 3] >> (t & 7)) & 1;
            AddAndSubtract(state, Vector256.Create(0 - (swap ^ bit)), ref left, ref right);
            swap = bit;

            // A A, B B, C B, D A
            Field25519x4.Multiply(left, right, out left);
            Combine(ref left, ref right);

            // A A B B, E (A A + a24 E), (D A - C B)², (D A + C B)²
            Field25519x4.Multiply(left, right, out left);
            Permute(ref left);
            Field25519x4.Multiply(left, lastFactor, out state);
        }

        // The last bit of a clamped scalar is zero, so there is nothing left to exchange.
        result = state.Lane(0) * state.Lane(1).Invert();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Field25519x4>(ref state)));
    }

    /// <summary>
    /// Exchanges the two points where the mask is set; then (A, B, C, D) = (x2 + z2, x2 - z2, x3 + z3, x3 - z3) on the left,
    /// (A, B, B, A) on the right.
    /// </summary>
    private static void AddAndSubtract(
        in Field25519x4 state, Vector256<ulong> swapMask, ref Field25519x4 left, ref Field25519x4 right)
    {
        var minusOdd = Vector256.Create(0, ulong.MaxValue, 0, ulong.MaxValue);
        ref var s = ref Field25519x4.First(in state);
        ref var l = ref Field25519x4.First(in left);
        ref var r = ref Field25519x4.First(in right);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            var v = Unsafe.Add(ref s, limb);
            v ^= (v ^ Avx2.Permute4x64(v, SwapHalves)) & swapMask;
            var sum = Avx2.Permute4x64(v, SwapPairs) + (v ^ minusOdd) + (Field25519x4.TwoPPlusOne(limb) & minusOdd);
            Unsafe.Add(ref l, limb) = sum;
            Unsafe.Add(ref r, limb) = Avx2.Permute4x64(sum, Lanes0110);
        }
    }

    /// <summary>
    /// From (AA, BB, CB, DA) to (AA, E, DA - CB, DA + CB) on the left and (BB, AA + a24 E, DA - CB, DA + CB) on the right, with
    /// E = AA - BB and a24 = 121665.
    /// </summary>
    private static void Combine(ref Field25519x4 left, ref Field25519x4 right)
    {
        var exceptFirst = Vector256.Create(0, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
        var minusMiddle = Vector256.Create(0, ulong.MaxValue, ulong.MaxValue, 0);
        var second = Vector256.Create(0, ulong.MaxValue, 0, 0);
        var a24 = Vector256.Create(0UL, 121665, 0, 0);
        var carry = Vector256<ulong>.Zero;
        ref var l = ref Field25519x4.First(in left);
        ref var r = ref Field25519x4.First(in right);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb += 2)
        {
            // Only the second lane of the right side grows beyond a limb; one pass of carries is enough, as the factor is small.
            var even = CombineLimb(ref Unsafe.Add(ref l, limb), Field25519x4.TwoPPlusOne(limb), out var rest);
            Unsafe.Add(ref r, limb) = (even & Field25519x4.Mask26) + carry + rest;
            var odd = CombineLimb(ref Unsafe.Add(ref l, limb + 1), Field25519x4.TwoPPlusOne(limb + 1), out rest);
            Unsafe.Add(ref r, limb + 1) = (odd & Field25519x4.Mask25) + (even >>> 26) + rest;
            carry = odd >>> 25;
        }

        r += Field25519x4.Multiply(carry, Vector256.Create(19UL));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<ulong> CombineLimb(ref Vector256<ulong> limb, Vector256<ulong> twoPPlusOne, out Vector256<ulong> rest)
        {
            var v = limb;
            var swapped = Avx2.Permute4x64(v, SwapPairs);
            var sum = (swapped & exceptFirst) + (v ^ minusMiddle) + (twoPPlusOne & minusMiddle);
            limb = sum;

            // Lane 0 takes BB, lanes 2 and 3 the same as the left side; lane 1 is the sum that is carried.
            rest = Avx2.Blend(swapped.AsUInt32(), sum.AsUInt32(), 0b1111_0000).AsUInt64();
            rest = Vector256.AndNot(rest, second);
            return Field25519x4.Multiply(sum, a24) + (swapped & second);
        }
    }

    /// <summary>To the order x2, z2, x3, and z3 before its last factor.</summary>
    private static void Permute(ref Field25519x4 element)
    {
        ref var e = ref Field25519x4.First(in element);
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            Unsafe.Add(ref e, limb) = Avx2.Permute4x64(Unsafe.Add(ref e, limb), Lanes0132);
        }
    }
}
