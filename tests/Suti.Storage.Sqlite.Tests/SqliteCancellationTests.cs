// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

/// <summary>A query that runs already is ended by its caller.</summary>
public sealed class SqliteCancellationTests
{
    private const int Count = 500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_CanceledWhileItRuns_EndsEarlyAndTheStoreGoesOn()
    {
        using var database = new SqliteDatabase();
        await using var store = new SqliteRecordStore(database.Path);
        await store.OpenAsync([Item.Kind], Token);
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        var title = new string('a', 40_000);
        var changes = new List<RecordChange>();
        foreach (var number in Enumerable.Range(0, Count))
        {
            changes.Add(await items.PutChangeAsync(new() { Id = $"{number}", Title = title }, cancellationToken: Token));
        }

        await store.CommitAsync("main", changes, Token);

        // A hundred thousand times a long title is read to its end for nothing: left alone, the query takes many seconds, in small steps
        // between which it can be ended. It is canceled long before that, on a fast machine too.
        var filter = RecordFilter.Any([.. Enumerable.Range(0, 200).Select(static number => RecordFilter.Like(Item.Kind["version"], $"%a%a%a%b{number}"))]);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var query = Task.Run(() => items.CountAsync(filter, cancel.Token).AsTask(), Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query.WaitAsync(TimeSpan.FromMinutes(1), Token));

        Assert.Equal(Count, await items.CountAsync(cancellationToken: Token));
    }
}
