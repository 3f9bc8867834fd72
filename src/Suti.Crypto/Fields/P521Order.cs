// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The order of P-521 (SP 800-186 section 3.2.1.5).</summary>
internal readonly struct P521Order : IModulus
{
    public static int BitLength => 521;

    public static ReadOnlySpan<ulong> Value =>
    [
        0xBB6FB71E91386409, 0x3BB5C9B8899C47AE, 0x7FCC0148F709A5D0,
        0x51868783BF2F966B, 0xFFFFFFFFFFFFFFFA, 0xFFFFFFFFFFFFFFFF,
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x00000000000001FF,
    ];

    public static ReadOnlySpan<ulong> Radix =>
    [
        0xFB80000000000000, 0x28A2482470B763CD, 0x17E2251B23BB31DC,
        0xCA4019FF5B847B2D, 0x02D73CBC3E206834, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    ];

    public static ReadOnlySpan<ulong> RadixSquared =>
    [
        0x137CD04DCF15DD04, 0xF707BADCE5547EA3, 0x12A78D38794573FF,
        0xD3721EF557F75E06, 0xDD6E23D82E49C7DB, 0xCFF3D142B7756E3E,
        0x5BCC6D61A8E567BC, 0x2D8E03D1492D0D45, 0x000000000000003D,
    ];

    public static ulong NegatedInverse => 0x1D2F5CCD79A995C7;
}
