// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>Creates the tables of kinds, and takes those of older versions over.</summary>
internal static class SqliteSchema
{
    /// <summary>The version of how kinds lie in tables at all.</summary>
    private const int Layout = 1;

    private static readonly string[] ColumnTypes = ["TEXT", "INTEGER", "INTEGER"];

    internal static void Open(SqliteConnection connection, IReadOnlyList<SqliteTable> tables)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            var layout = connection.GetNumber("PRAGMA user_version");
            if (layout > Layout)
            {
                throw Newer($"The store has the layout {layout}; this program knows {Layout}.");
            }

            connection.ExecuteOnce("CREATE TABLE IF NOT EXISTS suti_kinds (name TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, shape TEXT NOT NULL)");
            connection.ExecuteOnce($"PRAGMA user_version = {Layout}");
            foreach (var table in tables)
            {
                Open(connection, table);
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.ClearStatements();
            if (connection.IsInTransaction)
            {
                connection.Execute("ROLLBACK");
            }

            throw;
        }
    }

    private static void Open(SqliteConnection connection, SqliteTable table)
    {
        var kind = table.Sql;
        if (Find(connection, kind.Name) is not { } known)
        {
            Create(connection, kind);
        }
        else if (known.Version > kind.Version)
        {
            throw Newer($"The store holds version {known.Version} of \"{kind.Name}\"; this program knows version {kind.Version}.");
        }
        else if (known.Version < kind.Version || known.Shape != kind.Shape)
        {
            Migrate(connection, known, table);
        }
    }

    private static SqlKind? Find(SqliteConnection connection, string name)
    {
        var statement = connection.Prepare("SELECT version, shape FROM suti_kinds WHERE name = ?1");
        statement.Bind(1, name);
        try
        {
            return statement.Step() ? SqlKind.Parse(name, (int)statement.GetNumber(0), statement.GetText(1)) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    private static void Create(SqliteConnection connection, SqlKind kind)
    {
        var columns = string.Concat(kind.Singles.Select(static column => $", {column.Name} {ColumnTypes[(int)column.Column.Type]}"));
        connection.ExecuteOnce(
            $"CREATE TABLE \"{kind.Table}\" (space TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL{columns}, PRIMARY KEY (space, key))");
        foreach (var column in kind.IndexedSingles)
        {
            connection.ExecuteOnce($"CREATE INDEX \"{kind.GetIndex(column)}\" ON \"{kind.Table}\" (space, {column.Name}, key)");
        }

        foreach (var column in kind.Multiples)
        {
            connection.ExecuteOnce(
                $"CREATE TABLE \"{column.SideTable}\" (space TEXT NOT NULL, key TEXT NOT NULL, value {ColumnTypes[(int)column.Column.Type]} NOT NULL, PRIMARY KEY (space, key, value)) WITHOUT ROWID");
            connection.ExecuteOnce($"CREATE INDEX \"{kind.GetIndex(column)}\" ON \"{column.SideTable}\" (space, value, key)");
        }

        var statement = connection.Prepare("INSERT OR REPLACE INTO suti_kinds (name, version, shape) VALUES (?1, ?2, ?3)");
        statement.Bind(1, kind.Name);
        statement.Bind(2, (long)kind.Version);
        statement.Bind(3, kind.Shape);
        statement.Run();
    }

    private static void Migrate(SqliteConnection connection, SqlKind known, SqliteTable table)
    {
        // Aside first: the same version with other columns has the same names. No kind begins with a tilde.
        connection.ClearStatements();
        var before = new SqlKind("~" + known.Name, known.Version, [.. known.Columns.Select(static column => column.Column)]);
        connection.ExecuteOnce($"ALTER TABLE \"{known.Table}\" RENAME TO \"{before.Table}\"");
        foreach (var (column, moved) in known.Columns.Zip(before.Columns))
        {
            if (column.Column.IsIndexed)
            {
                connection.ExecuteOnce($"DROP INDEX \"{known.GetIndex(column)}\"");
            }

            if (column.SideTable is { } side)
            {
                connection.ExecuteOnce($"ALTER TABLE \"{side}\" RENAME TO \"{moved.SideTable}\"");
            }
        }

        Create(connection, table.Sql);
        var old = new SqliteTable(before);
        var names = string.Concat(before.Singles.Select(static column => ", " + column.Name));
        var rows = connection.Prepare($"SELECT space, key, version, body{names} FROM \"{before.Table}\"");
        while (rows.Step())
        {
            var (space, key) = (rows.GetText(0), rows.GetText(1));
            var record = new StoredRecord(key, rows.GetNumber(2), rows.GetBlob(3))
            {
                Fields = table.Sql.Keep(old.GetFields(connection, rows, 4, space, key)),
            };
            var change = RecordChange.Put(table.Sql.Kind!, key, table.Sql.Kind!.Migrate(known.Version, record));
            table.Put(connection, space, key, 0, record.Version, change.Content!);
        }

        connection.ClearStatements();
        connection.ExecuteOnce($"DROP TABLE \"{before.Table}\"");
        foreach (var column in before.Multiples)
        {
            connection.ExecuteOnce($"DROP TABLE \"{column.SideTable}\"");
        }
    }

    private static SutiException Newer(string message) => new(RecordErrorCodes.SchemaNewer, message);
}
