// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.TestKit;

/// <summary>Reading: every operator, order, pages, counts.</summary>
public abstract class RecordQueryTests : RecordStoreTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Query_EveryOperator_FindsWhatItSays()
    {
        await PutAsync(
            new() { Id = "a", Title = "Alpha", Rank = 1, Made = Day, Tags = ["x", "y"] },
            new() { Id = "b", Title = "beta", Rank = 2, Made = Day.AddDays(1), Tags = ["y"] },
            new() { Id = "c", Title = "100%_\\", Rank = -5, Tags = [] },
            new() { Id = "d" });

        (RecordFilter Filter, string Keys)[] cases =
        [
            (RecordFilter.Equal(Title, "beta"), "b"),
            (RecordFilter.Equal(Title, "BETA"), ""),
            (RecordFilter.Equal(Rank, RecordValue.Of(1)), "a"),
            (RecordFilter.Equal(Made, RecordValue.Of(Day)), "a"),
            (RecordFilter.Equal(RecordColumn.Key, "d"), "d"),
            (RecordFilter.Equal(Tag, "y"), "ab"),
            (Compare(Rank, RecordComparison.Less, RecordValue.Of(1)), "c"),
            (Compare(Rank, RecordComparison.LessOrEqual, RecordValue.Of(1)), "ac"),
            (Compare(Rank, RecordComparison.Greater, RecordValue.Of(1)), "b"),
            (Compare(Rank, RecordComparison.GreaterOrEqual, RecordValue.Of(1)), "ab"),
            (Compare(Title, RecordComparison.Greater, RecordValue.Of("Alpha")), "b"),
            (Compare(Title, RecordComparison.Less, RecordValue.Of("Alpha")), "c"),
            (Compare(Tag, RecordComparison.Greater, RecordValue.Of("x")), "ab"),
            (Compare(Tag, RecordComparison.Less, RecordValue.Of("y")), "a"),
            (Compare(RecordColumn.Key, RecordComparison.GreaterOrEqual, RecordValue.Of("c")), "cd"),
            (RecordFilter.Between(Rank, RecordValue.Of(-5), RecordValue.Of(1)), "ac"),
            (RecordFilter.Between(Made, RecordValue.Of(Day.AddTicks(1)), RecordValue.Of(Day.AddDays(2))), "ab"),
            (RecordFilter.Between(Tag, RecordValue.Of("xa"), RecordValue.Of("y")), "ab"),
            (RecordFilter.In(Title, [RecordValue.Of("beta"), RecordValue.Of("Alpha"), RecordValue.Of("no")]), "ab"),
            (RecordFilter.In(Rank, [RecordValue.Of(2), RecordValue.Of(-5)]), "bc"),
            (RecordFilter.In(Tag, [RecordValue.Of("x"), RecordValue.Of("y")]), "ab"),
            (RecordFilter.In(RecordColumn.Key, [RecordValue.Of("d"), RecordValue.Of("a")]), "ad"),
            (RecordFilter.In(Title, []), ""),
            (RecordFilter.Not(RecordFilter.In(Title, [])), "abcd"),
            (RecordFilter.IsNull(Title), "d"),
            (RecordFilter.IsNull(Made), "cd"),
            (RecordFilter.IsNull(Tag), "cd"),
            (RecordFilter.IsNull(RecordColumn.Key), ""),
            (RecordFilter.Not(RecordFilter.IsNull(RecordColumn.Key)), "abcd"),
            (RecordFilter.Not(RecordFilter.IsNull(Tag)), "ab"),
            (RecordFilter.Not(RecordFilter.IsNull(Rank)), "abc"),
            (RecordFilter.Not(RecordFilter.Equal(Title, "beta")), "acd"),
            (RecordFilter.Not(RecordFilter.Equal(Tag, "x")), "bcd"),
            (RecordFilter.Not(Compare(Rank, RecordComparison.Less, RecordValue.Of(1))), "abd"),
            (RecordFilter.Not(RecordFilter.In(Rank, [RecordValue.Of(1), RecordValue.Of(2)])), "cd"),
            (RecordFilter.Not(RecordFilter.Like(Title, "%")), "d"),
            (RecordFilter.Not(RecordFilter.Not(RecordFilter.Equal(Title, "beta"))), "b"),
            (RecordFilter.Not(RecordFilter.All(RecordFilter.Equal(Tag, "y"), RecordFilter.Equal(Rank, RecordValue.Of(1)))), "bcd"),
            (RecordFilter.Not(RecordFilter.Any(RecordFilter.Equal(Tag, "y"), RecordFilter.IsNull(Title))), "c"),
            (RecordFilter.All(), "abcd"),
            (RecordFilter.Any(), ""),
            (RecordFilter.Not(RecordFilter.All()), ""),
            (RecordFilter.Not(RecordFilter.Any()), "abcd"),
            (RecordFilter.All(RecordFilter.Equal(Tag, "x"), RecordFilter.Equal(Tag, "y")), "a"),
            (RecordFilter.Any(RecordFilter.Equal(Rank, RecordValue.Of(2)), RecordFilter.All(RecordFilter.IsNull(Rank), RecordFilter.IsNull(Tag))), "bd"),
        ];
        foreach (var (filter, keys) in cases)
        {
            var query = new RecordQuery(Item.Kind) { Filter = filter };
            Assert.True(keys == string.Concat(await KeysAsync(query)), $"{filter}: {string.Concat(await KeysAsync(query))}, not {keys}");
            Assert.Equal(keys.Length, await Store.CountAsync("main", query, Token));
        }
    }

    [Theory]
    [InlineData("%", "abc", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("%", "", true)]
    [InlineData("_", "", false)]
    [InlineData("a%c", "abbc", true)]
    [InlineData("a%c", "abcd", false)]
    [InlineData("A_C", "abc", true)]
    [InlineData("a_c", "ac", false)]
    [InlineData("_", "\U0001F600", true)]
    [InlineData("__", "\U0001F600", false)]
    [InlineData("_", "\0", true)]
    [InlineData("_%_", "\u0001\0", true)]
    [InlineData("__", "\0", false)]
    [InlineData("%b%", "a\0b", true)]
    [InlineData("Ä", "ä", false)]
    [InlineData("ä", "ä", true)]
    [InlineData("\u212A", "k", false)]
    [InlineData("100\\%", "100%", true)]
    [InlineData("100\\%", "1000", false)]
    [InlineData("a\\_b", "a_b", true)]
    [InlineData("a\\_b", "axb", false)]
    [InlineData("a\\\\b", "a\\b", true)]
    [InlineData("a\\b", "a\\b", true)]
    [InlineData("a\\b", "ab", false)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("\\\\%", "\\x", true)]
    [InlineData("_.*[a]", "x.*[A]", true)]
    [InlineData("_.*[a]", "xyy[a]", false)]
    [InlineData("_\n%", "x\ny\nz", true)]
    [InlineData("a%b%c%d", "a1b2c3d", true)]
    [InlineData("%_%ß", "grüß", true)]
    public async Task Query_Like_MatchesAsDocumented(string pattern, string text, bool expected)
    {
        await PutAsync(new Item { Id = "a", Title = text, Tags = [text] });
        Assert.Equal(expected, (await KeysAsync(RecordFilter.Like(Title, pattern))).Length == 1);
        Assert.Equal(expected, (await KeysAsync(RecordFilter.Like(Tag, pattern))).Length == 1);
        Assert.Equal(!expected, (await KeysAsync(RecordFilter.Not(RecordFilter.Like(Title, pattern)))).Length == 1);
        Assert.Equal(!expected, (await KeysAsync(RecordFilter.Not(RecordFilter.Like(Tag, pattern)))).Length == 1);
    }

    [Fact]
    public async Task Query_Order_PutsMissingValuesFirstAndTiesByKey()
    {
        await PutAsync(
            new() { Id = "a", Title = "z", Rank = 1 },
            new() { Id = "b", Title = "Z", Rank = 1 },
            new() { Id = "c", Title = "\uE000" },
            new() { Id = "d", Title = "\U00010000", Rank = 9 },
            new() { Id = "e", Rank = -1 },
            new() { Id = "f" });
        Assert.Equal("efbacd", await OrderAsync(new RecordOrder(Title)));
        Assert.Equal("dcabef", await OrderAsync(new RecordOrder(Title, true)));
        Assert.Equal("cfeabd", await OrderAsync(new RecordOrder(Rank)));
        Assert.Equal("dabecf", await OrderAsync(new RecordOrder(Rank, true)));
        Assert.Equal("fcebad", await OrderAsync(new(Rank), new(Title)));
        Assert.Equal("cfeabd", await OrderAsync(new(Rank), new(Title, true)));
        Assert.Equal("fedcba", await OrderAsync(new RecordOrder(RecordColumn.Key, true)));
        Assert.Equal("fcebad", await OrderAsync(new(Rank), new(RecordColumn.Key, true)));

        async Task<string> OrderAsync(params RecordOrder[] order) =>
            string.Concat(await KeysAsync(new RecordQuery(Item.Kind) { Order = order }));
    }

    [Fact]
    public async Task Query_SkipAndTake_CutsThePage()
    {
        await PutAsync([.. "abcdef".Select(static letter => new Item { Id = letter.ToString() })]);
        Assert.Equal(["c", "d"], await KeysAsync(new RecordQuery(Item.Kind) { Skip = 2, Take = 2 }));
        Assert.Equal(["e", "f"], await KeysAsync(new RecordQuery(Item.Kind) { Skip = 4 }));
        Assert.Empty(await KeysAsync(new RecordQuery(Item.Kind) { Skip = 9, Take = 2 }));
        Assert.Empty(await KeysAsync(new RecordQuery(Item.Kind) { Take = 0 }));
        Assert.Equal(6, await Store.CountAsync("main", new(Item.Kind) { Skip = 4, Take = 1 }, Token));
        Assert.Null((await Store.QueryAsync("main", new(Item.Kind) { Take = 7 }, Token)).Next);
        Assert.Null((await Store.QueryAsync("main", new(Item.Kind) { Take = 0 }, Token)).Next);
        Assert.Null((await Store.QueryAsync("main", new(Item.Kind), Token)).Next);
        Assert.Equal("b", (await Store.QueryAsync("main", new(Item.Kind) { Take = 2 }, Token)).Next?.Key);
    }

    [Fact]
    public async Task Query_Pages_NeitherRepeatNorLeaveOutWhileRecordsComeAndGo()
    {
        RecordOrder[][] orders =
        [
            [], [new(Rank)], [new(Rank, true)], [new(Title)], [new(Title, true)], [new(Rank), new(Title, true)], [new(Rank, true), new(Title)],
            [new(Made, true), new(RecordColumn.Key, true)],
        ];
        foreach (var (number, order) in orders.Index())
        {
            var space = $"pages-{number}";
            var items = new RecordSet<Item>(Store, space, Item.Kind);
            foreach (var index in Enumerable.Range(0, 40))
            {
                await items.PutAsync(
                    new() { Id = $"k{index:D2}", Rank = index % 4 == 0 ? null : index % 5, Title = index % 3 == 0 ? null : $"t{index % 7}", Made = index % 6 == 0 ? null : Day.AddDays(index % 2) },
                    cancellationToken: Token);
            }

            var all = await KeysAsync(new RecordQuery(Item.Kind) { Order = order }, space);
            var seen = new List<string>();
            var query = new RecordQuery(Item.Kind) { Order = order, Take = 7 };
            while (true)
            {
                var page = await Store.QueryAsync(space, query, Token);
                seen.AddRange(page.Records.Select(static record => record.Key));
                if (page.Next is null)
                {
                    break;
                }

                // What was seen goes; by position, the next page would leave out as many.
                await items.DeleteAsync(page.Records[0].Key, cancellationToken: Token);
                query = query with { After = page.Next };
            }

            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public async Task Query_WrongFilter_IsRefused()
    {
        var wrong = new RecordQuery(Item.Kind) { Filter = RecordFilter.Equal(Rank, "text") };
        await Refuses(RecordErrorCodes.InvalidQuery, async () => await Store.QueryAsync("main", wrong, Token));
        await Refuses(RecordErrorCodes.InvalidQuery, async () => await Store.CountAsync("main", wrong, Token));
    }

    [Fact]
    public async Task Query_FilterAsLargeAsAllowed_IsAnswered()
    {
        await PutAsync(new Item { Id = "a", Title = "t4000" });
        var any = RecordFilter.Any([.. Enumerable.Range(0, 4090).Select(static number => RecordFilter.Equal(Title, $"t{number}"))]);
        Assert.Equal(["a"], await KeysAsync(any));
        Assert.Empty(await KeysAsync(RecordFilter.Not(any)));
        Assert.Equal(["a"], await KeysAsync(RecordFilter.In(Title, [.. Enumerable.Range(0, 4090).Select(static number => RecordValue.Of($"t{number}"))])));
        Assert.Equal(["a"], await KeysAsync(Enumerable.Range(0, 60).Aggregate(RecordFilter.Equal(Title, "t4000"), static (filter, number) => RecordFilter.Any(RecordFilter.All(filter), RecordFilter.Any()))));
    }

    /// <summary>Compares a column with a value.</summary>
    protected static RecordFilter Compare(RecordColumn column, RecordComparison comparison, RecordValue value) =>
        new RecordComparisonFilter(column, comparison, value);

    /// <summary>Puts items into the space.</summary>
    protected async Task PutAsync(params Item[] items)
    {
        foreach (var item in items)
        {
            await Items.PutAsync(item, cancellationToken: Token);
        }
    }
}
