// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>What distinguishes one prime of 256 bits from another for <see cref="Field256{TPrime}"/>.</summary>
internal interface IPrime256<TSelf>
    where TSelf : IPrime256<TSelf>
{
    /// <summary>The prime, in 64-bit limbs.</summary>
    static abstract ReadOnlySpan<ulong> Modulus { get; }

    /// <summary>The least limb of the prime in base 2^52.</summary>
    static abstract ulong LowLimb { get; }

    /// <summary>
    /// Ten times the prime, written so that every limb is at least that of any value of magnitude 4: what a
    /// difference adds so that no limb goes below zero.
    /// </summary>
    static abstract ulong Offset0 { get; }

    static abstract ulong Offset1 { get; }

    static abstract ulong Offset2 { get; }

    static abstract ulong Offset3 { get; }

    static abstract ulong Offset4 { get; }

    /// <summary>2^256 modulo the prime, in signed limbs of base 2^52.</summary>
    static abstract long Fold0 { get; }

    static abstract long Fold1 { get; }

    static abstract long Fold3 { get; }

    static abstract long Fold4 { get; }

    /// <summary>One, in the form that elements are kept in.</summary>
    static abstract Field256<TSelf> One { get; }

    /// <summary>Brings the ten columns of a product in base 2^52, each below 2^63, back to magnitude 1.</summary>
    static abstract Field256<TSelf> Reduce(
        ulong c0, ulong c1, ulong c2, ulong c3, ulong c4, ulong c5, ulong c6, ulong c7, ulong c8, ulong c9);

    /// <summary>From the plain form to the form that elements are kept in.</summary>
    static abstract Field256<TSelf> Enter(in Field256<TSelf> plain);

    /// <summary>From the form that elements are kept in to the plain form.</summary>
    static abstract Field256<TSelf> Leave(in Field256<TSelf> value);

    /// <summary>The value to the power of (p + 1) / 4.</summary>
    static abstract Field256<TSelf> SquareRootCandidate(in Field256<TSelf> value);
}
