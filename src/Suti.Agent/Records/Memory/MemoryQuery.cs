// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Answers queries from a table.</summary>
internal static class MemoryQuery
{
    /// <summary>How many records are looked at between two looks at the cancellation.</summary>
    private const int CancellationInterval = 1024;

    internal static RecordPage Run(MemoryTable table, RecordQuery query, CancellationToken cancellationToken)
    {
        var columns = query.Order
            .Select(order => (Index: order.Column.IsKey ? -1 : MemoryRecord.IndexOf(table.Kind, order.Column), order.IsDescending))
            .ToArray();
        var found = Find(table, query, out var isByKey, cancellationToken);
        if (columns.Length > 0 || !isByKey)
        {
            found = found.Order(Comparer<MemoryRecord>.Create((left, right) => Compare(columns, left, right)));
        }

        found = found.Skip(query.Skip);
        var records = (query.Take is { } take ? found.Take(take) : found).ToList();
        return new(
            [.. records.Select(record => record.ToStored(query.IncludeFields))],
            records.Count > 0 && records.Count == query.Take ? GetCursor(columns, records[^1]) : null);
    }

    internal static long Count(MemoryTable table, RecordQuery query, CancellationToken cancellationToken) =>
        Find(table, query, out _, cancellationToken).LongCount();

    private static IEnumerable<MemoryRecord> Find(
        MemoryTable table, RecordQuery query, out bool isByKey, CancellationToken cancellationToken)
    {
        var filter = query.GetEffectiveFilter();
        var candidates = MemoryCandidates.Find(table, filter);
        isByKey = candidates.IsByKey;
        return Filter(candidates.Enumerate(), filter is null ? null : MemoryFilter.Compile(table.Kind, filter), cancellationToken);
    }

    private static IEnumerable<MemoryRecord> Filter(
        IEnumerable<MemoryRecord> candidates, Predicate<MemoryRecord>? holds, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var record in candidates)
        {
            if (++count % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (holds is null || holds(record))
            {
                yield return record;
            }
        }
    }

    private static int Compare((int Index, bool IsDescending)[] columns, MemoryRecord left, MemoryRecord right)
    {
        foreach (var (index, isDescending) in columns)
        {
            var order = index < 0
                ? RecordValue.CompareTexts(left.Key, right.Key)
                : Nullable.Compare(left.GetSingle(index), right.GetSingle(index));
            if (order != 0)
            {
                return isDescending ? -order : order;
            }
        }

        return RecordValue.CompareTexts(left.Key, right.Key);
    }

    private static RecordCursor GetCursor((int Index, bool IsDescending)[] columns, MemoryRecord last) =>
        new([.. columns.Select(column => column.Index < 0 ? RecordValue.Of(last.Key) : last.GetSingle(column.Index))], last.Key);
}
