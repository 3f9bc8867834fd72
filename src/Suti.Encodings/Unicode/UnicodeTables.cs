// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Suti.Encodings;

/// <summary>Decompositions and combining classes; <c>eng/tables/make-unicode</c> writes them and describes their form.</summary>
internal sealed class UnicodeTables
{
    private const int Changes = 0x100;
    private const int ChangesCompatibly = 0x200;
    private const int IsSecond = 0x400;

    private static readonly Lazy<UnicodeTables> Lazy = new(() => new UnicodeTables());

    // The combining class and the marks above.
    private readonly CodePointMap _marks = new();
    private readonly Dictionary<int, int[]> _decompositions = new(7000);
    private readonly Dictionary<(int First, int Second), int> _compositions = new(1000);

    private UnicodeTables()
    {
        using var resource = typeof(UnicodeTables).Assembly.GetManifestResourceStream("unicode")
            ?? throw new InvalidOperationException("The tables of Unicode are not in the assembly.");
        using var reader = new BinaryReader(new BufferedStream(new DeflateStream(resource, CompressionMode.Decompress)));
        ReadClasses(reader);
        ReadDecompositions(reader);
    }

    public static UnicodeTables Data => Lazy.Value;

    public byte ClassOf(int code) => (byte)_marks[code];

    public int[]? Decomposition(int code, bool compatible) =>
        (_marks[code] & (compatible ? Changes | ChangesCompatibly : Changes)) == 0 ? null : _decompositions[code];

    /// <summary>The code point that two others compose to; 0 when there is none.</summary>
    public int Composition(int first, int second) =>
        Hangul.Compose(first, second) is var syllable and not 0 ? syllable
        : (_marks[second] & IsSecond) == 0 ? 0
        : _compositions.GetValueOrDefault((first, second));

    /// <summary>
    /// Whether a code point stays as it is whatever stands around it: it is no mark, joins nothing before it and is not written apart.
    /// A text of such code points alone is in each normalization form.
    /// </summary>
    public bool IsInert(int code) => _marks[code] == 0 && (code < 0x1100 || (!Hangul.IsSecond(code) && code is < 0xAC00 or > 0xD7A3));

    private void ReadClasses(BinaryReader reader)
    {
        var code = 0;
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            code += reader.Read7BitEncodedInt();
            var end = code + reader.Read7BitEncodedInt();
            for (var combiningClass = reader.Read7BitEncodedInt(); code < end; code++)
            {
                _marks[code] = (ushort)combiningClass;
            }
        }
    }

    private void ReadDecompositions(BinaryReader reader)
    {
        var code = 0;
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            code += reader.Read7BitEncodedInt();
            var header = reader.Read7BitEncodedInt();
            var parts = new int[header >> 2];
            foreach (ref var part in parts.AsSpan())
            {
                var zigzag = reader.Read7BitEncodedInt();
                part = code + ((zigzag >> 1) ^ -(zigzag & 1));
            }

            var compatible = (header & 2) != 0;
            _decompositions.Add(code, parts);
            _marks[code] |= (ushort)(compatible ? ChangesCompatibly : Changes);

            // UAX #15 section 5: what is excluded, single, or begins with a mark never composes.
            if (!compatible && (header & 1) == 0 && parts.Length == 2 && ClassOf(code) == 0 && ClassOf(parts[0]) == 0)
            {
                _compositions.Add((parts[0], parts[1]), code);
                _marks[parts[1]] |= IsSecond;
            }
        }
    }
}
