// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>RS1024: three words of a Reed-Solomon code over GF(1024) (SLIP-39, "Checksum"). In constant time.</summary>
internal static class Slip39Checksum
{
    private static ReadOnlySpan<uint> Generator =>
    [
        0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120,
    ];

    public static bool IsRight(bool isExtendable, ReadOnlySpan<ushort> words) => Compute(isExtendable, words) == 1;

    /// <summary>Writes the checksum into the last three words.</summary>
    public static void Write(bool isExtendable, Span<ushort> words)
    {
        words[^Slip39Share.ChecksumWords..].Clear();
        var checksum = Compute(isExtendable, words) ^ 1;
        words[^3] = (ushort)(checksum >> 20);
        words[^2] = (ushort)((checksum >> 10) & 0x3FF);
        words[^1] = (ushort)(checksum & 0x3FF);
    }

    private static uint Compute(bool isExtendable, ReadOnlySpan<ushort> words)
    {
        uint checksum = 1;
        foreach (var character in isExtendable ? "shamir_extendable"u8 : "shamir"u8)
        {
            checksum = Add(checksum, character);
        }

        foreach (var word in words)
        {
            checksum = Add(checksum, word);
        }

        return checksum;
    }

    private static uint Add(uint checksum, ushort value)
    {
        var top = checksum >> 20;
        checksum = ((checksum & 0xFFFFF) << 10) ^ value;
        for (var bit = 0; bit < Generator.Length; bit++)
        {
            checksum ^= Generator[bit] & (0 - ((top >> bit) & 1));
        }

        return checksum;
    }
}
