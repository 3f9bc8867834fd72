// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The rules that every query keeps, whatever the store.</summary>
internal static class RecordQueryChecker
{
    private const int MaxDepth = 64;
    private const int MaxTerms = 4096;

    internal static void Check(RecordQuery query)
    {
        if (query.Skip < 0 || query.Take < 0)
        {
            throw Refuse("A query skips and takes no fewer than 0 records.");
        }

        foreach (var order in query.Order)
        {
            RequireColumn(query.Kind, order.Column);
            if (order.Column.IsMultiValued)
            {
                throw Refuse($"The column \"{order.Column.Name}\" has several values: nothing can be ordered by it.");
            }
        }

        var terms = 0;
        if (query.GetEffectiveFilter() is { } filter)
        {
            Check(filter, query.Kind, 0, ref terms);
        }
    }

    private static void Check(RecordFilter filter, RecordKind kind, int depth, ref int terms)
    {
        if (depth > MaxDepth || ++terms > MaxTerms)
        {
            throw TooLarge();
        }

        switch (filter)
        {
            case RecordAndFilter and:
                CheckEach(and.Filters, kind, depth, ref terms);
                break;
            case RecordOrFilter or:
                CheckEach(or.Filters, kind, depth, ref terms);
                break;
            case RecordNotFilter not:
                Check(not.Filter, kind, depth + 1, ref terms);
                break;
            case RecordComparisonFilter comparison:
                RequireValue(kind, comparison.Column, comparison.Value);
                break;
            case RecordInFilter list:
                RequireColumn(kind, list.Column);
                terms += list.Values.Count;
                if (terms > MaxTerms)
                {
                    throw TooLarge();
                }

                foreach (var value in list.Values)
                {
                    RequireValue(kind, list.Column, value);
                }

                break;
            case RecordLikeFilter like:
                RequireValue(kind, like.Column, RecordValue.Of(like.Pattern));
                break;
            case RecordNullFilter isNull:
                RequireColumn(kind, isNull.Column);
                break;
            default:
                throw Refuse("There is no such filter.");
        }
    }

    private static void CheckEach(IReadOnlyList<RecordFilter> filters, RecordKind kind, int depth, ref int terms)
    {
        foreach (var filter in filters)
        {
            Check(filter, kind, depth + 1, ref terms);
        }
    }

    private static void RequireColumn(RecordKind kind, RecordColumn column)
    {
        if (!column.IsKey && !kind.Columns.Contains(column))
        {
            throw Refuse($"The record kind \"{kind.Name}\" has no column \"{column.Name}\".");
        }
    }

    private static void RequireValue(RecordKind kind, RecordColumn column, RecordValue value)
    {
        RequireColumn(kind, column);
        if (value.Type != column.Type)
        {
            throw Refuse($"The column \"{column.Name}\" holds values of the type {column.Type}, not {value.Type}.");
        }
    }

    private static SutiException TooLarge() => Refuse($"A filter has at most {MaxTerms} terms and is at most {MaxDepth} deep.");

    private static SutiException Refuse(string message) => new(RecordErrorCodes.InvalidQuery, message);
}
