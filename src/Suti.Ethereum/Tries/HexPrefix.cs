// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>Paths of tries: half bytes, packed with a flag that says whether their number is odd and whether a value is at their end (yellow paper, appendix C).</summary>
internal static class HexPrefix
{
    private const int OddFlag = 1;
    private const int LeafFlag = 2;

    /// <summary>The half bytes of some bytes.</summary>
    public static byte[] ToNibbles(ReadOnlySpan<byte> bytes)
    {
        var nibbles = new byte[bytes.Length * 2];
        for (var index = 0; index < bytes.Length; index++)
        {
            nibbles[2 * index] = (byte)(bytes[index] >> 4);
            nibbles[(2 * index) + 1] = (byte)(bytes[index] & 0xf);
        }

        return nibbles;
    }

    public static byte[] Encode(ReadOnlySpan<byte> nibbles, bool isLeaf)
    {
        var isOdd = nibbles.Length % 2 != 0;
        var packed = new byte[(nibbles.Length / 2) + 1];
        packed[0] = (byte)(((isLeaf ? LeafFlag : 0) | (isOdd ? OddFlag : 0)) << 4);
        if (isOdd)
        {
            packed[0] |= nibbles[0];
            nibbles = nibbles[1..];
        }

        for (var index = 0; index < nibbles.Length; index += 2)
        {
            packed[(index / 2) + 1] = (byte)((nibbles[index] << 4) | nibbles[index + 1]);
        }

        return packed;
    }

    public static bool TryDecode(ReadOnlySpan<byte> packed, [NotNullWhen(true)] out byte[]? nibbles, out bool isLeaf)
    {
        nibbles = null;
        isLeaf = false;
        if (packed.IsEmpty || packed[0] >> 4 > (LeafFlag | OddFlag))
        {
            return false;
        }

        isLeaf = (packed[0] >> 4 & LeafFlag) != 0;
        var all = ToNibbles(packed);
        if ((packed[0] >> 4 & OddFlag) != 0)
        {
            nibbles = all[1..];
        }
        else if (all[1] == 0)
        {
            nibbles = all[2..];
        }

        return nibbles is not null;
    }
}
