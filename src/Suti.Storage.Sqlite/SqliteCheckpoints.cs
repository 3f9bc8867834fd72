// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>
/// Brings the pages of the log into the file, beside the writer instead of inside its commits, where SQLite would do it and
/// all who wait for the commit would wait for it too. A thread of its own copies what is in the log; the writer then copies the
/// little that it added meanwhile, so that the log is empty for a moment and begins anew.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteConnection connection) : IDisposable
{
    /// <summary>How many pages make it worth while: 32 MiB, on which many writes have met.</summary>
    private const int Threshold = 8192;

    /// <summary>How many make the writer wait, so that the log ends somewhere.</summary>
    private const int Limit = 4 * Threshold;

    private Thread? _running;
    private long _pages;

    /// <summary>Called by the writer when a transaction is done and those who waited for it know.</summary>
    internal void Advance(SqliteConnection writer)
    {
        _pages += writer.TakeWrittenPages();
        if (_running is null && _pages >= Threshold)
        {
            // Not a thread of the pool: those are few, and the callers need them.
            _running = new(connection.Checkpoint) { IsBackground = true, Name = "Suti checkpoint" };
            _running.Start();
        }
        else if (_running is { } running && (!running.IsAlive || _pages >= Limit))
        {
            running.Join();
            writer.Checkpoint();
            (_running, _pages) = (null, 0);
        }
    }

    /// <summary>Ends after what runs.</summary>
    public void Dispose()
    {
        _running?.Join();
        connection.Dispose();
    }
}
