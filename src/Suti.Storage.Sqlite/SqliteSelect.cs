// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>Answers queries.</summary>
internal static class SqliteSelect
{
    internal static RecordPage Run(SqliteConnection connection, SqliteTable table, string space, RecordQuery query)
    {
        var (first, rest) = SqlPages.Split(query);

        // What takes several statements must see one moment: a page in two parts, and columns with several values.
        var isTransaction = rest is not null || (query.IncludeFields && table.Sql.Multiples.Count > 0);
        if (isTransaction)
        {
            connection.Execute("BEGIN");
        }

        try
        {
            var page = Read(connection, table, space, first);
            return SqlPages.Continue(rest, page) is { } more ? SqlPages.Join(page, Read(connection, table, space, more)) : page;
        }
        finally
        {
            if (isTransaction && connection.IsInTransaction)
            {
                connection.Execute("COMMIT");
            }
        }
    }

    internal static long Count(SqliteConnection connection, SqliteTable table, string space, RecordQuery query)
    {
        var sql = new SqliteQuery(space, table.Sql);
        var statement = Bind(connection, sql.Count(query), sql);
        try
        {
            statement.Step();
            return statement.GetNumber(0);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>From each space to the next, so that it costs by the number of spaces and not of records.</summary>
    internal static void AddSpaces(SqliteConnection connection, SqliteTable table, SortedSet<string> spaces)
    {
        var statement = connection.Prepare($"SELECT min(space) FROM \"{table.Sql.Table}\" WHERE space > ?1");
        var last = string.Empty;
        while (true)
        {
            statement.Bind(1, last);
            statement.Step();
            var next = statement.GetValue(0, RecordColumnType.Text);
            statement.Reset();
            if (next is not { } found)
            {
                return;
            }

            last = found.Text;
            spaces.Add(last);
        }
    }

    private static SqliteStatement Bind(SqliteConnection connection, string text, SqliteQuery sql)
    {
        var statement = connection.Prepare(text);
        for (var index = 0; index < sql.Parameters.Count; index++)
        {
            statement.Bind(index + 1, sql.Parameters[index]);
        }

        return statement;
    }

    private static RecordPage Read(SqliteConnection connection, SqliteTable table, string space, RecordQuery query)
    {
        var sql = new SqliteQuery(space, table.Sql);
        var orders = query.Order.Where(static order => !order.Column.IsKey).Select(order => table.Sql.Find(order.Column)).ToArray();
        var columns = query.IncludeFields ? table.Sql.Singles : query.Take is null ? [] : orders;
        var rows = Bind(connection, sql.Select(query, columns.Select(static column => "t." + column.Name)), sql);
        var records = new List<StoredRecord>();
        RecordCursor? next = null;
        try
        {
            while (rows.Step())
            {
                var record = new StoredRecord(rows.GetText(0), rows.GetNumber(1), rows.GetBlob(2));
                records.Add(query.IncludeFields
                    ? record with { Fields = table.GetFields(connection, rows, 3, space, record.Key) }
                    : record);
                if (records.Count == query.Take)
                {
                    next = GetCursor(query, rows, columns, record.Key);
                }
            }
        }
        finally
        {
            rows.Reset();
        }

        return new(records, next);
    }

    private static RecordCursor GetCursor(RecordQuery query, SqliteStatement row, IReadOnlyList<SqlColumn> columns, string key)
    {
        var values = query.Order.Select(order =>
        {
            if (order.Column.IsKey)
            {
                return RecordValue.Of(key);
            }

            var place = 0;
            while (columns[place].Column != order.Column)
            {
                place++;
            }

            return row.GetValue(3 + place, order.Column.Type);
        });
        return new([.. values], key);
    }
}
