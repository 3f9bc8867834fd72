// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>Room for the round keys of AES, as blocks (FIPS 197 section 5.2); AES-256 uses all of it.</summary>
[InlineArray(MaxCount)]
internal struct AesRoundKeys
{
    public const int MaxCount = 15;

    private const int WordSize = 4;
    private const int WordsPerBlock = 4;

    private Vector128<byte> _first;

    /// <summary>Derives the round keys of a key of 16, 24 or 32 bytes and returns how many there are. Constant-time.</summary>
    public static int Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys, bool useHardware)
    {
        var keyWords = key.Length / WordSize;
        var count = keyWords + 7;
        var words = MemoryMarshal.Cast<Vector128<byte>, uint>(roundKeys)[..(count * WordsPerBlock)];
        key.CopyTo(MemoryMarshal.AsBytes(words));
        byte roundConstant = 1;
        for (var index = keyWords; index < words.Length; index++)
        {
            var word = words[index - 1];
            if (index % keyWords == 0)
            {
                // Words lie in memory as they are, so rotating bytes to the left is rotating a little-endian word to the right.
                word = SubstituteWord(BitConverter.IsLittleEndian ? (word >> 8) | (word << 24) : (word << 8) | (word >> 24), useHardware);
                word ^= BitConverter.IsLittleEndian ? roundConstant : (uint)roundConstant << 24;
                roundConstant = (byte)((roundConstant << 1) ^ ((roundConstant >> 7) * 0x1B));
            }
            else if (keyWords == 8 && index % keyWords == WordsPerBlock)
            {
                word = SubstituteWord(word, useHardware);
            }

            words[index] = words[index - keyWords] ^ word;
        }

        return count;
    }

    private static uint SubstituteWord(uint word, bool useHardware)
    {
        // The same word in every column, so that a shift of the rows changes nothing.
        var columns = Vector128.Create(word).AsByte();
        return (useHardware ? AesHardware.SubstituteBytes(columns) : AesBitsliced.SubstituteBytes(columns)).AsUInt32().ToScalar();
    }
}
