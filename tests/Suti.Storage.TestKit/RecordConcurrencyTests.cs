// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.TestKit;

/// <summary>Many at once: nothing is lost, nothing is seen in part.</summary>
public abstract class RecordConcurrencyTests : RecordStoreTests
{
    private const int Writers = 8;

    [Fact]
    public async Task Commit_ManyWritersOfOneCounter_LoseNothing()
    {
        const int Turns = 25;
        var second = await OpenAsync(Item.Kind);
        await Items.PutAsync(new() { Id = "counter", Rank = 0 }, cancellationToken: Token);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var items = new RecordSet<Item>(writer % 2 == 0 ? Store : second, "main", Item.Kind);
                for (var turn = 0; turn < Turns; turn++)
                {
                    await IncrementAsync(items);
                }
            },
            Token)));
        var counter = (await Items.GetAsync("counter", Token))!.Value;
        Assert.Equal((Writers * Turns) + 1, counter.Version);
        Assert.Equal(Writers * Turns, counter.Value.Rank);
        Assert.Equal(1, await Items.CountAsync(RecordFilter.Equal(Rank, RecordValue.Of(Writers * Turns)), Token));
    }

    [Fact]
    public async Task Commit_ManyCreatorsOfOneKey_OneWins()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = $"key {round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
                () => TryAsync(() => Items.PutAsync(new() { Id = key, Rank = writer }, expectedVersion: 0, Token)), Token)));
            Assert.Equal(1, outcomes.Count(static won => won));
        }
    }

    [Fact]
    public async Task Commit_CheckOfAbsence_NeverMeetsWhatItExcludes()
    {
        // Each round, one writes "left" if there is no "right", the other "right" if there is no "left": never both.
        for (var round = 0; round < 25; round++)
        {
            var (left, right) = ($"left {round}", $"right {round}");
            await Task.WhenAll(
                Task.Run(() => TryAsync(async () => await Store.CommitAsync("main", [RecordChange.Check(Item.Kind, right, 0), await Items.PutChangeAsync(new() { Id = left }, 0, Token)], Token)), Token),
                Task.Run(() => TryAsync(async () => await Store.CommitAsync("main", [RecordChange.Check(Item.Kind, left, 0), await Items.PutChangeAsync(new() { Id = right }, 0, Token)], Token)), Token));
            Assert.Equal(1, await Items.CountAsync(RecordFilter.In(RecordColumn.Key, [RecordValue.Of(left), RecordValue.Of(right)]), Token));
        }
    }

    [Fact]
    public async Task Query_WhileTransactionsMove_SeesNonePartly()
    {
        // Money moves between two accounts; their sum is the same at every moment.
        await Store.CommitAsync("main", [await Put("a", 100), await Put("b", 0)], Token);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var moving = Task.Run(
            async () =>
            {
                for (var turn = 1; turn <= 200; turn++)
                {
                    RecordChange[] changes = [await Put("b", turn % 101), await Put("a", 100 - (turn % 101))];
                    await Store.CommitAsync("main", turn % 2 == 0 ? changes : [.. changes.Reverse()], Token);
                }

                await done.CancelAsync();
            },
            Token);
        do
        {
            var items = await Items.FindAsync(cancellationToken: Token);
            Assert.Equal(100, items.Sum(static item => item.Rank));
            var page = await Store.QueryAsync("main", new(Item.Kind) { IncludeFields = true }, Token);
            Assert.All(page.Records, static record => Assert.Equal(
                Item.Kind.FromBody(record.Body.Span).Tags, record.Fields!.Where(static field => field.Column == Tag).Select(static field => field.Value.Text)));
        }
        while (!done.IsCancellationRequested);
        await moving;

        async Task<RecordChange> Put(string id, long rank) =>
            await Items.PutChangeAsync(new() { Id = id, Rank = rank, Tags = [$"{rank}"] }, cancellationToken: Token);
    }

    [Fact]
    public async Task Commit_OverlappingTransactionsInAnyOrder_NeverDeadlock()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                for (var turn = 0; turn < 20; turn++)
                {
                    var changes = new List<RecordChange>();
                    foreach (var index in Enumerable.Range(0, 10))
                    {
                        var key = writer % 2 == 0 ? index : 9 - index;
                        changes.Add(await Items.PutChangeAsync(new() { Id = $"{key}", Rank = writer, Tags = [$"w{writer}", "all"] }, cancellationToken: Token));
                    }

                    await Store.CommitAsync("main", changes, Token);
                }
            },
            Token)));
        var items = await Items.FindAsync(cancellationToken: Token);
        Assert.Equal(10, items.Count);
        Assert.Single(items.Select(static item => item.Rank).Distinct());
        Assert.Equal(10, await Items.CountAsync(RecordFilter.Equal(Tag, $"w{items[0].Rank}"), Token));
        Assert.Equal(10, await Items.CountAsync(RecordFilter.Equal(Tag, "all"), Token));
    }

    private static async Task IncrementAsync(RecordSet<Item> items)
    {
        while (true)
        {
            var found = (await items.GetAsync("counter", Token))!.Value;
            if (await TryAsync(() => items.PutAsync(found.Value with { Rank = found.Value.Rank + 1 }, found.Version, Token)))
            {
                return;
            }
        }
    }

    private static async Task<bool> TryAsync(Func<ValueTask> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            return false;
        }
    }
}
