// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The ranges of <c>uintN</c> and <c>intN</c>, and two's complement.</summary>
internal static class IntegerRange
{
    /// <summary>The word of a number; false when it is out of the range of a type with that many bits.</summary>
    public static bool TryToWord(UInt256 magnitude, bool isNegative, bool isSigned, int bits, out UInt256 word)
    {
        word = isNegative ? UInt256.NegateWrapping(magnitude) : magnitude;
        if (!isSigned)
        {
            return magnitude.BitLength <= bits && (!isNegative || magnitude.IsZero);
        }

        // The least number has as many bits as there are, and is the only negative one that does.
        return magnitude.BitLength < bits
            || (isNegative && magnitude.BitLength == bits && magnitude == UInt256.One << (bits - 1));
    }

    /// <summary>Whether a word is one of the type: the bits above it repeat its sign, or are zeros when it has none.</summary>
    public static bool IsCanonical(UInt256 word, bool isSigned, int bits)
    {
        if (!isSigned || word.High >> 63 == 0)
        {
            return word.BitLength <= (isSigned ? bits - 1 : bits);
        }

        return (~word).BitLength <= bits - 1;
    }
}
