// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Suti.Agent;

/// <summary>
/// The records of one kind in one space at one moment, with an index for the keys and one for each column. A commit makes
/// new ones that share nearly all of their nodes with the old, so that readers need no lock.
/// </summary>
internal sealed class MemoryTable
{
    private MemoryTable(
        RecordKind kind, ImmutableSortedSet<MemoryIndexEntry> keys, ImmutableArray<ImmutableSortedSet<MemoryIndexEntry>> columns)
    {
        Kind = kind;
        Keys = keys;
        Columns = columns;
    }

    internal RecordKind Kind { get; }

    /// <summary>All records, by key.</summary>
    internal ImmutableSortedSet<MemoryIndexEntry> Keys { get; }

    /// <summary>The records that have values, by value, for each column.</summary>
    internal ImmutableArray<ImmutableSortedSet<MemoryIndexEntry>> Columns { get; }

    internal static MemoryTable Create(RecordKind kind)
    {
        var none = ImmutableSortedSet.Create<MemoryIndexEntry>(MemoryIndexEntry.Comparer.Instance);
        return new(kind, none, [.. kind.Columns.Select(_ => none)]);
    }

    internal MemoryRecord? Find(string key)
    {
        // The edge itself is not in the set: the search gives the complement of where the record would be.
        var index = ~Keys.IndexOf(MemoryIndexEntry.Before(RecordValue.Of(key)));
        return index < Keys.Count && Keys[index].Record is { } record && record.Key == key ? record : null;
    }

    internal Builder ToBuilder() => new(this);

    /// <summary>A table while it is changed.</summary>
    internal sealed class Builder(MemoryTable table)
    {
        private readonly ImmutableSortedSet<MemoryIndexEntry>.Builder _keys = table.Keys.ToBuilder();
        private readonly ImmutableSortedSet<MemoryIndexEntry>.Builder[] _columns =
            [.. table.Columns.Select(static column => column.ToBuilder())];

        internal RecordKind Kind => table.Kind;

        internal MemoryRecord? Find(string key)
        {
            var index = ~_keys.IndexOf(MemoryIndexEntry.Before(RecordValue.Of(key)));
            return index < _keys.Count && _keys[index].Record is { } record && record.Key == key ? record : null;
        }

        internal void Replace(MemoryRecord? old, MemoryRecord? record)
        {
            if (old is not null)
            {
                _keys.Remove(new(RecordValue.Of(old.Key), old));
                foreach (var (index, value) in EachValue(old))
                {
                    _columns[index].Remove(new(value, old));
                }
            }

            if (record is not null)
            {
                _keys.Add(new(RecordValue.Of(record.Key), record));
                foreach (var (index, value) in EachValue(record))
                {
                    _columns[index].Add(new(value, record));
                }
            }
        }

        /// <summary>Whether no other record has the unique values of one.</summary>
        internal bool IsUnique(string key)
        {
            for (var index = 0; index < _columns.Length; index++)
            {
                if (Kind.Columns[index].IsUnique && Find(key)?.GetSingle(index) is { } value && CountOf(_columns[index], value) > 1)
                {
                    return false;
                }
            }

            return true;
        }

        internal MemoryTable ToTable() => new(
            Kind, _keys.ToImmutable(), [.. _columns.Select(static column => column.ToImmutable())]);

        private static int CountOf(ImmutableSortedSet<MemoryIndexEntry>.Builder column, RecordValue value) =>
            column.IndexOf(MemoryIndexEntry.Before(value)) - column.IndexOf(MemoryIndexEntry.After(value));

        private static IEnumerable<(int Index, RecordValue Value)> EachValue(MemoryRecord record) =>
            record.Values.SelectMany(static (values, index) => values.Select(value => (index, value)));
    }
}
