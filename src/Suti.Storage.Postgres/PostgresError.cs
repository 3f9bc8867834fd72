// SPDX-License-Identifier: Apache-2.0

using System.Net.Sockets;
using Npgsql;

namespace Suti.Storage.Postgres;

/// <summary>What PostgreSQL answers, as the errors of a store.</summary>
internal static class PostgresError
{
    /// <summary>What <c>suti_expect</c> raises.</summary>
    internal const string ConflictState = "SU001";

    /// <summary>Whether two transactions met, and one was sent back to try again.</summary>
    internal static bool IsCollision(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <summary>Whether the database failed, or refused for good.</summary>
    internal static bool IsFailure(Exception exception) =>
        exception is NpgsqlException or TimeoutException or IOException or SocketException && !IsCollision(exception);

    internal static SutiException Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: ConflictState } =>
            new(RecordErrorCodes.Conflict, "A record has another version than expected."),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } =>
            new(RecordErrorCodes.Conflict, "Another record has a value that must be unique."),
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction } =>
            new(RecordErrorCodes.SchemaNewer, "The tables have changed since the store was opened: a newer program has migrated them.", exception),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } =>
            new(RecordErrorCodes.Corrupted, "The database is damaged.", exception),
        PostgresException known =>
            new(RecordErrorCodes.StoreUnavailable, $"The store does not answer: PostgreSQL gave {known.SqlState}.", exception),
        _ => new(RecordErrorCodes.StoreUnavailable, "The store does not answer. A transaction in progress may have happened or not.", exception),
    };
}
