// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Storage.Postgres;

/// <summary>
/// Queries in the SQL of PostgreSQL. Long texts do not fit an index, so that texts are indexed by how they begin; what is
/// asked of the text is asked of its beginning too.
/// </summary>
internal sealed class PostgresQuery(string schema, string space, SqlKind kind) : SqlQuery(space, kind)
{
    /// <summary>Four bytes each at most, which leaves room for a key of the greatest length beside them.</summary>
    internal const int PrefixLength = 96;

    protected override string ParameterPrefix => "$";

    internal static string Prefix(string column) => $"left({column}, {PrefixLength})";

    protected override string Quote(string table) => $"\"{schema}\".\"{table}\"";

    protected override object ToParameter(RecordValue value) =>
        value.Type == RecordColumnType.Text ? PostgresText.Encode(value.Text) : value.Number;

    protected override void AppendOrder(StringBuilder sql, string column, RecordOrder order)
    {
        var direction = order.IsDescending ? " DESC NULLS LAST" : " ASC NULLS FIRST";
        if (order.Column is { Type: RecordColumnType.Text, IsKey: false })
        {
            sql.Append(Prefix(column)).Append(direction).Append(", ");
        }

        sql.Append(column).Append(direction);
    }

    protected override void AppendComparison(StringBuilder sql, string column, RecordComparison comparison, RecordValue value)
    {
        if (value.Type == RecordColumnType.Text && column != "t.key")
        {
            var outer = comparison switch
            {
                RecordComparison.Less => RecordComparison.LessOrEqual,
                RecordComparison.Greater => RecordComparison.GreaterOrEqual,
                var same => same,
            };
            sql.Append(Prefix(column)).Append(GetOperator(outer)).Append(Prefix(Add(value))).Append(" AND ");
        }

        base.AppendComparison(sql, column, comparison, value);
    }

    protected override void AppendIn(StringBuilder sql, string column, RecordInFilter filter)
    {
        if (filter.Column.Type != RecordColumnType.Text)
        {
            sql.Append(column).Append(" = ANY(").Append(Add(filter.Values.Select(static value => value.Number).ToArray())).Append(')');
            return;
        }

        var texts = filter.Values.Select(static value => PostgresText.Encode(value.Text)).ToArray();
        if (column != "t.key")
        {
            sql.Append(Prefix(column)).Append(" = ANY(").Append(Add(texts.Select(TakePrefix).Distinct(StringComparer.Ordinal).ToArray())).Append(") AND ");
        }

        sql.Append(column).Append(" = ANY(").Append(Add(texts)).Append(')');
    }

    protected override void AppendLike(StringBuilder sql, string column, RecordLikeFilter filter) =>
        sql.Append(column).Append(" ~ ").Append(Add(PostgresPattern.ToExpression(RecordValue.Of(filter.Pattern).Text)));

    /// <summary>What <c>left()</c> gives: it counts code points.</summary>
    private static string TakePrefix(string text)
    {
        var end = 0;
        for (var count = 0; count < PrefixLength && end < text.Length; count++)
        {
            end += char.IsHighSurrogate(text[end]) ? 2 : 1;
        }

        return text[..end];
    }
}
