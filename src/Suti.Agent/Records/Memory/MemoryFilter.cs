// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Turns a filter into a predicate over records in memory.</summary>
internal static class MemoryFilter
{
    internal static Predicate<MemoryRecord> Compile(RecordKind kind, RecordFilter filter)
    {
        switch (filter)
        {
            case RecordAndFilter and:
                var all = Compile(kind, and.Filters);
                return record => Array.TrueForAll(all, holds => holds(record));
            case RecordOrFilter or:
                var any = Compile(kind, or.Filters);
                return record => Array.Exists(any, holds => holds(record));
            case RecordNotFilter not:
                var negated = Compile(kind, not.Filter);
                return record => !negated(record);
            case RecordComparisonFilter comparison:
                return AnyValue(kind, comparison.Column, Compare(comparison.Comparison, comparison.Value));
            case RecordInFilter list:
                var values = list.Values.ToHashSet();
                return AnyValue(kind, list.Column, values.Contains);
            case RecordLikeFilter like:
                return AnyValue(kind, like.Column, value => like.IsMatch(value.Text));
            case RecordNullFilter { Column.IsKey: true }:
                return static _ => false;
            case RecordNullFilter isNull:
                var column = MemoryRecord.IndexOf(kind, isNull.Column);
                return record => record.Values[column].Length == 0;
            default:
                throw new SutiException(RecordErrorCodes.InvalidQuery, "There is no such filter.");
        }
    }

    private static Predicate<MemoryRecord>[] Compile(RecordKind kind, IReadOnlyList<RecordFilter> filters) =>
        [.. filters.Select(filter => Compile(kind, filter))];

    private static Predicate<MemoryRecord> AnyValue(RecordKind kind, RecordColumn column, Predicate<RecordValue> holds)
    {
        if (column.IsKey)
        {
            return record => holds(RecordValue.Of(record.Key));
        }

        var index = MemoryRecord.IndexOf(kind, column);
        return record => Array.Exists(record.Values[index], holds);
    }

    private static Predicate<RecordValue> Compare(RecordComparison comparison, RecordValue value) => comparison switch
    {
        RecordComparison.Equal => found => found == value,
        RecordComparison.Less => found => found < value,
        RecordComparison.LessOrEqual => found => found <= value,
        RecordComparison.Greater => found => found > value,
        RecordComparison.GreaterOrEqual => found => found >= value,
        _ => throw new SutiException(RecordErrorCodes.InvalidQuery, "There is no such comparison."),
    };
}
