// SPDX-License-Identifier: Apache-2.0

using System.Text;
using SQLitePCL;

namespace Suti.Storage.Sqlite;

/// <summary>A connection with its prepared statements. One thread uses it at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int MaxStatements = 256;

    /// <summary>SQLITE_DBSTATUS_CACHE_WRITE.</summary>
    private const int CacheWrites = 9;

    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private byte[] _pattern = [];
    private RecordLikeFilter? _like;

    internal SqliteConnection(string path, TimeSpan busyTimeout)
    {
        SqliteLibrary.Require();
        var code = raw.sqlite3_open_v2(
            path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            if (code != raw.SQLITE_OK)
            {
                throw new SutiException(RecordErrorCodes.StoreUnavailable, $"The database cannot be opened: SQLite answered {code}.");
            }

            SqliteError.Check(_database, raw.sqlite3_busy_timeout(_database, (int)Math.Min(busyTimeout.TotalMilliseconds, int.MaxValue)));
            SqliteError.Check(_database, raw.sqlite3_create_function(
                _database, "suti_like", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Like));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The statement with this text, prepared once. It is used and reset before it is asked for again.</summary>
    internal SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            return statement;
        }

        if (_statements.Count == MaxStatements)
        {
            ClearStatements();
        }

        SqliteError.Check(_database, raw.sqlite3_prepare_v2(_database, sql, out var prepared));
        statement = new(_database, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    internal void Execute(string sql) => Prepare(sql).Run();

    /// <summary>Runs a statement once; nothing of it is kept.</summary>
    internal void ExecuteOnce(string sql)
    {
        SqliteError.Check(_database, raw.sqlite3_prepare_v2(_database, sql, out var prepared));
        using var statement = new SqliteStatement(_database, prepared);
        while (statement.Step())
        {
            // A pragma may answer with rows.
        }
    }

    internal long GetNumber(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() ? statement.GetNumber(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Whether a transaction is open: SQLite ends it by itself after some errors.</summary>
    internal bool IsInTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>How many rows the last statement wrote.</summary>
    internal int ChangedRows => raw.sqlite3_changes(_database);

    /// <summary>How many pages were written since this was last asked.</summary>
    internal int TakeWrittenPages() =>
        raw.sqlite3_db_status(_database, CacheWrites, out var pages, out _, 1) == raw.SQLITE_OK ? pages : 0;

    /// <summary>
    /// Copies what it can from the log into the file, waiting for nobody. What it cannot stays in the log, where it is as safe: so
    /// whatever SQLite answers, there is nobody to tell.
    /// </summary>
    internal void Checkpoint() => raw.sqlite3_wal_checkpoint_v2(_database, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>Ends what runs on this connection. The one method that another thread may call.</summary>
    internal void Interrupt() => raw.sqlite3_interrupt(_database);

    internal void ClearStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }

    public void Dispose()
    {
        ClearStatements();
        _database.Dispose();
    }

    /// <summary>
    /// The pattern matching of records. SQLite's own stops at NUL, takes no plain backslash before other characters and
    /// refuses long patterns.
    /// </summary>
    private void Like(sqlite3_context context, object userData, sqlite3_value[] arguments)
    {
        if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL)
        {
            raw.sqlite3_result_null(context);
            return;
        }

        var pattern = raw.sqlite3_value_blob(arguments[1]);
        if (_like is null || !pattern.SequenceEqual(_pattern))
        {
            _pattern = pattern.ToArray();
            _like = new(RecordColumn.Key, Encoding.UTF8.GetString(pattern));
        }

        var text = raw.sqlite3_value_blob(arguments[0]);
        const int StackSize = 512;
        Span<char> characters = text.Length <= StackSize ? stackalloc char[StackSize] : new char[text.Length];
        var length = Encoding.UTF8.GetChars(text, characters);
        raw.sqlite3_result_int(context, _like.IsMatch(characters[..length]) ? 1 : 0);
    }
}
