// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;

namespace Suti.Storage.Sqlite;

/// <summary>Connections to read with: one for each thread that reads at the same moment, kept for the next.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open) : IDisposable
{
    private static readonly int MaxKept = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentBag<SqliteConnection> _free = [];
    private volatile bool _isClosed;

    internal SqliteConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteRecordStore));
        return _free.TryTake(out var connection) ? connection : open();
    }

    internal void Return(SqliteConnection connection)
    {
        if (_isClosed || _free.Count >= MaxKept)
        {
            connection.Dispose();
            return;
        }

        _free.Add(connection);
    }

    public void Dispose()
    {
        _isClosed = true;
        while (_free.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
