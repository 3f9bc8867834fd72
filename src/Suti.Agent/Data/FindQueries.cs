// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Agent;

/// <summary>Turns requests of the wire into queries over records.</summary>
internal static class FindQueries
{
    private const int MaxDepth = 16;
    private const int MaxEnds = 64;

    public static RecordQuery ToQuery(FindRequest request, FindColumns columns, bool isPage = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.After is not null && !isPage)
        {
            throw Refuse("\"after\" is only for operations that give pages");
        }

        RecordOrder[] order = [.. (request.Order ?? []).Select(item => ToOrder(item, columns))];
        return new(columns.Kind)
        {
            Filter = request.Where is null ? null : RecordFilter.All([.. request.Where.Select(condition => ToFilter(condition, columns, 0))]),
            Order = order,
            Skip = request.Skip is null or >= 0 ? request.Skip ?? 0 : throw Refuse("\"skip\" must not be negative"),
            Take = request.Take switch
            {
                // Veramo takes 0 for "all", since it looks at whether there is a number at all.
                null or 0 => isPage ? 100 : null,
                < 0 => throw Refuse("\"take\" must not be negative"),
                var take => take,
            },
            After = request.After is null ? null : FindCursors.Read(request.After, order),
        };
    }

    private static RecordOrder ToOrder(FindOrder order, FindColumns columns) => new(
        columns.Get(order.Column),
        order.Direction switch
        {
            "ASC" or "asc" => false,
            "DESC" or "desc" => true,
            _ => throw Refuse("\"direction\" must be ASC or DESC"),
        });

    private static RecordFilter ToFilter(FindCondition condition, FindColumns columns, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refuse("the conditions are too deep");
        }

        var parts = (condition.Column is null ? 0 : 1) + (condition.Or is null ? 0 : 1) + (condition.And is null ? 0 : 1);
        if (parts != 1)
        {
            throw Refuse("a condition has one of \"column\", \"or\" and \"and\"");
        }

        var filter = condition.Or is { } or ? RecordFilter.Any([.. or.Select(inner => ToFilter(inner, columns, depth + 1))])
            : condition.And is { } and ? RecordFilter.All([.. and.Select(inner => ToFilter(inner, columns, depth + 1))])
            : ToComparison(condition, columns);
        return condition.Not == true ? RecordFilter.Not(filter) : filter;
    }

    private static RecordFilter ToComparison(FindCondition condition, FindColumns columns)
    {
        var op = condition.Op ?? "In";
        var column = columns.Get(condition.Column!, forAny: op == "Any");
        return op switch
        {
            "In" or "Any" => condition.Value is { } values
                ? ByItems(RecordFilter.In(column, [.. values.Select(value => ToValue(value, column))]), values)
                : throw Refuse(op == "In" ? "Operator IN requires value to be an array" : "Operator Any requires value to be an array"),
            "IsNull" => RecordFilter.IsNull(column),
            "Between" => condition.Value is [var low, var high]
                ? RecordFilter.Between(column, ToValue(low, column), ToValue(high, column))
                : throw Refuse("Operation Between requires two values"),
            "Like" => RecordFilter.Like(RequireText(column), One(condition, op)),
            "Equal" => ByItems(Compare(RecordComparison.Equal), condition.Value!),
            "LessThan" => Compare(RecordComparison.Less),
            "LessThanOrEqual" => Compare(RecordComparison.LessOrEqual),
            "MoreThan" => Compare(RecordComparison.Greater),
            "MoreThanOrEqual" => Compare(RecordComparison.GreaterOrEqual),
            _ => throw Refuse($"there is no operation \"{op}\""),
        };

        // A list that is kept as one text has no index, but each of its items has: the last one is an end of the text behind a comma.
        RecordFilter ByItems(RecordFilter filter, IReadOnlyList<string> texts)
        {
            var items = columns.Get(condition.Column!, forAny: true);
            var ends = items == column || texts.Contains(string.Empty) ? [] : texts.SelectMany(EndsOf).Distinct(StringComparer.Ordinal).Take(MaxEnds + 1).ToArray();
            return ends.Length is 0 or > MaxEnds
                ? filter
                : RecordFilter.All(RecordFilter.In(items, [.. ends.Select(RecordValue.Of)]), filter);
        }

        RecordComparisonFilter Compare(RecordComparison comparison) => new(column, comparison, ToValue(One(condition, op), column));
    }

    private static IEnumerable<string> EndsOf(string text)
    {
        yield return text;
        for (var comma = text.IndexOf(',', StringComparison.Ordinal); comma >= 0; comma = text.IndexOf(',', comma + 1))
        {
            yield return text[(comma + 1)..];
        }
    }

    private static string One(FindCondition condition, string op) =>
        condition.Value is [var one] ? one : throw Refuse($"Operation {op} requires one value");

    private static RecordColumn RequireText(RecordColumn column) =>
        column.Type == RecordColumnType.Text ? column : throw Refuse("Operation Like requires a column of texts");

    private static RecordValue ToValue(string value, RecordColumn column) => column.Type switch
    {
        RecordColumnType.Text => RecordValue.Of(value),
        RecordColumnType.Integer => value switch
        {
            "true" => RecordValue.Of(1),
            "false" => RecordValue.Of(0),
            _ => long.TryParse(value, CultureInfo.InvariantCulture, out var number)
                ? RecordValue.Of(number)
                : throw Refuse($"\"{value}\" is not a number"),
        },
        _ => MessageRecord.ParseTime(value) is { } time ? RecordValue.Of(time) : throw Refuse($"\"{value}\" is not a time"),
    };

    private static SutiException Refuse(string what) => new(RecordErrorCodes.InvalidQuery, what);
}
