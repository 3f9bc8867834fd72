// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The order of secp256k1 (SEC 2 section 2.4.1).</summary>
internal readonly struct Secp256k1Order : IModulus
{
    public static int BitLength => 256;

    public static ReadOnlySpan<ulong> Value =>
        [0xBFD25E8CD0364141, 0xBAAEDCE6AF48A03B, 0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFFF];

    public static ReadOnlySpan<ulong> Radix =>
        [0x402DA1732FC9BEBF, 0x4551231950B75FC4, 0x0000000000000001, 0x0000000000000000];

    public static ReadOnlySpan<ulong> RadixSquared =>
        [0x896CF21467D7D140, 0x741496C20E7CF878, 0xE697F5E45BCD07C6, 0x9D671CD581C69BC5];

    public static ulong NegatedInverse => 0x4B0DFF665588B13F;
}
