// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// The endomorphism of secp256k1 (Gallant, Lambert and Vanstone, 2001): (x, y) to (beta x, y) multiplies a point by
/// lambda. Every factor k is k1 + k2 lambda with k1 and k2 of 128 bits, found by rounding in the lattice of the pairs
/// with k1 + k2 lambda = 0, whose short basis is (a1, b1), (a2, b2) with b2 = a1.
/// </summary>
internal static class Endomorphism
{
    private static ReadOnlySpan<ulong> A1 => [0xE86C90E49284EB15, 0x3086D221A7D46BCD, 0, 0];

    private static ReadOnlySpan<ulong> A2 => [0x57C1108D9D44CFD8, 0x14CA50F7A8E2F3F6, 1, 0];

    /// <summary>-b1.</summary>
    private static ReadOnlySpan<ulong> NegatedB1 => [0x6F547FA90ABFE4C3, 0xE4437ED6010E8828, 0, 0];

    /// <summary>2^384 b2 / n and -2^384 b1 / n, rounded.</summary>
    private static ReadOnlySpan<ulong> Factor1 => [0xE893209A45DBB031, 0x3DAA8A1471E8CA7F, 0xE86C90E49284EB15, 0x3086D221A7D46BCD];

    private static ReadOnlySpan<ulong> Factor2 => [0x1571B4AE8AC47F71, 0x221208AC9DF506C6, 0x6F547FA90ABFE4C4, 0xE4437ED6010E8828];

    /// <summary>Splits a factor below the order. The parts have two limbs and a sign apart.</summary>
    public static void SplitVartime(
        ReadOnlySpan<ulong> factor, Span<ulong> part1, Span<ulong> part2, out bool negative1, out bool negative2)
    {
        Span<ulong> c1 = stackalloc ulong[4];
        Span<ulong> c2 = stackalloc ulong[4];
        RoundedShift384(factor, Factor1, c1);
        RoundedShift384(factor, Factor2, c2);

        // k1 = k - c1 a1 - c2 a2 and k2 = c1 (-b1) - c2 b2, modulo 2^256: both are far smaller.
        Span<ulong> k1 = stackalloc ulong[4];
        Span<ulong> k2 = stackalloc ulong[4];
        factor.CopyTo(k1);
        SubtractProduct(k1, c1, A1);
        SubtractProduct(k1, c2, A2);
        k2.Clear();
        SubtractProduct(k2, c1, NegatedB1);
        Negate(k2);
        SubtractProduct(k2, c2, A1);

        negative1 = TakeSign(k1);
        negative2 = TakeSign(k2);
        k1[..2].CopyTo(part1);
        k2[..2].CopyTo(part2);
    }

    private static void RoundedShift384(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        Span<ulong> product = stackalloc ulong[8];
        product.Clear();
        for (var i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < 4; j++)
            {
                product[i + j] = WideMath.MultiplyAdd(left[i], right[j], product[i + j], ref carry);
            }

            product[i + 4] = carry;
        }

        var round = product[5] >> 63;
        result[0] = WideMath.AddWithCarry(product[6], 0, ref round);
        result[1] = product[7] + round;
        result[2..].Clear();
    }

    private static void SubtractProduct(Span<ulong> value, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<ulong> product = stackalloc ulong[4];
        product.Clear();
        for (var i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (var j = 0; i + j < 4; j++)
            {
                product[i + j] = WideMath.MultiplyAdd(left[i], right[j], product[i + j], ref carry);
            }
        }

        ulong borrow = 0;
        for (var i = 0; i < 4; i++)
        {
            value[i] = WideMath.SubtractWithBorrow(value[i], product[i], ref borrow);
        }
    }

    private static bool TakeSign(Span<ulong> value)
    {
        var negative = (long)value[3] < 0;
        if (negative)
        {
            Negate(value);
        }

        return negative;
    }

    private static void Negate(Span<ulong> value)
    {
        ulong borrow = 0;
        for (var i = 0; i < value.Length; i++)
        {
            value[i] = WideMath.SubtractWithBorrow(0, value[i], ref borrow);
        }
    }
}
