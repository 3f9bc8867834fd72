// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The prime of P-521 (SP 800-186 section 3.2.1.5), 2^521 - 1.</summary>
internal readonly struct P521Prime : IModulus
{
    public static int BitLength => 521;

    public static ReadOnlySpan<ulong> Value =>
    [
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF,
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF,
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x00000000000001FF,
    ];

    public static ReadOnlySpan<ulong> Radix =>
    [
        0x0080000000000000, 0x0000000000000000, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    ];

    public static ReadOnlySpan<ulong> RadixSquared =>
    [
        0x0000000000000000, 0x0000400000000000, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    ];

    public static ulong NegatedInverse => 0x0000000000000001;
}
