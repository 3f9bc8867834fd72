// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Suti.Storage;

/// <summary>
/// How a kind of records lies in tables: one for the records, one beside it for each column with several values. The version
/// is part of the names, so that a program which still runs with an older version cannot write into tables it does not know.
/// </summary>
internal sealed class SqlKind
{
    private const int MaxNameLength = 60;

    internal SqlKind(RecordKind kind)
        : this(kind.Name, kind.Version, kind.Columns)
    {
        Kind = kind;
    }

    internal SqlKind(string name, int version, IReadOnlyList<RecordColumn> columns)
    {
        Name = name;
        Version = version;
        Table = Shorten($"{name}_v{version}");
        Columns = [.. columns.Select((column, index) => new SqlColumn(
            column, index, $"c_{column.Name}", column.IsMultiValued ? Shorten($"{name}_v{version}_{column.Name}") : null))];
        Singles = [.. Columns.Where(static column => column.SideTable is null)];
        Multiples = [.. Columns.Where(static column => column.SideTable is not null)];
        Uniques = [.. Singles.Where(static column => column.Column.IsUnique)];
    }

    /// <summary>The kind; null when the tables are those of an older version.</summary>
    internal RecordKind? Kind { get; }

    internal string Name { get; }

    internal int Version { get; }

    internal string Table { get; }

    internal IReadOnlyList<SqlColumn> Columns { get; }

    internal IReadOnlyList<SqlColumn> Singles { get; }

    internal IReadOnlyList<SqlColumn> Multiples { get; }

    /// <summary>The columns with one value that have an index.</summary>
    internal IEnumerable<SqlColumn> IndexedSingles => Singles.Where(static column => column.Column.IsIndexed);

    /// <summary>The columns whose values no two records share.</summary>
    internal IReadOnlyList<SqlColumn> Uniques { get; }

    /// <summary>The columns in one text, which a store keeps to see a change and to read older tables.</summary>
    internal string Shape => string.Join(',', Columns.Select(static column =>
        $"{column.Column.Name}:{(int)column.Column.Type}{(column.Column.IsMultiValued ? "*" : "")}{(column.Column.IsUnique ? "!" : "")}{(column.Column.IsIndexed ? "" : "-")}"));

    internal static SqlKind Parse(string name, int version, string shape)
    {
        var columns = shape.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static text =>
        {
            var parts = text.Split(':');
            return new RecordColumn(parts[0], (RecordColumnType)(parts[1][0] - '0'), parts[1].Contains('*', StringComparison.Ordinal))
            {
                IsIndexed = !parts[1].EndsWith('-'),
                IsUnique = parts[1].Contains('!', StringComparison.Ordinal),
            };
        });
        return new(name, version, [.. columns]);
    }

    internal SqlColumn Find(RecordColumn column) =>
        Columns.FirstOrDefault(other => other.Column == column)
        ?? throw new ArgumentException($"The record kind \"{Name}\" has no column \"{column.Name}\".", nameof(column));

    internal string GetIndex(SqlColumn column) => Shorten($"ix_{Table}_{column.Column.Name}");

    /// <summary>The stored fields that this version still has.</summary>
    internal List<RecordField> Keep(IEnumerable<RecordField> fields) =>
        [.. fields.Where(field => Columns.Any(column => column.Column == field.Column))];

    private static string Shorten(string name) => name.Length <= MaxNameLength
        ? name
        : string.Concat(name.AsSpan(0, 40), "_", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8)));
}
