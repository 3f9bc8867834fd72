// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>Multiplication of words into double words.</summary>
internal static class WideMath
{
    /// <summary>
    /// The upper half of a product. With the lower half taken by a plain multiplication this beats the forms that
    /// give both: those pass the lower half through memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong left, ulong right) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);

    /// <summary>
    /// Adds <c>left * right + carry</c> to <paramref name="addend"/>; gives the lower word and sets the carry.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong left, ulong right, ulong addend, ref ulong carry)
    {
        var high = MultiplyHigh(left, right);
        var low = left * right;
        low += carry;
        high += low < carry ? 1UL : 0UL;
        low += addend;
        carry = high + (low < addend ? 1UL : 0UL);
        return low;
    }

    /// <summary>Adds with carry, which is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddWithCarry(ulong left, ulong right, ref ulong carry)
    {
        var sum = left + carry;
        var overflow = sum < carry ? 1UL : 0UL;
        sum += right;
        carry = overflow + (sum < right ? 1UL : 0UL);
        return sum;
    }

    /// <summary>Subtracts with borrow, which is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SubtractWithBorrow(ulong left, ulong right, ref ulong borrow)
    {
        var difference = left - right;
        var underflow = left < right ? 1UL : 0UL;
        var result = difference - borrow;
        borrow = underflow + (difference < borrow ? 1UL : 0UL);
        return result;
    }

    /// <summary>All ones when the value is zero, else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsZeroMask(ulong value) => (ulong)((long)(~value & (value - 1)) >> 63);
}
