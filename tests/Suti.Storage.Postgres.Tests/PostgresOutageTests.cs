// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;
using Suti.Testing;

namespace Suti.Storage.Postgres.Tests;

/// <summary>With a server of its own, since it is ended.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly PostgresCluster _cluster = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Every_WhileTheServerIsGone_IsUnavailableAndGoesOnLater()
    {
        await using var store = new PostgresRecordStore(_cluster.ConnectionString);
        await store.OpenAsync([Item.Kind], Token);
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        await items.PutAsync(new() { Id = "a" }, cancellationToken: Token);
        await _cluster.CrashAsync();
        await RefusesAsync(async () => await items.GetAsync("a", Token));
        await RefusesAsync(async () => await items.PutAsync(new() { Id = "b" }, cancellationToken: Token));
        await RefusesAsync(async () => await items.FindAsync(cancellationToken: Token));
        await using var another = new PostgresRecordStore(_cluster.ConnectionString);
        await RefusesAsync(async () => await another.OpenAsync([Item.Kind], Token));

        await _cluster.StartAsync();
        Assert.NotNull(await items.GetAsync("a", Token));
        await items.PutAsync(new() { Id = "b" }, expectedVersion: 0, Token);
    }

    [Fact]
    public async Task Every_AfterANewerProgramMigrated_IsRefused()
    {
        var second = Item.Declare("item", 2);
        await using var older = new PostgresRecordStore(_cluster.ConnectionString);
        await older.OpenAsync([Item.Kind], Token);
        var items = new RecordSet<Item>(older, "main", Item.Kind);
        await items.PutAsync(new() { Id = "a" }, cancellationToken: Token);
        await using var newer = new PostgresRecordStore(_cluster.ConnectionString);
        await newer.OpenAsync([second], Token);
        await RefusesAsync(async () => await items.PutAsync(new() { Id = "b" }, cancellationToken: Token), RecordErrorCodes.SchemaNewer);
        await RefusesAsync(async () => await items.GetAsync("a", Token), RecordErrorCodes.SchemaNewer);
        Assert.Equal(1, await newer.CountAsync("main", new(second), Token));
    }

    [Fact]
    public async Task Open_ManyProcessesAtOnce_MakeTheTablesOnce()
    {
        var options = new PostgresStoreOptions { ConnectionString = _cluster.ConnectionString, Schema = "together" };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var store = new PostgresRecordStore(options);
            await store.OpenAsync([Item.Kind], Token);
            await new RecordSet<Item>(store, "main", Item.Kind).PutAsync(new() { Id = $"{number}" }, expectedVersion: 0, Token);
        }));
        await using var last = new PostgresRecordStore(options);
        await last.OpenAsync([Item.Kind], Token);
        Assert.Equal(8, await last.CountAsync("main", new(Item.Kind), Token));
    }

    [Fact]
    public void Options_WrongSchemaOrInText_ShowNoPassword()
    {
        var options = new PostgresStoreOptions { ConnectionString = "Host=h;Password=hidden" };
        Assert.DoesNotContain("hidden", options.ToString(), StringComparison.Ordinal);
        foreach (var schema in new[] { "", "A", "a b", "a\"b", "1a", new string('a', 64) })
        {
            Assert.Throws<ArgumentException>(() => new PostgresRecordStore(options with { Schema = schema }));
        }
    }

    private static async Task RefusesAsync(Func<Task> act, string code = RecordErrorCodes.StoreUnavailable) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(act)).Code);
}
