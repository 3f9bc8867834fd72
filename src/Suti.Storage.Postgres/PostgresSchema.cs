// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Npgsql;

namespace Suti.Storage.Postgres;

/// <summary>
/// Creates the tables of kinds, and takes those of older versions over: in one transaction, under a lock, so that of many
/// processes that start at once one does it and the others find it done.
/// </summary>
internal sealed class PostgresSchema(NpgsqlConnection connection, string schema)
{
    /// <summary>The version of how kinds lie in tables at all.</summary>
    private const long Layout = 1;

    /// <summary>"suti", as the number that advisory locks take.</summary>
    private const int LockNumber = 0x73757469;

    private const int BatchSize = 200;

    private static readonly string[] ColumnTypes = ["text COLLATE \"C\"", "bigint", "bigint"];

    internal async Task OpenAsync(IReadOnlyList<PostgresTable> tables, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await ExecuteAsync($"SELECT pg_advisory_xact_lock({LockNumber.ToString(CultureInfo.InvariantCulture)}, hashtext('{schema}'))", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(
            $"""
            CREATE SCHEMA IF NOT EXISTS "{schema}";
            CREATE TABLE IF NOT EXISTS "{schema}".suti_kinds (name text PRIMARY KEY, version integer NOT NULL, shape text NOT NULL);
            CREATE OR REPLACE FUNCTION "{schema}".suti_expect(matched bigint) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
              IF matched = 0 THEN RAISE EXCEPTION 'another version' USING ERRCODE = '{PostgresError.ConflictState}'; END IF;
            END $$;
            """,
            cancellationToken).ConfigureAwait(false);
        if (await FindAsync(".layout", cancellationToken).ConfigureAwait(false) is not { } layout)
        {
            await SetAsync(".layout", Layout, string.Empty, cancellationToken).ConfigureAwait(false);
        }
        else if (layout.Version > Layout)
        {
            throw Newer($"The store has the layout {layout.Version}; this program knows {Layout}.");
        }

        foreach (var table in tables)
        {
            await OpenAsync(table, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task OpenAsync(PostgresTable table, CancellationToken cancellationToken)
    {
        var kind = table.Sql;
        if (await FindAsync(kind.Name, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            await CreateAsync(kind, cancellationToken).ConfigureAwait(false);
        }
        else if (known.Version > kind.Version)
        {
            throw Newer($"The store holds version {known.Version} of \"{kind.Name}\"; this program knows version {kind.Version}.");
        }
        else if (known.Version < kind.Version || known.Shape != kind.Shape)
        {
            await MigrateAsync(known, table, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SqlKind?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT version, shape FROM \"{schema}\".suti_kinds WHERE name = $1", connection);
        await using var commandScope = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? SqlKind.Parse(name, reader.GetInt32(0), reader.GetString(1))
            : null;
    }

    private async Task SetAsync(string name, long version, string shape, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"INSERT INTO \"{schema}\".suti_kinds VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET version = $2, shape = $3", connection);
        await using var commandScope = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)version });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shape });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(SqlKind kind, CancellationToken cancellationToken)
    {
        const string Identity = "space text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL";
        var columns = string.Concat(kind.Singles.Select(static column => $", {column.Name} {ColumnTypes[(int)column.Column.Type]}"));
        await ExecuteAsync(
            $"CREATE TABLE \"{schema}\".\"{kind.Table}\" ({Identity}, version bigint NOT NULL, body bytea NOT NULL{columns}, CONSTRAINT \"p{kind.Table}\" PRIMARY KEY (space, key))",
            cancellationToken).ConfigureAwait(false);
        foreach (var column in kind.IndexedSingles.Where(static column => !column.Column.IsUnique))
        {
            await ExecuteAsync(
                $"CREATE INDEX \"{kind.GetIndex(column)}\" ON \"{schema}\".\"{kind.Table}\" (space, {Indexed(column, column.Name)} NULLS FIRST, key)",
                cancellationToken).ConfigureAwait(false);
        }

        foreach (var column in kind.Uniques)
        {
            await ExecuteAsync(
                $"CREATE UNIQUE INDEX \"{kind.GetIndex(column)}\" ON \"{schema}\".\"{kind.Table}\" (space, {column.Name})",
                cancellationToken).ConfigureAwait(false);
        }

        foreach (var column in kind.Multiples)
        {
            await ExecuteAsync(
                $"CREATE TABLE \"{schema}\".\"{column.SideTable}\" ({Identity}, value {ColumnTypes[(int)column.Column.Type]} NOT NULL)",
                cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(
                $"CREATE INDEX \"{kind.GetIndex(column)}\" ON \"{schema}\".\"{column.SideTable}\" (space, {Indexed(column, "value")}, key)",
                cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(
                $"CREATE INDEX \"{GetKeyIndex(kind, column)}\" ON \"{schema}\".\"{column.SideTable}\" (space, key)", cancellationToken).ConfigureAwait(false);
        }

        await SetAsync(kind.Name, kind.Version, kind.Shape, cancellationToken).ConfigureAwait(false);
    }

    private async Task MigrateAsync(SqlKind known, PostgresTable table, CancellationToken cancellationToken)
    {
        // Aside first: the same version with other columns has the same names. No kind begins with a tilde.
        var before = new SqlKind("~" + known.Name, known.Version, [.. known.Columns.Select(static column => column.Column)]);
        await ExecuteAsync($"LOCK TABLE \"{schema}\".\"{known.Table}\" IN ACCESS EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
        await RenameAsync(known.Table, before.Table, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync($"ALTER INDEX \"{schema}\".\"p{known.Table}\" RENAME TO \"p{before.Table}\"", cancellationToken).ConfigureAwait(false);
        foreach (var (column, moved) in known.Columns.Zip(before.Columns))
        {
            if (column.Column.IsIndexed || column.Column.IsUnique)
            {
                await ExecuteAsync($"DROP INDEX \"{schema}\".\"{known.GetIndex(column)}\"", cancellationToken).ConfigureAwait(false);
            }

            if (column.SideTable is { } side)
            {
                await RenameAsync(side, moved.SideTable!, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    $"ALTER INDEX \"{schema}\".\"{GetKeyIndex(known, column)}\" RENAME TO \"{GetKeyIndex(before, moved)}\"", cancellationToken).ConfigureAwait(false);
            }
        }

        await CreateAsync(table.Sql, cancellationToken).ConfigureAwait(false);
        await CopyAsync(new PostgresTable(schema, before), known.Version, table, cancellationToken).ConfigureAwait(false);
        foreach (var name in before.Multiples.Select(static column => column.SideTable!).Prepend(before.Table))
        {
            await ExecuteAsync($"DROP TABLE \"{schema}\".\"{name}\"", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(PostgresTable before, int fromVersion, PostgresTable table, CancellationToken cancellationToken)
    {
        // By pages, as a connection cannot read and write at once.
        var (space, key) = (string.Empty, string.Empty);
        var select = $"SELECT t.space, t.key, t.version, t.body{string.Concat(before.FieldColumns.Select(static column => ", " + column))}"
            + $" FROM \"{schema}\".\"{before.Sql.Table}\" t WHERE (t.space, t.key) > ($1, $2) ORDER BY t.space, t.key LIMIT {BatchSize}";
        while (true)
        {
            var page = new List<(string Space, StoredRecord Record)>(BatchSize);
            var command = new NpgsqlCommand(select, connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = space });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using var readerScope = reader.ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var record = new StoredRecord(reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3));
                    page.Add((reader.GetString(0), record with { Fields = table.Sql.Keep(PostgresRows.ReadFields(reader, 4, before.Sql)) }));
                }
            }

            if (page.Count == 0)
            {
                return;
            }

            (space, key) = (page[^1].Space, page[^1].Record.Key);
            var batch = new NpgsqlBatch(connection);
            await using var batchScope = batch.ConfigureAwait(false);
            foreach (var (place, record) in page)
            {
                var named = record with { Key = PostgresText.Decode(record.Key) };
                var content = RecordChange.Put(table.Sql.Kind!, named.Key, table.Sql.Kind!.Migrate(fromVersion, named)).Content!;
                table.AddCopy(batch.BatchCommands, place, record.Key, record.Version, content);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string GetKeyIndex(SqlKind kind, SqlColumn column) => "k" + kind.GetIndex(column);

    private static string Indexed(SqlColumn column, string name) =>
        column.Column.Type == RecordColumnType.Text ? $"({PostgresQuery.Prefix(name)})" : name;

    private static SutiException Newer(string message) => new(RecordErrorCodes.SchemaNewer, message);

    private Task RenameAsync(string from, string to, CancellationToken cancellationToken) =>
        ExecuteAsync($"ALTER TABLE \"{schema}\".\"{from}\" RENAME TO \"{to}\"", cancellationToken);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var commandScope = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
