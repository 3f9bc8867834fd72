// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A record in memory. It never changes: a new version is a new object.</summary>
internal sealed class MemoryRecord(string key, long version, ReadOnlyMemory<byte> body, IReadOnlyList<RecordField> fields, RecordValue[][] values)
{
    internal string Key { get; } = key;

    internal long Version { get; } = version;

    internal ReadOnlyMemory<byte> Body { get; } = body;

    internal IReadOnlyList<RecordField> Fields { get; } = fields;

    /// <summary>The values by the number of their column.</summary>
    internal RecordValue[][] Values { get; } = values;

    internal static MemoryRecord Create(RecordKind kind, string key, long version, RecordContent content)
    {
        var values = new RecordValue[kind.Columns.Count][];
        Array.Fill(values, []);
        foreach (var group in content.Fields.GroupBy(static field => field.Column))
        {
            values[IndexOf(kind, group.Key)] = [.. group.Select(static field => field.Value)];
        }

        // The caller keeps its buffers, and may clear them.
        return new(key, version, content.Body.ToArray(), [.. content.Fields], values);
    }

    internal static int IndexOf(RecordKind kind, RecordColumn column)
    {
        var columns = kind.Columns;
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index] == column)
            {
                return index;
            }
        }

        throw new ArgumentException($"The record kind \"{kind.Name}\" has no column \"{column.Name}\".", nameof(column));
    }

    internal RecordValue? GetSingle(int column) => Values[column] is [var value, ..] ? value : null;

    internal StoredRecord ToStored(bool includeFields) => new(Key, Version, Body) { Fields = includeFields ? Fields : null };
}
