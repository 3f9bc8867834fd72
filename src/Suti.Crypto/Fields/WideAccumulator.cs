// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>A sum of 64-bit products in 128 bits. The two halves of a product come from two instructions, because the
/// one that gives both returns the low half through memory.</summary>
internal readonly struct WideAccumulator
{
    public readonly ulong Low;
    public readonly ulong High;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideAccumulator(ulong a, ulong b)
    {
        Low = a * b;
        High = MultiplyHigh(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideAccumulator(ulong low, ulong high, bool _)
    {
        Low = low;
        High = high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideAccumulator Add(ulong a, ulong b)
    {
        var product = a * b;
        var low = Low + product;
        return new(low, High + MultiplyHigh(a, b) + (low < product ? 1UL : 0UL), true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideAccumulator Add(ulong value)
    {
        var low = Low + value;
        return new(low, High + (low < value ? 1UL : 0UL), true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ShiftRight51() => (High << 13) | (Low >> 51);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyHigh(ulong a, ulong b) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
}
