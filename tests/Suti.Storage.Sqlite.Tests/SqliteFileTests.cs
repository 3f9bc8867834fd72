// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Versioning;
using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private readonly SqliteDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public async Task Open_NewOrExistingFile_IsForItsOwnerAlone(bool exists)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are a Unix matter.");
        }

        if (exists)
        {
            await File.WriteAllBytesAsync(_database.Path, [], Token);
            File.SetUnixFileMode(_database.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        await using var store = await OpenAsync();
        await PutAsync(store, "a");
        string[] files = [_database.Path, _database.Path + "-wal", _database.Path + "-shm"];
        Assert.All(files, static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsCorrupted()
    {
        await File.WriteAllTextAsync(_database.Path, new string('x', 4096), Token);
        await RefusesAsync(RecordErrorCodes.Corrupted, () => OpenAsync());
    }

    [Fact]
    public async Task Open_FolderThatIsNotThere_IsUnavailable()
    {
        await using var store = new SqliteRecordStore(Path.Combine(_database.Path, "no", "folder.db"));
        await RefusesAsync(RecordErrorCodes.StoreUnavailable, async () => await store.OpenAsync([Item.Kind], Token));
    }

    [Fact]
    public async Task Open_NewerLayout_IsRefused()
    {
        await (await OpenAsync()).DisposeAsync();
        using (var connection = new SqliteConnection(_database.Path, TimeSpan.FromSeconds(1)))
        {
            connection.ExecuteOnce("PRAGMA user_version = 99");
        }

        await RefusesAsync(RecordErrorCodes.SchemaNewer, () => OpenAsync());
    }

    [Fact]
    public async Task Commit_WhileAnotherHoldsTheLock_IsUnavailableAndGoesOnLater()
    {
        await using var store = await OpenAsync(TimeSpan.FromMilliseconds(20));
        await PutAsync(store, "a");
        using var other = new SqliteConnection(_database.Path, TimeSpan.FromSeconds(1));
        other.Execute("BEGIN IMMEDIATE");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => RefusesAsync(RecordErrorCodes.StoreUnavailable, () => PutAsync(store, $"b{number}"))));

        // Readers do not wait for writers.
        Assert.NotNull(await store.GetAsync("main", Item.Kind, "a", Token));
        other.Execute("ROLLBACK");
        await PutAsync(store, "c");
        Assert.Equal(2, await store.CountAsync("main", new(Item.Kind), Token));
    }

    [Fact]
    public async Task Every_AfterANewerProgramMigrated_IsRefused()
    {
        await using var older = await OpenAsync();
        await PutAsync(older, "a");
        await using var newer = new SqliteRecordStore(_database.Path);
        await newer.OpenAsync([Item.Declare("item", 2)], Token);
        await RefusesAsync(RecordErrorCodes.SchemaNewer, () => PutAsync(older, "b"));
        await RefusesAsync(RecordErrorCodes.SchemaNewer, async () => await older.GetAsync("main", Item.Kind, "a", Token));
        Assert.Equal(1, await newer.CountAsync("main", new(Item.Declare("item", 2)), Token));
    }

    [Fact]
    public async Task Every_AfterDispose_IsMisuseAndNothingWaits()
    {
        var store = await OpenAsync();
        var last = PutAsync(store, "a");
        await store.DisposeAsync();
        await last;
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "b"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync("main", Item.Kind, "a", Token));
        await using var again = await OpenAsync();
        Assert.NotNull(await again.GetAsync("main", Item.Kind, "a", Token));
    }

    [Fact]
    public async Task Log_AfterManyWrites_HasBegunAnew()
    {
        const int Size = 1 << 20;
        const int Count = 256;
        await using var store = await OpenAsync();
        for (var number = 0; number < Count; number++)
        {
            var change = RecordChange.Put(Item.Kind, $"{number}", new(new byte[Size], []));
            await store.CommitAsync("main", [change], Token);
        }

        Assert.InRange(new FileInfo(_database.Path + "-wal").Length, 1, (long)Size * Count / 2);
        Assert.Equal(Count, await store.CountAsync("main", new(Item.Kind), Token));
    }

    private static async Task RefusesAsync(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(act)).Code);

    private static Task PutAsync(SqliteRecordStore store, string key) =>
        new RecordSet<Item>(store, "main", Item.Kind).PutAsync(new() { Id = key }, cancellationToken: Token).AsTask();

    private async Task<SqliteRecordStore> OpenAsync(TimeSpan? busyTimeout = null)
    {
        var store = new SqliteRecordStore(new SqliteStoreOptions { Path = _database.Path, BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(10) });
        await store.OpenAsync([Item.Kind], Token);
        return store;
    }
}
