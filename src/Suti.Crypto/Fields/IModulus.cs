// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// What distinguishes one odd prime from another for <see cref="Montgomery{TModulus, TLimbs}"/>. Least limbs come
/// first.
/// </summary>
internal interface IModulus
{
    static abstract int BitLength { get; }

    static abstract ReadOnlySpan<ulong> Value { get; }

    /// <summary>The radix R, 2 to the power of 64 times the number of limbs, modulo the prime.</summary>
    static abstract ReadOnlySpan<ulong> Radix { get; }

    /// <summary>R^2 modulo the prime.</summary>
    static abstract ReadOnlySpan<ulong> RadixSquared { get; }

    /// <summary>-1 / p modulo 2^64.</summary>
    static abstract ulong NegatedInverse { get; }
}
