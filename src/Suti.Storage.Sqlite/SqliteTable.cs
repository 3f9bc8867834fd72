// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Storage.Sqlite;

/// <summary>The statements of one kind.</summary>
internal sealed class SqliteTable
{
    private readonly string _selectVersion;
    private readonly string _select;
    private readonly string _insert;
    private readonly string _insertNew;
    private readonly string _update;
    private readonly string _delete;
    private readonly string[] _selectHolders;
    private readonly (string Insert, string Delete, string Select)[] _sides;

    internal SqliteTable(SqlKind kind)
    {
        Sql = kind;
        var table = $"\"{kind.Table}\"";
        const string Where = " WHERE space = ?1 AND key = ?2";
        var names = kind.Singles.Select(static column => column.Name).ToArray();
        _selectVersion = $"SELECT version FROM {table}{Where}";
        _select = $"SELECT version, body FROM {table}{Where}";
        _insert = $"INSERT INTO {table} ({string.Join(", ", (string[])["space", "key", "version", "body", .. names])})"
            + $" VALUES ({string.Join(", ", Enumerable.Range(1, names.Length + 4).Select(Parameter))})";
        _insertNew = _insert + " ON CONFLICT DO NOTHING";
        _update = $"UPDATE {table} SET {string.Join(", ", ((string[])["version", "body", .. names]).Select(static (name, index) => $"{name} = {Parameter(index + 3)}"))}{Where}";
        _delete = $"DELETE FROM {table}{Where}";
        _selectHolders = [.. kind.Uniques.Select(column => $"SELECT key FROM {table} WHERE space = ?1 AND {column.Name} = ?2")];
        _sides = [.. kind.Multiples.Select(static column => (
            $"INSERT INTO \"{column.SideTable}\" (space, key, value) VALUES (?1, ?2, ?3)",
            $"DELETE FROM \"{column.SideTable}\"{Where}",
            $"SELECT value FROM \"{column.SideTable}\"{Where} ORDER BY value"))];
    }

    internal SqlKind Sql { get; }

    /// <summary>The version of a record; 0 when there is none.</summary>
    internal long GetVersion(SqliteConnection connection, string space, string key)
    {
        var statement = Find(connection, _selectVersion, space, key);
        try
        {
            return statement.Step() ? statement.GetNumber(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The key of the record that has a value in one of <see cref="SqlKind.Uniques"/>, or null.</summary>
    internal string? GetHolder(SqliteConnection connection, string space, int unique, RecordValue value)
    {
        var statement = connection.Prepare(_selectHolders[unique]);
        statement.Bind(1, space);
        statement.Bind(2, value);
        try
        {
            return statement.Step() ? statement.GetText(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    internal StoredRecord? Get(SqliteConnection connection, string space, string key)
    {
        var statement = Find(connection, _select, space, key);
        try
        {
            return statement.Step() ? new(key, statement.GetNumber(0), statement.GetBlob(1)) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Writes a record over the one with the version <paramref name="oldVersion"/>, or none when it is 0.</summary>
    internal void Put(SqliteConnection connection, string space, string key, long oldVersion, long version, RecordContent content)
    {
        if (oldVersion > 0)
        {
            DeleteSides(connection, space, key);
        }

        Run(connection, oldVersion == 0 ? _insert : _update, space, key, version, content);
        PutSides(connection, space, key, content.Fields);
    }

    /// <summary>Writes the first version of a record, unless there is one.</summary>
    internal bool TryInsert(SqliteConnection connection, string space, string key, RecordContent content)
    {
        Run(connection, _insertNew, space, key, 1, content);
        if (connection.ChangedRows == 0)
        {
            return false;
        }

        PutSides(connection, space, key, content.Fields);
        return true;
    }

    internal void Delete(SqliteConnection connection, string space, string key)
    {
        DeleteSides(connection, space, key);
        Find(connection, _delete, space, key).Run();
    }

    /// <summary>Adds the values of the columns with several to those that a row gave.</summary>
    internal IReadOnlyList<RecordField> GetFields(
        SqliteConnection connection, SqliteStatement row, int firstColumn, string space, string key)
    {
        var fields = new List<RecordField>(Sql.Columns.Count);
        var (single, side) = (0, 0);
        foreach (var column in Sql.Columns)
        {
            if (column.SideTable is null)
            {
                if (row.GetValue(firstColumn + single++, column.Column.Type) is { } value)
                {
                    fields.Add(new(column.Column, value));
                }

                continue;
            }

            var values = Find(connection, _sides[side++].Select, space, key);
            while (values.Step())
            {
                fields.Add(new(column.Column, values.GetValue(0, column.Column.Type)!.Value));
            }

            values.Reset();
        }

        return fields;
    }

    private static string Parameter(int number) => "?" + number.ToString(CultureInfo.InvariantCulture);

    private static SqliteStatement Find(SqliteConnection connection, string sql, string space, string key)
    {
        var statement = connection.Prepare(sql);
        statement.Bind(1, space);
        statement.Bind(2, key);
        return statement;
    }

    /// <summary>The fields stand in the order of the columns, so that one walk finds all.</summary>
    private static RecordValue? TakeSingle(IReadOnlyList<RecordField> fields, ref int next, SqlColumn column)
    {
        for (; next < fields.Count; next++)
        {
            if (fields[next].Column == column.Column)
            {
                return fields[next++].Value;
            }

            if (!fields[next].Column.IsMultiValued)
            {
                return null;
            }
        }

        return null;
    }

    private void Run(SqliteConnection connection, string sql, string space, string key, long version, RecordContent content)
    {
        var statement = Find(connection, sql, space, key);
        statement.Bind(3, version);
        statement.Bind(4, content.Body.Span);
        var next = 0;
        for (var index = 0; index < Sql.Singles.Count; index++)
        {
            statement.Bind(index + 5, TakeSingle(content.Fields, ref next, Sql.Singles[index]));
        }

        statement.Run();
    }

    private void PutSides(SqliteConnection connection, string space, string key, IReadOnlyList<RecordField> fields)
    {
        foreach (var field in fields)
        {
            for (var index = 0; field.Column.IsMultiValued && index < _sides.Length; index++)
            {
                if (Sql.Multiples[index].Column == field.Column)
                {
                    var statement = Find(connection, _sides[index].Insert, space, key);
                    statement.Bind(3, field.Value);
                    statement.Run();
                }
            }
        }
    }

    private void DeleteSides(SqliteConnection connection, string space, string key)
    {
        foreach (var (_, delete, _) in _sides)
        {
            Find(connection, delete, space, key).Run();
        }
    }
}
