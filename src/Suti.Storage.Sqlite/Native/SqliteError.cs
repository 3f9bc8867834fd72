// SPDX-License-Identifier: Apache-2.0

using SQLitePCL;

namespace Suti.Storage.Sqlite;

/// <summary>What SQLite answers, as the errors of a store.</summary>
internal static class SqliteError
{
    internal static void Check(sqlite3 database, int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Create(database, code);
        }
    }

    internal static Exception Create(sqlite3 database, int code)
    {
        var reason = $"SQLite answered {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}.";
        return (code & 0xFF) switch
        {
            raw.SQLITE_INTERRUPT => new OperationCanceledException(),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new SutiException(RecordErrorCodes.Corrupted, "The database is damaged, or is none. " + reason),

            // What is asked is always well formed, so a table or column is gone: a newer program has migrated them.
            raw.SQLITE_ERROR => new SutiException(RecordErrorCodes.SchemaNewer, "The tables have changed since the store was opened. " + reason),
            _ => new SutiException(RecordErrorCodes.StoreUnavailable, "The store does not answer. " + reason),
        };
    }
}
