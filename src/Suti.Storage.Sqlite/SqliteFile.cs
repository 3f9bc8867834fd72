// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>The file of a store: made for its owner alone, and in write-ahead mode.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static async ValueTask<SqliteConnection> OpenAsync(SqliteStoreOptions options, CancellationToken cancellationToken)
    {
        try
        {
            Prepare(options.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SutiException(RecordErrorCodes.StoreUnavailable, "The file of the store cannot be made or opened.", exception);
        }

        // Two processes that open a new file at once may both be told at once that it is locked: SQLite does not wait here.
        for (var attempt = 1; ; attempt++)
        {
            var connection = new SqliteConnection(options.Path, options.BusyTimeout);
            try
            {
                connection.ExecuteOnce("PRAGMA journal_mode = WAL");
                connection.ExecuteOnce("PRAGMA synchronous = FULL");
                return connection;
            }
            catch (SutiException exception) when (exception.Code == RecordErrorCodes.StoreUnavailable && attempt < 50)
            {
                connection.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    private static void Prepare(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // SQLite gives its log the mode of the database.
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = OwnerOnly,
        }).Dispose();
        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
