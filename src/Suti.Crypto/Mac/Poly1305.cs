// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// Poly1305 (RFC 8439 section 2.5) as a value. The accumulator has two limbs of 64 bits and a few bits above them; constant
/// time. A key is for one message only.
/// </summary>
internal struct Poly1305
{
    public const int KeySize = 32;
    public const int TagSize = 16;
    public const int BlockSize = 16;

    private readonly ulong _r0, _r1, _s1;
    private readonly ulong _pad0, _pad1;
    private ulong _h0, _h1, _h2;

    public Poly1305(ReadOnlySpan<byte> key)
    {
        // Section 2.5.1: some bits of r are zero, which leaves room for the carries.
        _r0 = BinaryPrimitives.ReadUInt64LittleEndian(key) & 0x0FFF_FFFC_0FFF_FFFF;
        _r1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]) & 0x0FFF_FFFC_0FFF_FFFC;

        // 2^130 = 5, and the two lowest bits of r1 are zero: what r1 carries over 2^128 comes back as r1 + r1 / 4.
        _s1 = _r1 + (_r1 >> 2);
        _pad0 = BinaryPrimitives.ReadUInt64LittleEndian(key[16..]);
        _pad1 = BinaryPrimitives.ReadUInt64LittleEndian(key[24..]);
    }

    /// <summary>Adds data and, where it does not fill its last block, zeros up to that (RFC 8439 section 2.8).</summary>
    public void AppendPadded(ReadOnlySpan<byte> data) => Append(data, marker: 0);

    /// <summary>Adds the last data of a plain message: a block that is not full gets a one behind it (section 2.5.1).</summary>
    public void AppendLast(ReadOnlySpan<byte> data) => Append(data, marker: 1);

    /// <summary>Adds the two lengths that end the input of an AEAD.</summary>
    public void AppendLengths(int first, int second)
    {
        Span<byte> lengths = stackalloc byte[BlockSize];
        BinaryPrimitives.WriteUInt64LittleEndian(lengths, (ulong)first);
        BinaryPrimitives.WriteUInt64LittleEndian(lengths[8..], (ulong)second);
        AppendBlocks(lengths, 1);
    }

    /// <summary>Writes the tag and clears everything.</summary>
    public void Finish(Span<byte> tag)
    {
        // h + 5 reaches 2^130 exactly when h is not reduced; the lower 128 bits of the sum are then the reduced ones.
        var g0 = _h0 + 5;
        var carry = g0 < 5 ? 1UL : 0;
        var g1 = _h1 + carry;
        carry = g1 < carry ? 1UL : 0;
        var mask = 0 - ((_h2 + carry) >> 2);
        var h0 = (_h0 & ~mask) | (g0 & mask);
        var h1 = (_h1 & ~mask) | (g1 & mask);

        h0 += _pad0;
        h1 += _pad1 + (h0 < _pad0 ? 1UL : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(tag, h0);
        BinaryPrimitives.WriteUInt64LittleEndian(tag[8..], h1);
        this = default;
    }

    private void Append(ReadOnlySpan<byte> data, byte marker)
    {
        var whole = data.Length - (data.Length % BlockSize);
        if (whole > 0)
        {
            AppendBlocks(data[..whole], 1);
        }

        if (whole < data.Length)
        {
            Span<byte> last = stackalloc byte[BlockSize];
            last.Clear();
            data[whole..].CopyTo(last);
            last[data.Length - whole] = marker;
            AppendBlocks(last, highBit: (ulong)(1 - marker));
        }
    }

    /// <summary>Kept apart, so that its limbs stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendBlocks(ReadOnlySpan<byte> blocks, ulong highBit)
    {
        var (h0, h1, h2) = (_h0, _h1, _h2);
        var (r0, r1, s1) = (_r0, _r1, _s1);
        for (; blocks.Length >= BlockSize; blocks = blocks[BlockSize..])
        {
            var m0 = BinaryPrimitives.ReadUInt64LittleEndian(blocks);
            var m1 = BinaryPrimitives.ReadUInt64LittleEndian(blocks[8..]);
            h0 += m0;
            var carry = h0 < m0 ? 1UL : 0;
            h1 += carry;
            carry = h1 < carry ? 1UL : 0;
            h1 += m1;
            carry += h1 < m1 ? 1UL : 0;
            h2 += carry + highBit;

            // (h0 + h1 2^64 + h2 2^128)(r0 + r1 2^64) modulo 2^130 - 5; h2 is at most a few units.
            var high0 = Math.BigMul(h0, r0, out var low0);
            Add(ref high0, ref low0, Math.BigMul(h1, s1, out var product), product);
            var high1 = Math.BigMul(h0, r1, out var low1);
            Add(ref high1, ref low1, Math.BigMul(h1, r0, out product), product);
            Add(ref high1, ref low1, 0, h2 * s1);
            var top = h2 * r0;

            h0 = low0;
            h1 = low1 + high0;
            high1 += h1 < high0 ? 1UL : 0;
            h2 = top + high1;

            // What is above 2^130 comes back times five, that is four times and once.
            var excess = h2 & ~3UL;
            h2 &= 3;
            excess += excess >> 2;
            h0 += excess;
            carry = h0 < excess ? 1UL : 0;
            h1 += carry;
            h2 += h1 < carry ? 1UL : 0;
        }

        (_h0, _h1, _h2) = (h0, h1, h2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref ulong high, ref ulong low, ulong addHigh, ulong addLow)
    {
        low += addLow;
        high += addHigh + (low < addLow ? 1UL : 0);
    }
}
