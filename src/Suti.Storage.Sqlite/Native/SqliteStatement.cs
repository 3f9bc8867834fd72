// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Suti.Storage.Sqlite;

/// <summary>
/// A prepared statement. Texts go in and out with their length, since those that end at the first NUL would be cut.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private const int StackSize = 512;

    internal void Bind(int index, object value)
    {
        if (value is string text)
        {
            Bind(index, text);
        }
        else
        {
            Bind(index, (long)value);
        }
    }

    internal void Bind(int index, long value) => SqliteError.Check(database, raw.sqlite3_bind_int64(statement, index, value));

    internal void Bind(int index, string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = size > StackSize ? ArrayPool<byte>.Shared.Rent(size) : null;
        var bytes = rented ?? stackalloc byte[StackSize];
        var length = Encoding.UTF8.GetBytes(text, bytes);

        // The span of an empty text has no address, which SQLite would take for NULL.
        var code = length == 0
            ? raw.sqlite3_bind_text(statement, index, string.Empty)
            : raw.sqlite3_bind_text(statement, index, (ReadOnlySpan<byte>)bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        SqliteError.Check(database, code);
    }

    internal void Bind(int index, ReadOnlySpan<byte> blob) => SqliteError.Check(
        database,
        blob.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, blob));

    internal void Bind(int index, RecordValue? value)
    {
        if (value is not { } found)
        {
            SqliteError.Check(database, raw.sqlite3_bind_null(statement, index));
        }
        else if (found.Type == RecordColumnType.Text)
        {
            Bind(index, found.Text);
        }
        else
        {
            Bind(index, found.Number);
        }
    }

    /// <summary>Takes a step; false when there is no further row.</summary>
    internal bool Step()
    {
        var code = raw.sqlite3_step(statement);
        SqliteError.Check(database, code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready again.</summary>
    internal void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes it ready for other values. What failed was told by the step.</summary>
    internal void Reset() => raw.sqlite3_reset(statement);

    internal long GetNumber(int column) => raw.sqlite3_column_int64(statement, column);

    internal string GetText(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    internal byte[] GetBlob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    internal RecordValue? GetValue(int column, RecordColumnType type) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null
        : type == RecordColumnType.Text ? RecordValue.Of(GetText(column))
        : RecordValue.FromNumber(type, GetNumber(column));

    public void Dispose() => statement.Dispose();
}
