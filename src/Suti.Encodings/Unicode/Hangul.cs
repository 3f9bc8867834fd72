// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>Syllables of Hangul and their parts, which are computed: the Unicode Standard section 3.12.</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;
    private const int LeadBase = 0x1100;
    private const int LeadCount = 19;
    private const int VowelBase = 0x1161;
    private const int VowelCount = 21;
    private const int TrailBase = 0x11A7;
    private const int TrailCount = 28;

    public static bool TryDecompose(int code, List<int> codes)
    {
        var index = code - SyllableBase;
        if ((uint)index >= SyllableCount)
        {
            return false;
        }

        codes.Add(LeadBase + (index / (VowelCount * TrailCount)));
        codes.Add(VowelBase + (index % (VowelCount * TrailCount) / TrailCount));
        if (index % TrailCount != 0)
        {
            codes.Add(TrailBase + (index % TrailCount));
        }

        return true;
    }

    /// <summary>The syllable of two parts; 0 when they are not that.</summary>
    public static int Compose(int first, int second)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
        {
            return SyllableBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TrailCount);
        }

        // The first trailing index stands for none.
        var index = first - SyllableBase;
        return (uint)index < SyllableCount && index % TrailCount == 0 && (uint)(second - TrailBase - 1) < TrailCount - 1
            ? first + second - TrailBase
            : 0;
    }

    /// <summary>Whether a code point may join what stands before it.</summary>
    public static bool IsSecond(int code) => code is >= VowelBase and < VowelBase + VowelCount or > TrailBase and < TrailBase + TrailCount;
}
