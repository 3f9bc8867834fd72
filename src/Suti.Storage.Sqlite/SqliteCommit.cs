// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>A transaction that waits for the writer.</summary>
internal sealed class SqliteCommit(
    string space, IReadOnlyList<(RecordChange Change, SqliteTable Table)> changes, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>How much it brings to a group, in bytes.</summary>
    internal long Size { get; } = changes.Sum(static entry => entry.Change.Content?.Body.Length ?? 0);

    internal CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Makes the changes inside the transaction that is open, or none.</summary>
    internal bool TryApply(SqliteConnection connection) =>
        changes.All(static entry => entry.Change is { Content: not null, ExpectedVersion: 0 })
            ? TryInsert(connection)
            : TryChange(connection);

    /// <summary>
    /// Writes records of which each must be new: the table itself tells when one is not, and what was written before it is taken
    /// back by its key. Looking first would walk every tree twice.
    /// </summary>
    private bool TryInsert(SqliteConnection connection)
    {
        if (!AreUnique(connection))
        {
            return false;
        }

        for (var index = 0; index < changes.Count; index++)
        {
            var (change, table) = changes[index];
            if (!table.TryInsert(connection, space, change.Key, change.Content!))
            {
                while (--index >= 0)
                {
                    changes[index].Table.Delete(connection, space, changes[index].Change.Key);
                }

                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at every version before anything is written, so that a conflict leaves nothing to take back.</summary>
    private bool TryChange(SqliteConnection connection)
    {
        var oldVersions = new long[changes.Count];
        var seen = changes.Count > 1 ? new Dictionary<(SqliteTable, string), long>() : null;
        for (var index = 0; index < changes.Count; index++)
        {
            var (change, table) = changes[index];
            if (seen is null || !seen.TryGetValue((table, change.Key), out var version))
            {
                version = table.GetVersion(connection, space, change.Key);
            }

            if (change.ExpectedVersion is { } expected && expected != version)
            {
                return false;
            }

            oldVersions[index] = version;
            if (!change.IsCheck)
            {
                seen?[(table, change.Key)] = change.Content is null ? 0 : version + 1;
            }
        }

        if (!AreUnique(connection))
        {
            return false;
        }

        for (var index = 0; index < changes.Count; index++)
        {
            var (change, table) = changes[index];
            if (change.Content is { } content)
            {
                table.Put(connection, space, change.Key, oldVersions[index], oldVersions[index] + 1, content);
            }
            else if (!change.IsCheck && oldVersions[index] > 0)
            {
                table.Delete(connection, space, change.Key);
            }
        }

        return true;
    }

    private bool AreUnique(SqliteConnection connection) =>
        !changes.Any(static entry => entry.Table.Sql.Uniques.Count > 0) || new SqliteUniqueness(connection, space, changes).Holds();
}
