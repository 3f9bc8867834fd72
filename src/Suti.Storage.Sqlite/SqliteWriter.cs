// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;

namespace Suti.Storage.Sqlite;

/// <summary>
/// The one writer of a store. What waits while a transaction reaches the disk goes into the next one together: so many
/// threads share the cost of one sync, and a single one waits for nobody.
/// </summary>
internal sealed class SqliteWriter(SqliteConnection connection, SqliteCheckpoints checkpoints) : IThreadPoolWorkItem, IAsyncDisposable
{
    private const int MaxGroup = 1024;
    private const long MaxGroupSize = 16 << 20;

    private readonly ConcurrentQueue<SqliteCommit> _queue = new();
    private readonly List<SqliteCommit> _group = [];
    private readonly List<SqliteCommit> _refused = [];
    private int _isRunning;
    private volatile bool _isClosed;

    internal Task CommitAsync(SqliteCommit commit)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteRecordStore));
        _queue.Enqueue(commit);
        Wake();
        return commit.Task;
    }

    /// <summary>One group, on a thread of the pool.</summary>
    public void Execute()
    {
        try
        {
            RunGroup();
        }
        finally
        {
            _group.Clear();
            _refused.Clear();
            Volatile.Write(ref _isRunning, 0);
            if (!_queue.IsEmpty)
            {
                Wake();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        // The last group: when it is done, all that came before it is.
        var last = CommitAsync(new SqliteCommit(SpaceContext.Main, [], CancellationToken.None));
        _isClosed = true;
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (Interlocked.CompareExchange(ref _isRunning, 1, 0) != 0)
        {
            await Task.Yield();
        }

        checkpoints.Dispose();
        connection.Dispose();
    }

    private void Wake()
    {
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void RunGroup()
    {
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            var size = 0L;
            while (_group.Count < MaxGroup && size < MaxGroupSize && _queue.TryDequeue(out var commit))
            {
                if (commit.CancellationToken.IsCancellationRequested)
                {
                    commit.TrySetCanceled(commit.CancellationToken);
                    continue;
                }

                _group.Add(commit);
                size += commit.Size;
                if (!commit.TryApply(connection))
                {
                    _refused.Add(commit);
                }
            }

            connection.Execute("COMMIT");
        }
#pragma warning disable CA1031 // Whatever it is, those who wait must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return;
        }

        // A refusal too is told only now: it was decided on what the others of the group wrote.
        foreach (var commit in _refused)
        {
            commit.TrySetException(new SutiException(RecordErrorCodes.Conflict, "A record has another version than expected."));
        }

        foreach (var commit in _group)
        {
            commit.TrySetResult();
        }

        checkpoints.Advance(connection);
    }

    private void Fail(Exception exception)
    {
        if (connection.IsInTransaction)
        {
            try
            {
                connection.Execute("ROLLBACK");
            }
            catch (SutiException)
            {
                // The next transaction will tell; this one is lost already.
            }
        }

        // Where not even the beginning succeeded, those who wait hear of it now, and not one after the other.
        var isBegun = _group.Count > 0;
        while (!isBegun && _queue.TryDequeue(out var commit))
        {
            _group.Add(commit);
        }

        foreach (var commit in _group)
        {
            commit.TrySetException(exception);
        }
    }
}
