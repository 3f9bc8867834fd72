// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>
/// GHASH (NIST SP 800-38D section 6.4) as a value, in constant time: with the processor's products without carries or, where it
/// has none, with ordinary products of numbers that have only every fourth bit, so that their carries fall into the gaps.
/// </summary>
internal struct GHash
{
    public const int BlockSize = 16;

    /// <summary>The number of blocks whose products are reduced together.</summary>
    private const int Batch = 4;

    private readonly bool _useHardware;

    // The key and its powers, the last for the first block of a batch.
    private readonly Vector128<ulong> _key1, _key2, _key3, _key4;
    private Vector128<ulong> _hash;

    public GHash(ReadOnlySpan<byte> key, bool forcePortable = false)
    {
        _useHardware = CarrylessProduct.IsSupported && !forcePortable;
        _key1 = Read(key);
        if (_useHardware)
        {
            _key2 = MultiplyHardware(_key1, _key1);
            _key3 = MultiplyHardware(_key2, _key1);
            _key4 = MultiplyHardware(_key3, _key1);
        }
    }

    /// <summary>Adds data, with zeros up to the end of its last block.</summary>
    public void AppendPadded(ReadOnlySpan<byte> data)
    {
        if (_useHardware && data.Length >= Batch * BlockSize)
        {
            // Apart, because the compiler takes a loop that it has seen idle for unimportant.
            AppendBatches(ref data);
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
        {
            AppendBlock(Read(data));
        }

        if (!data.IsEmpty)
        {
            Span<byte> last = stackalloc byte[BlockSize];
            last.Clear();
            data.CopyTo(last);
            AppendBlock(Read(last));
        }
    }

    /// <summary>Adds the two lengths, in bits, that end the input.</summary>
    public void AppendLengths(int first, int second) => AppendBlock(Vector128.Create((ulong)second * 8, (ulong)first * 8));

    /// <summary>Writes the hash and clears everything.</summary>
    public void Finish(Span<byte> hash)
    {
        BinaryPrimitives.WriteUInt64BigEndian(hash, _hash.GetElement(1));
        BinaryPrimitives.WriteUInt64BigEndian(hash[8..], _hash.GetElement(0));
        this = default;
    }

    /// <summary>A block as a number, the lowest word first.</summary>
    private static Vector128<ulong> Read(ReadOnlySpan<byte> block) => Vector128.Create(
        BinaryPrimitives.ReadUInt64BigEndian(block[8..]), BinaryPrimitives.ReadUInt64BigEndian(block));

    private void AppendBlock(Vector128<ulong> block)
    {
        _hash ^= block;
        _hash = _useHardware ? MultiplyHardware(_hash, _key1) : MultiplyPortable(_hash, _key1);
    }

    private void AppendBatches(ref ReadOnlySpan<byte> data)
    {
        var hash = _hash;
        for (; data.Length >= Batch * BlockSize; data = data[(Batch * BlockSize)..])
        {
            var product = default(CarrylessProduct);
            product.Add(hash ^ Read(data), _key4);
            product.Add(Read(data[BlockSize..]), _key3);
            product.Add(Read(data[(2 * BlockSize)..]), _key2);
            product.Add(Read(data[(3 * BlockSize)..]), _key1);
            hash = Reduce(product.ToWords());
        }

        _hash = hash;
    }

    private static Vector128<ulong> MultiplyHardware(Vector128<ulong> left, Vector128<ulong> right)
    {
        var product = default(CarrylessProduct);
        product.Add(left, right);
        return Reduce(product.ToWords());
    }

    private static Vector128<ulong> MultiplyPortable(Vector128<ulong> left, Vector128<ulong> right)
    {
        var (left0, left1) = (left.GetElement(0), left.GetElement(1));
        var (right0, right1) = (right.GetElement(0), right.GetElement(1));

        // Karatsuba over two halves; the upper half of a product is the lower half of the product of the reversed factors.
        var (leftR0, leftR1) = (Reverse(left0), Reverse(left1));
        var (rightR0, rightR1) = (Reverse(right0), Reverse(right1));
        var low = MultiplyLow(left0, right0);
        var high = MultiplyLow(left1, right1);
        var middle = MultiplyLow(left0 ^ left1, right0 ^ right1) ^ low ^ high;
        var lowUp = MultiplyLow(leftR0, rightR0);
        var highUp = MultiplyLow(leftR1, rightR1);
        var middleUp = MultiplyLow(leftR0 ^ leftR1, rightR0 ^ rightR1) ^ lowUp ^ highUp;
        return Reduce((low, (Reverse(lowUp) >> 1) ^ middle, high ^ (Reverse(middleUp) >> 1), Reverse(highUp) >> 1));
    }

    private static Vector128<ulong> Reduce((ulong V0, ulong V1, ulong V2, ulong V3) product)
    {
        var (v0, v1, v2, v3) = product;

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
        return Vector128.Create(v2, v3);
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
