// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

[Trait("Category", "Slow")]
public sealed class SqliteCrashTests : IDisposable
{
    private readonly SqliteDatabase _database = new();

    [Fact]
    public async Task Commit_ProcessKilledFiftyTimes_KeepsEveryAcknowledgedRecordWhole() =>
        Assert.InRange(await Proof.KillWritersAsync(rounds: 50), 50, int.MaxValue);

    [Fact]
    public async Task Commit_TwoProcessesOnOneFile_LoseNothing() => await Proof.CountTogetherAsync(processes: 2, turns: 200);

    public void Dispose() => _database.Dispose();

    private CrashProof Proof => new(OpenAsync, "sqlite", _database.Path);

    private async Task<IRecordStore> OpenAsync()
    {
        var store = new SqliteRecordStore(_database.Path);
        await store.OpenAsync([Item.Kind], TestContext.Current.CancellationToken);
        return store;
    }
}
