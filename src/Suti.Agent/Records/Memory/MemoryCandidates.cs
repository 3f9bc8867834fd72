// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Suti.Agent;

/// <summary>
/// The records that may fit a filter, found by the index that leaves the fewest: what a planner is to a database.
/// </summary>
internal readonly struct MemoryCandidates
{
    private readonly ImmutableSortedSet<MemoryIndexEntry> _entries;
    private readonly List<(int Start, int End)> _ranges;
    private readonly bool _mayRepeat;

    private MemoryCandidates(
        ImmutableSortedSet<MemoryIndexEntry> entries, List<(int Start, int End)> ranges, bool isByKey, bool mayRepeat)
    {
        _entries = entries;
        _ranges = ranges;
        IsByKey = isByKey;
        _mayRepeat = mayRepeat;
        Count = ranges.Sum(static range => (long)range.End - range.Start);
    }

    /// <summary>Whether the records come in the order of their keys.</summary>
    internal bool IsByKey { get; }

    private long Count { get; }

    internal static MemoryCandidates Find(MemoryTable table, RecordFilter? filter)
    {
        MemoryCandidates best = new(table.Keys, [(0, table.Keys.Count)], isByKey: true, mayRepeat: false);
        Improve(table, filter, ref best);
        return best;
    }

    internal IEnumerable<MemoryRecord> Enumerate()
    {
        var seen = _mayRepeat ? new HashSet<MemoryRecord>(ReferenceEqualityComparer.Instance) : null;
        foreach (var (start, end) in _ranges)
        {
            for (var index = start; index < end; index++)
            {
                var record = _entries[index].Record!;
                if (seen is null || seen.Add(record))
                {
                    yield return record;
                }
            }
        }
    }

    /// <summary>Only conditions that must hold whatever else does can narrow the search.</summary>
    private static void Improve(MemoryTable table, RecordFilter? filter, ref MemoryCandidates best)
    {
        switch (filter)
        {
            case RecordAndFilter and:
                foreach (var part in and.Filters)
                {
                    Improve(table, part, ref best);
                }

                break;
            case RecordComparisonFilter comparison:
                Take(table, comparison.Column, [Range(GetIndex(table, comparison.Column), comparison)], ref best);
                break;
            case RecordInFilter list:
                var entries = GetIndex(table, list.Column);
                var ranges = list.Values.Distinct().Order()
                    .Select(value => Range(entries, new(list.Column, RecordComparison.Equal, value))).ToList();
                Take(table, list.Column, ranges, ref best);
                break;
        }
    }

    private static void Take(MemoryTable table, RecordColumn column, List<(int Start, int End)> ranges, ref MemoryCandidates best)
    {
        var candidates = new MemoryCandidates(GetIndex(table, column), ranges, column.IsKey, column.IsMultiValued);
        if (candidates.Count < best.Count)
        {
            best = candidates;
        }
    }

    private static ImmutableSortedSet<MemoryIndexEntry> GetIndex(MemoryTable table, RecordColumn column) =>
        column.IsKey ? table.Keys : table.Columns[MemoryRecord.IndexOf(table.Kind, column)];

    private static (int Start, int End) Range(ImmutableSortedSet<MemoryIndexEntry> entries, RecordComparisonFilter comparison)
    {
        // An edge is never in the set, so the search gives the complement of where it would be.
        var before = ~entries.IndexOf(MemoryIndexEntry.Before(comparison.Value));
        var after = ~entries.IndexOf(MemoryIndexEntry.After(comparison.Value));
        return comparison.Comparison switch
        {
            RecordComparison.Equal => (before, after),
            RecordComparison.Less => (0, before),
            RecordComparison.LessOrEqual => (0, after),
            RecordComparison.Greater => (after, entries.Count),
            _ => (before, entries.Count),
        };
    }
}
