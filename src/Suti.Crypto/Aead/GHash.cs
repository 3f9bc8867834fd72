// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Suti.Crypto;

/// <summary>
/// GHASH (NIST SP 800-38D section 6.4) as a value, in constant time without special instructions: a product without carries is
/// taken from ordinary products of numbers that have only every fourth bit, so that their carries fall into the gaps.
/// </summary>
internal struct GHash
{
    public const int BlockSize = 16;

    private readonly ulong _key0, _key1;
    private ulong _hash0, _hash1;

    public GHash(ReadOnlySpan<byte> key)
    {
        _key1 = BinaryPrimitives.ReadUInt64BigEndian(key);
        _key0 = BinaryPrimitives.ReadUInt64BigEndian(key[8..]);
    }

    /// <summary>Adds data, with zeros up to the end of its last block.</summary>
    public void AppendPadded(ReadOnlySpan<byte> data)
    {
        for (; data.Length >= BlockSize; data = data[BlockSize..])
        {
            AppendBlock(data);
        }

        if (!data.IsEmpty)
        {
            Span<byte> last = stackalloc byte[BlockSize];
            last.Clear();
            data.CopyTo(last);
            AppendBlock(last);
        }
    }

    /// <summary>Adds the two lengths, in bits, that end the input.</summary>
    public void AppendLengths(int first, int second)
    {
        _hash1 ^= (ulong)first * 8;
        _hash0 ^= (ulong)second * 8;
        Multiply();
    }

    /// <summary>Writes the hash and clears everything.</summary>
    public void Finish(Span<byte> hash)
    {
        BinaryPrimitives.WriteUInt64BigEndian(hash, _hash1);
        BinaryPrimitives.WriteUInt64BigEndian(hash[8..], _hash0);
        this = default;
    }

    private void AppendBlock(ReadOnlySpan<byte> block)
    {
        _hash1 ^= BinaryPrimitives.ReadUInt64BigEndian(block);
        _hash0 ^= BinaryPrimitives.ReadUInt64BigEndian(block[8..]);
        Multiply();
    }

    private void Multiply()
    {
        // Karatsuba over two halves; the upper half of a product is the lower half of the product of the reversed factors.
        var (keyR0, keyR1) = (Reverse(_key0), Reverse(_key1));
        var (hashR0, hashR1) = (Reverse(_hash0), Reverse(_hash1));
        var low = MultiplyLow(_hash0, _key0);
        var high = MultiplyLow(_hash1, _key1);
        var middle = MultiplyLow(_hash0 ^ _hash1, _key0 ^ _key1) ^ low ^ high;
        var lowUp = MultiplyLow(hashR0, keyR0);
        var highUp = MultiplyLow(hashR1, keyR1);
        var middleUp = MultiplyLow(hashR0 ^ hashR1, keyR0 ^ keyR1) ^ lowUp ^ highUp;
        var v0 = low;
        var v1 = (Reverse(lowUp) >> 1) ^ middle;
        var v2 = high ^ (Reverse(middleUp) >> 1);
        var v3 = Reverse(highUp) >> 1;

        // GHASH numbers bits from the other end, which leaves the product one place too low.
        v3 = (v3 << 1) | (v2 >> 63);
        v2 = (v2 << 1) | (v1 >> 63);
        v1 = (v1 << 1) | (v0 >> 63);
        v0 <<= 1;

        // Modulo x^128 + x^7 + x^2 + x + 1, in the same order of bits.
        v2 ^= v0 ^ (v0 >> 1) ^ (v0 >> 2) ^ (v0 >> 7);
        v1 ^= (v0 << 63) ^ (v0 << 62) ^ (v0 << 57);
        v3 ^= v1 ^ (v1 >> 1) ^ (v1 >> 2) ^ (v1 >> 7);
        v2 ^= (v1 << 63) ^ (v1 << 62) ^ (v1 << 57);
        (_hash0, _hash1) = (v2, v3);
    }

    /// <summary>The lower 64 bits of a product without carries.</summary>
    private static ulong MultiplyLow(ulong x, ulong y)
    {
        const ulong Mask0 = 0x1111_1111_1111_1111;
        const ulong Mask1 = Mask0 << 1;
        const ulong Mask2 = Mask0 << 2;
        const ulong Mask3 = Mask0 << 3;
        var (x0, x1, x2, x3) = (x & Mask0, x & Mask1, x & Mask2, x & Mask3);
        var (y0, y1, y2, y3) = (y & Mask0, y & Mask1, y & Mask2, y & Mask3);
        return (((x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1)) & Mask0)
            | (((x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2)) & Mask1)
            | (((x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3)) & Mask2)
            | (((x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0)) & Mask3);
    }

    private static ulong Reverse(ulong value)
    {
        value = ((value & 0x5555_5555_5555_5555) << 1) | ((value >> 1) & 0x5555_5555_5555_5555);
        value = ((value & 0x3333_3333_3333_3333) << 2) | ((value >> 2) & 0x3333_3333_3333_3333);
        value = ((value & 0x0F0F_0F0F_0F0F_0F0F) << 4) | ((value >> 4) & 0x0F0F_0F0F_0F0F_0F0F);
        return BinaryPrimitives.ReverseEndianness(value);
    }
}
