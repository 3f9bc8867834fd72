// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Signed digits, most of them zero, for multiplication in variable time.</summary>
internal static class NonAdjacentForm
{
    /// <summary>
    /// Writes the digits of a number to base 2, least first: each is zero, or odd and below 2^(width - 1) in absolute
    /// value, and followed by width - 1 zeros. The digits are one more than the number has bits; they were zero
    /// before.
    /// </summary>
    public static void WriteVartime(ReadOnlySpan<ulong> number, int width, bool negative, Span<short> digits)
    {
        var carry = 0;
        var mask = (1 << width) - 1;
        for (var position = 0; position < digits.Length;)
        {
            if ((Bits(number, position) & 1) == (ulong)carry)
            {
                position++;
                continue;
            }

            var digit = ((int)Bits(number, position) & mask) + carry;
            carry = digit >> (width - 1);
            digit -= carry << width;
            digits[position] = (short)(negative ? -digit : digit);
            position += width;
        }
    }

    private static ulong Bits(ReadOnlySpan<ulong> number, int position)
    {
        var (limb, shift) = (position >> 6, position & 63);
        if (limb >= number.Length)
        {
            return 0;
        }

        var bits = number[limb] >> shift;
        return shift == 0 || limb + 1 == number.Length ? bits : bits | (number[limb + 1] << (64 - shift));
    }
}
