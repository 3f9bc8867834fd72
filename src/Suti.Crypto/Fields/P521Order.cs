// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The order of P-521 (SP 800-186 section 3.2.1.5).</summary>
internal readonly struct P521Order : IModulus
{
    public static int BitLength => 529;

    public static ReadOnlySpan<ulong> Value =>
    [
        0xBB6FB71E91386409, 0x3BB5C9B8899C47AE, 0x7FCC0148F709A5D0,
        0x51868783BF2F966B, 0xFFFFFFFFFFFFFFFA, 0xFFFFFFFFFFFFFFFF,
        0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x000000000001FFFF,
    ];

    public static ReadOnlySpan<ulong> Radix =>
    [
        0xCDFB800000000000, 0xDC28A2482470B763, 0x2D17E2251B23BB31,
        0x34CA4019FF5B847B, 0x0002D73CBC3E2068, 0x0000000000000000,
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
    ];

    public static ReadOnlySpan<ulong> RadixSquared =>
    [
        0xB8CB307C629C5A89, 0x5A4CEA1E55AE0E4D, 0x10EE5921ABD15AC4,
        0xDA3FD7573FC01A98, 0x07B2F2494B6BB62C, 0x67BCCFF3BA6CDA8D,
        0x0D455BCC6D61A8E5, 0x383D2D8E03D1492D, 0x0000000000008C44,
    ];

    public static ulong NegatedInverse => 0x1D2F5CCD79A995C7;
}
