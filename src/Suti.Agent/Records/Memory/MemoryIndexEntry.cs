// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>
/// A place in an index: a value and the record that has it. Without a record it is the edge before or after all entries of
/// the value, to search for.
/// </summary>
internal readonly record struct MemoryIndexEntry(RecordValue Value, MemoryRecord? Record, int Edge = 0)
{
    internal static MemoryIndexEntry Before(RecordValue value) => new(value, null, -1);

    internal static MemoryIndexEntry After(RecordValue value) => new(value, null, 1);

    /// <summary>By value, then by key.</summary>
    internal sealed class Comparer : IComparer<MemoryIndexEntry>
    {
        internal static Comparer Instance { get; } = new();

        public int Compare(MemoryIndexEntry x, MemoryIndexEntry y)
        {
            var byValue = x.Value.CompareTo(y.Value);
            return (byValue, x.Record, y.Record) switch
            {
                (not 0, _, _) => byValue,
                (_, { } left, { } right) => RecordValue.CompareTexts(left.Key, right.Key),
                _ => x.Edge.CompareTo(y.Edge),
            };
        }
    }
}
