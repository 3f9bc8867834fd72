// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Suti.Crypto;

/// <summary>
/// Normalization form KD of Unicode (UAX #15), which BIP-39 hashes. The platform's leaves text as it is where globalization is
/// invariant, as it is in browsers and small containers, and a seed must not depend on that.
/// </summary>
internal static class CompatibilityDecomposition
{
    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailCount = 28;

    private static readonly Lazy<Tables> Data = new(Tables.Read);

    /// <summary>Normalizes text to UTF-8; null when it has a lone surrogate.</summary>
    public static byte[]? TryToUtf8(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return Encoding.ASCII.GetBytes(text.ToArray());
        }

        var codes = new List<int>(text.Length * 2);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) != OperationStatus.Done)
            {
                return null;
            }

            Decompose(rune.Value, codes);
            text = text[consumed..];
        }

        Reorder(codes);
        return Encoding.UTF8.GetBytes(string.Concat(codes.Select(char.ConvertFromUtf32)));
    }

    private static void Decompose(int code, List<int> codes)
    {
        if (code < 0x80)
        {
            codes.Add(code);
        }
        else if ((uint)(code - HangulBase) < HangulCount)
        {
            // The Unicode Standard section 3.12.
            var index = code - HangulBase;
            codes.Add(LeadBase + (index / (VowelCount * TrailCount)));
            codes.Add(VowelBase + (index % (VowelCount * TrailCount) / TrailCount));
            if (index % TrailCount != 0)
            {
                codes.Add(TrailBase + (index % TrailCount));
            }
        }
        else if (Data.Value.Decompositions.TryGetValue(code, out var decomposed))
        {
            codes.AddRange(decomposed);
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Puts runs of combining characters into the order of their classes, equal ones staying as they are.</summary>
    private static void Reorder(List<int> codes)
    {
        for (var index = 1; index < codes.Count; index++)
        {
            var code = codes[index];
            var combiningClass = ClassOf(code);
            var hole = index;
            for (; combiningClass != 0 && hole > 0 && ClassOf(codes[hole - 1]) > combiningClass; hole--)
            {
                codes[hole] = codes[hole - 1];
            }

            codes[hole] = code;
        }
    }

    private static byte ClassOf(int code) => Data.Value.Classes.GetValueOrDefault(code);

    private sealed record Tables(Dictionary<int, int[]> Decompositions, Dictionary<int, byte> Classes)
    {
        /// <summary>Reads the table; eng/tables/make-nfkd writes it and describes its form.</summary>
        public static Tables Read()
        {
            ReadOnlySpan<byte> table = EmbeddedTable.ReadDeflated("nfkd");
            var decompositions = new Dictionary<int, int[]>();
            for (var count = ReadCode(ref table); count > 0; count--)
            {
                var code = ReadCode(ref table);
                var decomposed = new int[ReadByte(ref table)];
                for (var index = 0; index < decomposed.Length; index++)
                {
                    decomposed[index] = ReadCode(ref table);
                }

                decompositions.Add(code, decomposed);
            }

            var classes = new Dictionary<int, byte>();
            for (var count = ReadCode(ref table); count > 0; count--)
            {
                classes.Add(ReadCode(ref table), ReadByte(ref table));
            }

            return new Tables(decompositions, classes);
        }

        private static int ReadCode(ref ReadOnlySpan<byte> table)
        {
            var code = BinaryPrimitives.ReadUInt16LittleEndian(table) | (table[2] << 16);
            table = table[3..];
            return code;
        }

        private static byte ReadByte(ref ReadOnlySpan<byte> table)
        {
            var value = table[0];
            table = table[1..];
            return value;
        }
    }
}
