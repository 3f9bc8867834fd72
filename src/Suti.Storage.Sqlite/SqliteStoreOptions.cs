// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>How a SQLite file is used.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The file. It is made when it is not there, for its owner alone.</summary>
    public required string Path { get; init; }

    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
