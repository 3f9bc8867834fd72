// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Suti.Storage;

/// <summary>
/// Turns a query into SQL with parameters. There is no third truth value: <c>not</c> is pushed down to the comparisons, which
/// then name the missing value. What differs between databases is left to them.
/// </summary>
internal abstract class SqlQuery
{
    private readonly SqlKind _kind;
    private readonly StringBuilder _sql = new(256);

    /// <param name="space">The space.</param>
    /// <param name="kind">The tables of the kind.</param>
    protected SqlQuery(string space, SqlKind kind)
    {
        _kind = kind;
        Space = Add(space);
    }

    /// <summary>The values of the parameters, in order: texts, integers, or lists of either.</summary>
    internal List<object> Parameters { get; } = [];

    /// <summary>The parameter with the space.</summary>
    protected string Space { get; }

    /// <summary>How the database calls its parameters.</summary>
    protected abstract string ParameterPrefix { get; }

    internal string Select(RecordQuery query, IEnumerable<string> columns)
    {
        _sql.Append("SELECT t.key, t.version, t.body");
        foreach (var column in columns)
        {
            _sql.Append(", ").Append(column);
        }

        AppendSource(query);
        _sql.Append(" ORDER BY ");
        foreach (var order in query.Order)
        {
            AppendOrder(_sql, order.Column.IsKey ? "t.key" : "t." + _kind.Find(order.Column).Name, order);
            _sql.Append(", ");
        }

        _sql.Append("t.key");
        if (query.Take is not null || query.Skip > 0)
        {
            _sql.Append(" LIMIT ").Append(Add((long)(query.Take ?? int.MaxValue))).Append(" OFFSET ").Append(Add((long)query.Skip));
        }

        return _sql.ToString();
    }

    internal string Count(RecordQuery query)
    {
        _sql.Append("SELECT count(*)");
        AppendSource(query);
        return _sql.ToString();
    }

    /// <summary>The parameter of a value.</summary>
    protected string Add(object value)
    {
        Parameters.Add(value);
        return ParameterPrefix + Parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    protected string Add(RecordValue value) => Add(ToParameter(value));

    protected virtual object ToParameter(RecordValue value) =>
        value.Type == RecordColumnType.Text ? value.Text : value.Number;

    /// <summary>A term of the order; without a value first, or last when descending.</summary>
    protected abstract void AppendOrder(StringBuilder sql, string column, RecordOrder order);

    protected abstract void AppendLike(StringBuilder sql, string column, RecordLikeFilter filter);

    protected abstract void AppendIn(StringBuilder sql, string column, RecordInFilter filter);

    protected virtual void AppendComparison(StringBuilder sql, string column, RecordComparison comparison, RecordValue value) =>
        sql.Append(column).Append(GetOperator(comparison)).Append(Add(value));

    protected static string GetOperator(RecordComparison comparison) => comparison switch
    {
        RecordComparison.Equal => " = ",
        RecordComparison.Less => " < ",
        RecordComparison.LessOrEqual => " <= ",
        RecordComparison.Greater => " > ",
        RecordComparison.GreaterOrEqual => " >= ",
        _ => throw new SutiException(RecordErrorCodes.InvalidQuery, "There is no such comparison."),
    };

    private void AppendSource(RecordQuery query)
    {
        _sql.Append(" FROM ").Append(Quote(_kind.Table)).Append(" t WHERE t.space = ").Append(Space);
        if (query.GetEffectiveFilter() is { } filter)
        {
            _sql.Append(" AND ");
            Append(filter, isNegated: false);
        }

        // The cursor is an alternative of conditions, which no index can follow; this bound is implied by it, and one can.
        if (query is { Order: [{ IsDescending: false } order, ..], After.Values: [{ } last, ..] })
        {
            _sql.Append(" AND ");
            Append(new RecordComparisonFilter(order.Column, RecordComparison.GreaterOrEqual, last), isNegated: false);
        }
    }

    protected virtual string Quote(string table) => $"\"{table}\"";

    private void Append(RecordFilter filter, bool isNegated)
    {
        switch (filter)
        {
            case RecordAndFilter and:
                AppendEach(and.Filters, 0, and.Filters.Count, isNegated ? " OR " : " AND ", isNegated);
                break;
            case RecordOrFilter or:
                AppendEach(or.Filters, 0, or.Filters.Count, isNegated ? " AND " : " OR ", isNegated);
                break;
            case RecordNotFilter not:
                Append(not.Filter, !isNegated);
                break;
            case RecordComparisonFilter comparison:
                AppendLeaf(comparison.Column, isNegated, column => AppendComparison(_sql, column, comparison.Comparison, comparison.Value));
                break;
            case RecordInFilter { Values.Count: 0 }:
                _sql.Append(isNegated ? "1 = 1" : "1 = 0");
                break;
            case RecordInFilter list:
                AppendLeaf(list.Column, isNegated, column => AppendIn(_sql, column, list));
                break;
            case RecordLikeFilter like:
                AppendLeaf(like.Column, isNegated, column => AppendLike(_sql, column, like));
                break;
            case RecordNullFilter isNull:
                AppendNull(isNull.Column, isNegated);
                break;
            default:
                throw new SutiException(RecordErrorCodes.InvalidQuery, "There is no such filter.");
        }
    }

    /// <summary>Halves a long list, so that the tree of the expression stays flat: databases limit its depth.</summary>
    private void AppendEach(IReadOnlyList<RecordFilter> filters, int start, int end, string joint, bool isNegated)
    {
        if (end - start == 0)
        {
            _sql.Append(joint == " AND " ? "1 = 1" : "1 = 0");
        }
        else if (end - start == 1)
        {
            Append(filters[start], isNegated);
        }
        else
        {
            var middle = (start + end) / 2;
            _sql.Append('(');
            AppendEach(filters, start, middle, joint, isNegated);
            _sql.Append(joint);
            AppendEach(filters, middle, end, joint, isNegated);
            _sql.Append(')');
        }
    }

    private void AppendLeaf(RecordColumn column, bool isNegated, Action<string> append)
    {
        if (column.IsKey)
        {
            _sql.Append(isNegated ? "NOT (" : "(");
            append("t.key");
            _sql.Append(')');
            return;
        }

        var found = _kind.Find(column);
        if (found.SideTable is { } side)
        {
            _sql.Append(isNegated ? "t.key NOT IN (" : "t.key IN (");
            _sql.Append("SELECT m.key FROM ").Append(Quote(side)).Append(" m WHERE m.space = ").Append(Space).Append(" AND (");
            append("m.value");
            _sql.Append("))");
            return;
        }

        var name = "t." + found.Name;
        _sql.Append(isNegated ? $"({name} IS NULL OR NOT (" : "(");
        append(name);
        _sql.Append(isNegated ? "))" : ")");
    }

    private void AppendNull(RecordColumn column, bool isNegated)
    {
        if (column.IsKey)
        {
            _sql.Append(isNegated ? "1 = 1" : "1 = 0");
            return;
        }

        var found = _kind.Find(column);
        if (found.SideTable is { } side)
        {
            _sql.Append(isNegated ? "t.key IN (" : "t.key NOT IN (");
            _sql.Append("SELECT m.key FROM ").Append(Quote(side)).Append(" m WHERE m.space = ").Append(Space).Append(')');
            return;
        }

        _sql.Append("t.").Append(found.Name).Append(isNegated ? " IS NOT NULL" : " IS NULL");
    }
}
