// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Storage.Sqlite;

/// <summary>Queries in the SQL of SQLite, where texts compare by their bytes and NULL is the smallest value.</summary>
internal sealed class SqliteQuery(string space, SqlKind kind) : SqlQuery(space, kind)
{
    protected override string ParameterPrefix => "?";

    protected override void AppendOrder(StringBuilder sql, string column, RecordOrder order) =>
        sql.Append(column).Append(order.IsDescending ? " DESC" : " ASC");

    protected override void AppendLike(StringBuilder sql, string column, RecordLikeFilter filter) =>
        sql.Append("suti_like(").Append(column).Append(", ").Append(Add(RecordValue.Of(filter.Pattern))).Append(')');

    protected override void AppendIn(StringBuilder sql, string column, RecordInFilter filter) =>
        sql.Append(column).Append(" IN (").AppendJoin(", ", filter.Values.Select(Add)).Append(')');
}
