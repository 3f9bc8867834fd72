// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;
using Suti.Testing;

namespace Suti.Storage.Postgres.Tests;

/// <summary>With a server of its own, since it is ended too.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresCrashTests : IAsyncLifetime
{
    private readonly PostgresCluster _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Commit_ProcessKilledFiftyTimes_KeepsEveryAcknowledgedRecordWhole() =>
        Assert.InRange(await Proof.KillWritersAsync(rounds: 50, CrashServerAsync), 50, int.MaxValue);

    [Fact]
    public async Task Commit_EightProcessesOnOneDatabase_LoseNothing() => await Proof.CountTogetherAsync(processes: 8, turns: 25);

    private CrashProof Proof => new(OpenAsync, "postgres", _cluster.ConnectionString, "crash");

    private async Task CrashServerAsync(int round)
    {
        if (round % 10 == 9)
        {
            await _cluster.CrashAsync();
            await _cluster.StartAsync();
        }
    }

    private async Task<IRecordStore> OpenAsync()
    {
        var store = new PostgresRecordStore(new PostgresStoreOptions { ConnectionString = _cluster.ConnectionString, Schema = "crash" });
        await store.OpenAsync([Item.Kind], TestContext.Current.CancellationToken);
        return store;
    }
}
