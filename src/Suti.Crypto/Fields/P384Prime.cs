// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The prime of P-384 (SP 800-186 section 3.2.1.4), 2^384 - 2^128 - 2^96 + 2^32 - 1.</summary>
internal readonly struct P384Prime : IModulus
{
    public static int BitLength => 384;

    public static ReadOnlySpan<ulong> Value =>
    [
        0x00000000FFFFFFFF, 0xFFFFFFFF00000000, 0xFFFFFFFFFFFFFFFE,
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF,
    ];

    public static ReadOnlySpan<ulong> Radix =>
    [
        0xFFFFFFFF00000001, 0x00000000FFFFFFFF, 0x0000000000000001,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    ];

    public static ReadOnlySpan<ulong> RadixSquared =>
    [
        0xFFFFFFFE00000001, 0x0000000200000000, 0xFFFFFFFE00000000,
        0x0000000200000000, 0x0000000000000001, 0x0000000000000000,
    ];

    public static ulong NegatedInverse => 0x0000000100000001;
}
