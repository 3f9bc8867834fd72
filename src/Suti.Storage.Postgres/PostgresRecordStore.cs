// SPDX-License-Identifier: Apache-2.0

using Npgsql;
using NpgsqlTypes;

namespace Suti.Storage.Postgres;

/// <summary>
/// Records in PostgreSQL, shared by any number of processes. A transaction is one batch, which the server does whole or not
/// at all, in one round trip.
/// </summary>
public sealed class PostgresRecordStore : IRecordStore
{
    private const int MaxAttempts = 20;

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile Dictionary<string, PostgresTable> _tables = new(StringComparer.Ordinal);

    /// <summary>Names a database. Nothing is opened yet.</summary>
    public PostgresRecordStore(PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Schema.Length is 0 or > 63
            || !char.IsAsciiLetterLower(options.Schema[0])
            || !options.Schema.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new ArgumentException("A schema is named by lower-case letters, digits and underscores, a letter first.", nameof(options));
        }

        _schema = options.Schema;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // What is asked again and again is prepared, once a connection.
            MaxAutoPrepare = 100,
        });
    }

    /// <summary>Names a database. Nothing is opened yet.</summary>
    public PostgresRecordStore(string connectionString)
        : this(new PostgresStoreOptions { ConnectionString = connectionString })
    {
    }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var added = kinds.Select(kind => new PostgresTable(_schema, new(kind))).ToArray();
            await RunAsync(
                async connection =>
                {
                    await new PostgresSchema(connection, _schema).OpenAsync(added, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            var tables = new Dictionary<string, PostgresTable>(_tables, StringComparer.Ordinal);
            foreach (var table in added)
            {
                tables[table.Sql.Name] = table;
            }

            _tables = tables;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> GetAsync(
        string space, RecordKind kind, string key, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(key);
        var table = Find(kind);
        return RunAsync(
            async connection =>
            {
                var batch = new NpgsqlBatch(connection) { BatchCommands = { PostgresTable.Command(table.Get, space, PostgresText.Encode(RecordValue.Of(key).Text)) } };
                await using var batchScope = batch.ConfigureAwait(false);
                var row = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using var rowScope = row.ConfigureAwait(false);
                return await row.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? new StoredRecord(key, row.GetInt64(0), row.GetFieldValue<byte[]>(1))
                    : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SpaceContext.Check(space);
        query.Check();
        var table = Find(query.Kind);
        var (first, rest) = SqlPages.Split(query);
        return RunAsync(
            async connection =>
            {
                var page = await ReadAsync(connection, space, table, first, cancellationToken).ConfigureAwait(false);
                return SqlPages.Continue(rest, page) is { } more
                    ? SqlPages.Join(page, await ReadAsync(connection, space, table, more, cancellationToken).ConfigureAwait(false))
                    : page;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SpaceContext.Check(space);
        query.Check();
        var sql = new PostgresQuery(_schema, space, Find(query.Kind).Sql);
        var text = sql.Count(query);
        return RunAsync(
            async connection =>
            {
                var command = CreateCommand(connection, text, sql.Parameters);
                await using var commandScope = command.ConfigureAwait(false);
                return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(
        string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(changes);

        if (changes.Count == 0)
        {
            return;
        }

        var transaction = new PostgresTransaction(space, [.. changes.Select(change => (change, Find(change.Kind)))]);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(
                    async connection =>
                    {
                        var batch = new NpgsqlBatch(connection);
                        await using var batchScope = batch.ConfigureAwait(false);
                        transaction.Write(batch.BatchCommands);
                        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    },
                    cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (PostgresError.IsCollision(exception))
            {
                if (attempt == MaxAttempts)
                {
                    throw PostgresError.Translate(exception);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default)
    {
        var spaces = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in _tables.Values)
        {
            // From each space to the next, so that it costs by the number of spaces and not of records.
            var name = $"\"{_schema}\".\"{table.Sql.Table}\"";
            var text = $"""
                WITH RECURSIVE found AS (
                  (SELECT min(space) AS space FROM {name})
                  UNION ALL SELECT (SELECT min(t.space) FROM {name} t WHERE t.space > found.space) FROM found WHERE found.space IS NOT NULL)
                SELECT space FROM found WHERE space IS NOT NULL
                """;
            spaces.UnionWith(await RunAsync(
                async connection =>
                {
                    var command = CreateCommand(connection, text, []);
                    await using var commandScope = command.ConfigureAwait(false);
                    var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using var rowsScope = rows.ConfigureAwait(false);
                    var found = new List<string>();
                    while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        found.Add(rows.GetString(0));
                    }

                    return found;
                },
                cancellationToken).ConfigureAwait(false));
        }

        return [.. spaces];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlCommand CreateCommand(NpgsqlConnection connection, string text, List<object> parameters)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in parameters)
        {
            command.Parameters.Add(value switch
            {
                string single => new NpgsqlParameter<string> { TypedValue = single, NpgsqlDbType = NpgsqlDbType.Text },
                long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
                string[] several => new NpgsqlParameter<string[]> { TypedValue = several, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                _ => new NpgsqlParameter<long[]> { TypedValue = (long[])value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            });
        }

        return command;
    }

    private async Task<RecordPage> ReadAsync(
        NpgsqlConnection connection, string space, PostgresTable table, RecordQuery query, CancellationToken cancellationToken)
    {
        var kind = table.Sql;
        var sql = new PostgresQuery(_schema, space, kind);
        var orders = query.Take is null ? [] : query.Order.Where(static order => !order.Column.IsKey).ToArray();
        var columns = orders.Select(order => "t." + kind.Find(order.Column).Name).Concat(query.IncludeFields ? table.FieldColumns : []);
        var command = CreateCommand(connection, sql.Select(query, columns), sql.Parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var rowScope = row.ConfigureAwait(false);
        var records = new List<StoredRecord>();
        RecordCursor? next = null;
        while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var record = new StoredRecord(PostgresText.Decode(row.GetString(0)), row.GetInt64(1), row.GetFieldValue<byte[]>(2));
            records.Add(query.IncludeFields
                ? record with { Fields = PostgresRows.ReadFields(row, 3 + orders.Length, kind) }
                : record);
            if (records.Count == query.Take)
            {
                var index = 3;
                next = new(
                    [.. query.Order.Select(order => order.Column.IsKey
                        ? RecordValue.Of(record.Key)
                        : PostgresRows.ReadValue(row, index++, order.Column.Type))],
                    record.Key);
            }
        }

        return new(records, next);
    }

    private async ValueTask<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionScope = connection.ConfigureAwait(false);
            return await run(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresError.IsFailure(exception))
        {
            throw PostgresError.Translate(exception);
        }
    }

    private PostgresTable Find(RecordKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return _tables.TryGetValue(kind.Name, out var table) && table.Sql.Version == kind.Version
            ? table
            : throw new InvalidOperationException($"The store was not opened with version {kind.Version} of \"{kind.Name}\".");
    }
}
