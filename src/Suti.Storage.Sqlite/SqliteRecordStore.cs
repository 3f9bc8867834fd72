// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>
/// Records in a SQLite file: write-ahead log with full synchronization, so that what was committed survives the end of the
/// process and of the power. Several processes may use one file. Reads run on the thread of the caller.
/// </summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteStoreOptions _options;
    private readonly SqliteReaders _readers;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile Dictionary<string, SqliteTable> _tables = new(StringComparer.Ordinal);
    private SqliteWriter? _writer;
    private bool _isDisposed;

    /// <summary>Names a file. Nothing is opened yet.</summary>
    public SqliteRecordStore(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options with { Path = Path.GetFullPath(options.Path) };
        _readers = new(() => Connect(_options));
    }

    /// <summary>Names a file. Nothing is opened yet.</summary>
    public SqliteRecordStore(string path)
        : this(new SqliteStoreOptions { Path = path })
    {
    }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var added = kinds.Select(static kind => new SqliteTable(new(kind))).ToArray();
            using (var connection = await SqliteFile.OpenAsync(_options, cancellationToken).ConfigureAwait(false))
            {
                SqliteSchema.Open(connection, added);
            }

            var tables = new Dictionary<string, SqliteTable>(_tables, StringComparer.Ordinal);
            foreach (var table in added)
            {
                tables[table.Sql.Name] = table;
            }

            _writer ??= new(ConnectWriter(_options), new(Connect(_options)));
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
        cancellationToken.ThrowIfCancellationRequested();
        var table = Find(kind);
        var connection = _readers.Rent();
        try
        {
            return new(table.Get(connection, space, key));
        }
        finally
        {
            _readers.Return(connection);
        }
    }

    /// <inheritdoc/>
    public ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SpaceContext.Check(space);
        query.Check();
        return new(Read(query.Kind, (connection, table) => SqliteSelect.Run(connection, table, space, query), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        SpaceContext.Check(space);
        query.Check();
        return new(Read(query.Kind, (connection, table) => SqliteSelect.Count(connection, table, space, query), cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(
        string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        var entries = new (RecordChange, SqliteTable)[changes.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = (changes[index], Find(changes[index].Kind));
        }

        if (entries.Length > 0)
        {
            await RequireWriter().CommitAsync(new(space, entries, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireWriter();
        var connection = _readers.Rent();
        try
        {
            var spaces = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var table in _tables.Values)
            {
                SqliteSelect.AddSpaces(connection, table, spaces);
            }

            return new((IReadOnlyList<string>)[.. spaces]);
        }
        finally
        {
            _readers.Return(connection);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        _opening.Release();
        _readers.Dispose();
        if (_writer is { } writer)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static SqliteConnection Connect(SqliteStoreOptions options)
    {
        var connection = new SqliteConnection(options.Path, options.BusyTimeout);
        connection.ExecuteOnce("PRAGMA synchronous = FULL");
        connection.ExecuteOnce("PRAGMA cache_size = -8192");
        return connection;
    }

    private static SqliteConnection ConnectWriter(SqliteStoreOptions options)
    {
        var connection = Connect(options);

        // Many writes land somewhere else in every index: those pages are kept in memory, 16 MiB at most. More would cost more than
        // it saves, since SQLite walks over all of them after commits that split pages.
        connection.ExecuteOnce("PRAGMA cache_size = -16384");

        // SqliteCheckpoints sees to it.
        connection.ExecuteOnce("PRAGMA wal_autocheckpoint = 0");
        return connection;
    }

    private T Read<T>(RecordKind kind, Func<SqliteConnection, SqliteTable, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var table = Find(kind);
        var connection = _readers.Rent();
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((SqliteConnection)state!).Interrupt(), connection);
            var answer = read(connection, table);

            // SQLite forgets an interruption that comes before the first step.
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
        finally
        {
            _readers.Return(connection);
        }
    }

    private SqliteWriter RequireWriter() => _writer ?? throw new InvalidOperationException("The store is not open.");

    private SqliteTable Find(RecordKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return _tables.TryGetValue(kind.Name, out var table) && table.Sql.Version == kind.Version
            ? table
            : throw new InvalidOperationException($"The store was not opened with version {kind.Version} of \"{kind.Name}\".");
    }
}
