// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>The data of ENSIP-15; <c>eng/tables/make-ens</c> writes them and describes their form.</summary>
internal sealed class EnsTables
{
    private static readonly Lazy<EnsTables> Lazy = new(() => Read(
        typeof(EnsTables).Assembly.GetManifestResourceStream("ens")
            ?? throw new InvalidOperationException("The tables of names are not in the assembly.")));

    private readonly CodePointMap _kindOf = new();
    private readonly Dictionary<int, int[]> _mapped = [];
    private EnsKind[] _kinds = [];

    private EnsTables()
    {
    }

    /// <summary>The tables that the assembly carries.</summary>
    public static EnsTables Current => Lazy.Value;

    public EnsEmoji Emoji { get; } = new();

    public EnsGroup[] Groups { get; private set; } = [];

    /// <summary>How many marks that take no room may follow each other.</summary>
    public int MaximumNonSpacing { get; private init; }

    public static EnsTables Read(Stream compressed)
    {
        using var reader = new BinaryReader(new BufferedStream(new DeflateStream(compressed, CompressionMode.Decompress)));
        var tables = new EnsTables { MaximumNonSpacing = reader.Read7BitEncodedInt() };
        tables.Groups = ReadGroups(reader);
        tables._kinds = ReadKinds(reader, ReadSets(reader));
        tables.ReadRuns(reader);
        tables.ReadMapped(reader);
        tables.ReadEmoji(reader);
        return tables;
    }

    public EnsKind KindOf(int code) => _kinds[_kindOf[code]];

    public ReadOnlySpan<int> MappingOf(int code) => _mapped[code];

    private static EnsGroup[] ReadGroups(BinaryReader reader)
    {
        var groups = new EnsGroup[reader.Read7BitEncodedInt()];
        foreach (ref var group in groups.AsSpan())
        {
            var name = System.Text.Encoding.ASCII.GetString(reader.ReadBytes(reader.Read7BitEncodedInt()));
            var marks = reader.Read7BitEncodedInt();
            group = new EnsGroup(name, (marks & 1) != 0, (marks & 2) == 0);
        }

        return groups.Length <= EnsGroups.Capacity ? groups : throw new InvalidOperationException("There are more groups than a set has bits.");
    }

    private static EnsGroups[] ReadSets(BinaryReader reader)
    {
        var sets = new EnsGroups[reader.Read7BitEncodedInt()];
        foreach (ref var set in sets.AsSpan())
        {
            var group = 0;
            for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
            {
                set = set.With(group += reader.Read7BitEncodedInt());
            }
        }

        return sets;
    }

    private static EnsKind[] ReadKinds(BinaryReader reader, EnsGroups[] sets)
    {
        var kinds = new EnsKind[reader.Read7BitEncodedInt()];
        foreach (ref var kind in kinds.AsSpan())
        {
            var marks = (EnsMarks)reader.Read7BitEncodedInt();
            var groups = sets[reader.Read7BitEncodedInt()];
            var confusing = reader.Read7BitEncodedInt();
            kind = new EnsKind(marks, groups, confusing == 1, confusing >= 2 ? sets[confusing - 2] : null);
        }

        return kinds;
    }

    private void ReadRuns(BinaryReader reader)
    {
        var code = 0;
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            code += reader.Read7BitEncodedInt();
            var end = code + reader.Read7BitEncodedInt();
            for (var kind = (ushort)reader.Read7BitEncodedInt(); code < end; code++)
            {
                _kindOf[code] = kind;
            }
        }
    }

    private void ReadMapped(BinaryReader reader)
    {
        var code = 0;
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            code += reader.Read7BitEncodedInt();
            var mapping = new int[reader.Read7BitEncodedInt()];
            foreach (ref var part in mapping.AsSpan())
            {
                var zigzag = reader.Read7BitEncodedInt();
                part = code + ((zigzag >> 1) ^ -(zigzag & 1));
            }

            _mapped.Add(code, mapping);
        }
    }

    private void ReadEmoji(BinaryReader reader)
    {
        int[] last = [];
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var same = reader.Read7BitEncodedInt();
            var sequence = new int[same + reader.Read7BitEncodedInt()];
            last.AsSpan(0, same).CopyTo(sequence);
            foreach (ref var code in sequence.AsSpan(same))
            {
                code = reader.Read7BitEncodedInt();
            }

            Emoji.Add(sequence);
            last = sequence;
        }
    }
}
