// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

public sealed class SqliteQueryTests : RecordQueryTests
{
    private SqliteDatabase? _database;

    protected override ValueTask PrepareAsync()
    {
        _database = new();
        return default;
    }

    protected override IRecordStore CreateStore() => new SqliteRecordStore(_database!.Path);

    protected override ValueTask CleanUpAsync()
    {
        _database?.Dispose();
        return default;
    }
}
