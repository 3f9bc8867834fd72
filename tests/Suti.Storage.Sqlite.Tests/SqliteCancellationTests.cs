// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

/// <summary>A query that runs already is ended by its caller.</summary>
public sealed class SqliteCancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_CanceledWhileItRuns_EndsEarlyAndTheStoreGoesOn()
    {
        using var database = new SqliteDatabase();
        await using var store = new SqliteRecordStore(database.Path);
        await store.OpenAsync([Item.Kind], Token);
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        var changes = new List<RecordChange>();
        foreach (var number in Enumerable.Range(0, 2000))
        {
            changes.Add(await items.PutChangeAsync(new() { Id = $"{number}", Title = new string('a', 200) }, cancellationToken: Token));
        }

        await store.CommitAsync("main", changes, Token);

        // Each pattern looks at every place of every title before it gives up.
        var filter = RecordFilter.Any([.. Enumerable.Range(0, 200).Select(static number => RecordFilter.Like(Item.Kind["version"], $"%a%a%b{number}"))]);
        var early = false;
        for (var sample = 0; sample < 3 && !early; sample++)
        {
            var whole = Stopwatch.StartNew();
            Assert.Equal(0, await items.CountAsync(filter, Token));
            whole.Stop();

            using var cancel = new CancellationTokenSource(whole.Elapsed / 8);
            var cut = Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => items.CountAsync(filter, cancel.Token).AsTask(), Token));
            early = cut.Elapsed < whole.Elapsed / 2;
        }

        Assert.True(early);
        Assert.Equal(2000, await items.CountAsync(cancellationToken: Token));
    }
}
