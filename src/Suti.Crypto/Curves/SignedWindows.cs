// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// An odd number as digits of a fixed number of bits, each odd and perhaps negative: the bits of (k + 2^L - 1) / 2
/// stand for +1 and -1 of k. No digit is zero, so that every window costs the same.
/// </summary>
internal readonly ref struct SignedWindows
{
    private readonly Span<ulong> _bits;
    private readonly int _width;

    /// <summary>Recodes an odd number of fewer than <c>width * CountFor</c> bits in place, in constant time.</summary>
    public SignedWindows(Span<ulong> oddNumber, int width, int bitLength)
    {
        _bits = oddNumber;
        _width = width;
        Count = CountFor(width, bitLength);
        for (var i = 0; i < oddNumber.Length - 1; i++)
        {
            oddNumber[i] = (oddNumber[i] >> 1) | (oddNumber[i + 1] << 63);
        }

        oddNumber[^1] >>= 1;
        var top = (Count * width) - 1;
        oddNumber[top >> 6] |= 1UL << (top & 63);
    }

    public int Count { get; }

    /// <summary>The number of windows for numbers below twice an order of that many bits.</summary>
    public static int CountFor(int width, int bitLength) => (bitLength + width) / width;

    /// <summary>The digit is 2 index + 1, negated where the mask is all ones.</summary>
    public int IndexOf(int window, out ulong negative)
    {
        var bit = window * _width;
        var (limb, shift) = (bit >> 6, bit & 63);
        var value = _bits[limb] >> shift;
        if (shift + _width > 64 && limb + 1 < _bits.Length)
        {
            value |= _bits[limb + 1] << (64 - shift);
        }

        // The highest bit of a window is its sign; a negative one counts down.
        negative = ((value >> (_width - 1)) & 1) - 1;
        return (int)((value ^ negative) & ((1UL << (_width - 1)) - 1));
    }
}
