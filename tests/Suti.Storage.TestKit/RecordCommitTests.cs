// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.TestKit;

/// <summary>Writing: versions, conflicts, transactions, spaces, what may stand in records.</summary>
public abstract class RecordCommitTests : RecordStoreTests
{
    [Fact]
    public async Task Put_NewAndAgain_CountsVersions()
    {
        Assert.Null(await Items.GetAsync("a", Token));
        await Items.PutAsync(new() { Id = "a", Title = "one" }, cancellationToken: Token);
        await Items.PutAsync(new() { Id = "a", Title = "two" }, cancellationToken: Token);
        await Items.PutAsync(new() { Id = "a", Title = "three" }, expectedVersion: 2, Token);
        var found = (await Items.GetAsync("a", Token))!.Value;
        Assert.Equal((3, "three"), (found.Version, found.Value.Title));
        await Items.DeleteAsync("a", cancellationToken: Token);
        Assert.Null(await Items.GetAsync("a", Token));
        await Items.PutAsync(new() { Id = "a" }, expectedVersion: 0, Token);
        Assert.Equal(1, (await Items.GetAsync("a", Token))!.Value.Version);
    }

    [Fact]
    public async Task Commit_OtherVersion_IsAConflictAndChangesNothing()
    {
        await Items.PutAsync(new() { Id = "a", Title = "kept", Tags = ["kept"] }, cancellationToken: Token);
        var content = Item.Kind.ToContent(new() { Id = "x", Title = "wrong", Tags = ["wrong"] });
        RecordChange[] wrong =
        [
            RecordChange.Put(Item.Kind, "a", content, 0),
            RecordChange.Put(Item.Kind, "a", content, 2),
            RecordChange.Put(Item.Kind, "b", content, 1),
            RecordChange.Delete(Item.Kind, "a", 2),
            RecordChange.Delete(Item.Kind, "a", 0),
            RecordChange.Delete(Item.Kind, "b", 1),
            RecordChange.Check(Item.Kind, "a", 0),
            RecordChange.Check(Item.Kind, "a", 2),
            RecordChange.Check(Item.Kind, "b", 1),
        ];
        foreach (var change in wrong)
        {
            await Refuses(RecordErrorCodes.Conflict, () => Store.CommitAsync("main", [change], Token));
            await Refuses(
                RecordErrorCodes.Conflict,
                () => Store.CommitAsync(
                    "main",
                    [RecordChange.Put(Item.Kind, "c", content), RecordChange.Put(Item.Kind, "d", content, 0), RecordChange.Delete(Item.Kind, "e"), change],
                    Token));
        }

        Assert.Equal(["a"], await KeysAsync(new RecordQuery(Item.Kind)));
        Assert.Equal(["a"], await KeysAsync(RecordFilter.Equal(Tag, "kept")));
        Assert.Empty(await KeysAsync(RecordFilter.Equal(Tag, "wrong")));
        Assert.Equal(1, (await Items.GetAsync("a", Token))!.Value.Version);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public async Task Commit_NewRecordsOfWhichOneIsThere_IsAConflictAndLeavesNone(string there)
    {
        await Items.PutAsync(new() { Id = "a", Title = "kept", Tags = ["kept"] }, cancellationToken: Token);
        var content = Item.Kind.ToContent(new() { Id = "x", Title = "wrong", Tags = ["wrong", "more"], Owners = ["wrong"] });
        await Refuses(
            RecordErrorCodes.Conflict,
            () => Store.CommitAsync("main", [.. new[] { "b", "c", "d", there, "e" }.Select(key => RecordChange.Put(Item.Kind, key, content, 0))], Token));
        Assert.Equal(["a"], await KeysAsync(new RecordQuery(Item.Kind)));
        Assert.Equal(["a"], await KeysAsync(RecordFilter.Equal(Tag, "kept")));
        Assert.Empty(await KeysAsync(RecordFilter.Equal(Tag, "wrong")));

        // Nothing stands in the way of them later.
        await Store.CommitAsync("main", [.. new[] { "b", "c", "d", "e" }.Select(key => RecordChange.Put(Item.Kind, key, content, 0))], Token);
        Assert.Equal(["b", "c", "d", "e"], await KeysAsync(RecordFilter.Equal(Tag, "wrong")));
    }

    [Fact]
    public async Task Commit_SeveralChangesOfOneRecord_HappenInTheirOrder()
    {
        var one = Item.Kind.ToContent(new() { Id = "a", Title = "one", Tags = ["1"] });
        var two = Item.Kind.ToContent(new() { Id = "a", Title = "two", Tags = ["2"] });
        await Store.CommitAsync(
            "main",
            [
                RecordChange.Check(Item.Kind, "a", 0),
                RecordChange.Put(Item.Kind, "a", one, 0),
                RecordChange.Check(Item.Kind, "a", 1),
                RecordChange.Put(Item.Kind, "a", two, 1),
                RecordChange.Put(Item.Kind, "b", one, 0),
                RecordChange.Delete(Item.Kind, "b", 1),
                RecordChange.Delete(Item.Kind, "b"),
                RecordChange.Check(Item.Kind, "b", 0),
                RecordChange.Put(Item.Kind, "b", two, 0),
            ],
            Token);
        var records = (await Store.QueryAsync("main", new(Item.Kind) { Filter = RecordFilter.Equal(Tag, "2") }, Token)).Records;
        Assert.Equal([("a", 2L), ("b", 1L)], records.Select(static record => (record.Key, record.Version)));
        Assert.Empty(await KeysAsync(RecordFilter.Equal(Tag, "1")));
        await Store.CommitAsync("main", [], Token);
    }

    [Fact]
    public async Task Commit_Check_ReservesAVersionOfAnotherRecord()
    {
        await Items.PutAsync(new() { Id = "parent" }, cancellationToken: Token);
        await Store.CommitAsync("main", [RecordChange.Check(Item.Kind, "parent", 1), RecordChange.Check(Item.Kind, "gone", 0), await Items.PutChangeAsync(new() { Id = "child" }, 0, Token)], Token);
        Assert.Equal(["child", "parent"], await KeysAsync(new RecordQuery(Item.Kind)));
        Assert.Equal(1, (await Items.GetAsync("parent", Token))!.Value.Version);
    }

    [Fact]
    public async Task Commit_UniqueValueOfAnother_IsAConflictAndChangesNothing()
    {
        await Items.PutAsync(new() { Id = "a", Code = "one" }, cancellationToken: Token);
        await Items.PutAsync(new() { Id = "b" }, cancellationToken: Token);
        await Items.PutAsync(new() { Id = "c" }, cancellationToken: Token);
        Item[][] wrong =
        [
            [new() { Id = "b", Code = "one" }],
            [new() { Id = "d", Code = "one" }],
            [new() { Id = "d", Code = "two" }, new() { Id = "e", Code = "two" }],
            [new() { Id = "a", Code = "two" }, new() { Id = "d", Code = "one" }, new() { Id = "e", Code = "one" }],
            [new() { Id = "a" }, new() { Id = "d", Code = "one" }, new() { Id = "a", Code = "one" }],
        ];
        foreach (var items in wrong)
        {
            await Refuses(RecordErrorCodes.Conflict, async () => await CommitAsync(items));
            Assert.Equal(["a", "b", "c"], await KeysAsync(new RecordQuery(Item.Kind)));
            Assert.Equal(["a"], await KeysAsync(RecordFilter.Equal(Item.Kind["code"], "one")));
        }

        await Refuses(RecordErrorCodes.Conflict, () => Items.PutAsync(new() { Id = "d", Code = "one" }, 0, Token));
        await Refuses(RecordErrorCodes.Conflict, () => Items.PutAsync(new() { Id = "b", Code = "one" }, 1, Token));

        // What is handed on within a transaction is nobody else's when it ends, whatever the order of the changes.
        await CommitAsync([new() { Id = "a", Title = "same", Code = "one" }]);
        await CommitAsync([new() { Id = "b", Code = "one" }, new() { Id = "a", Code = "two" }]);
        await CommitAsync([new() { Id = "a", Code = "one" }, new() { Id = "b", Code = "two" }]);
        await Store.CommitAsync("main", [await Items.PutChangeAsync(new() { Id = "c", Code = "one" }, cancellationToken: Token), RecordChange.Delete(Item.Kind, "a")], Token);
        Assert.Equal(["c"], await KeysAsync(RecordFilter.Equal(Item.Kind["code"], "one")));
        Assert.Equal(["b"], await KeysAsync(RecordFilter.Equal(Item.Kind["code"], "two")));
        await new RecordSet<Item>(Store, "other", Item.Kind).PutAsync(new() { Id = "x", Code = "one" }, cancellationToken: Token);
        var longest = new string('ü', 512);
        await CommitAsync([new() { Id = "long", Code = longest }]);
        Assert.Equal(["long"], await KeysAsync(RecordFilter.Equal(Item.Kind["code"], longest)));
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync([new() { Id = "long", Code = longest + "x" }]));

        async Task CommitAsync(Item[] items)
        {
            var changes = new List<RecordChange>();
            foreach (var item in items)
            {
                changes.Add(await Items.PutChangeAsync(item, cancellationToken: Token));
            }

            await Store.CommitAsync("main", changes, Token);
        }
    }

    [Fact]
    public async Task Commit_SameUniqueValueAtOnce_OneHasIt()
    {
        for (var round = 0; round < 20; round++)
        {
            var code = $"code {round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
            {
                try
                {
                    await Items.PutAsync(new() { Id = $"{round} {number}", Code = code }, 0, Token);
                    return true;
                }
                catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
                {
                    return false;
                }
            })));
            Assert.Single(outcomes, static won => won);
            Assert.Single(await KeysAsync(RecordFilter.Equal(Item.Kind["code"], code)));
        }
    }

    [Fact]
    public async Task Spaces_OfOneStore_SeeNothingOfEachOther()
    {
        Assert.Empty(await Store.ListSpacesAsync(Token));
        var other = new RecordSet<Item>(Store, "other", Item.Kind);
        await Items.PutAsync(new() { Id = "a", Title = "mine", Tags = ["t"] }, cancellationToken: Token);
        await other.PutAsync(new() { Id = "a", Title = "other", Tags = ["t"] }, expectedVersion: 0, Token);
        await other.PutAsync(new() { Id = "b", Tags = ["u"] }, cancellationToken: Token);

        Assert.Equal("mine", (await Items.GetAsync("a", Token))!.Value.Value.Title);
        Assert.Null(await Items.GetAsync("b", Token));
        Assert.Equal(1, await Items.CountAsync(cancellationToken: Token));
        Assert.Equal(1, await Items.CountAsync(RecordFilter.Equal(Tag, "t"), Token));
        Assert.Equal(0, await Items.CountAsync(RecordFilter.Equal(Tag, "u"), Token));
        Assert.Equal(1, await Items.CountAsync(RecordFilter.Not(RecordFilter.Equal(Tag, "u")), Token));
        Assert.Equal(["main", "other"], await Store.ListSpacesAsync(Token));
        await Items.DeleteAsync("a", 1, Token);
        Assert.Equal(2, await other.CountAsync(cancellationToken: Token));
        Assert.Equal(["other"], await Store.ListSpacesAsync(Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync("no such space!", [], Token));
    }

    [Fact]
    public async Task Put_EveryCharacterAndSize_ComesBackAsItWas()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static value => (byte)value)];
        string[] texts =
        [
            "\0", "a\0b", "\u0001", "\u0001\u0001", "\u0002", "ä", "\u0301", "\uFFFD", "\uE000", "\U00010000", "\U0010FFFF", "'", "\"", ";--", "%", "_", "\\",
            "\r\n\t", "?1", "$1", "@p", "{0}", new string('x', 2048),
        ];
        foreach (var text in texts)
        {
            var content = Item.Kind.ToContent(new() { Id = text, Title = text + text, Rank = long.MinValue, Made = DateTimeOffset.UnixEpoch.AddMilliseconds(-1), Tags = [text, "tag"] });
            await Store.CommitAsync("main", [RecordChange.Put(Item.Kind, text, content with { Body = bytes }, 0)], Token);
            Assert.Equal(bytes, (await Store.GetAsync("main", Item.Kind, text, Token))!.Body.ToArray());
            Assert.Equal([text], await KeysAsync(RecordFilter.Equal(Title, text + text)));
            Assert.Equal([text], await KeysAsync(RecordFilter.Equal(Tag, text)));
            var found = Assert.Single((await Store.QueryAsync("main", new(Item.Kind) { Filter = RecordFilter.Equal(RecordColumn.Key, text), IncludeFields = true }, Token)).Records);
            Assert.Equal(RecordChange.Put(Item.Kind, text, content).Content!.Fields, found.Fields!);
        }

        Assert.Equal(texts.Order(Comparer<string>.Create(RecordValue.CompareTexts)), await KeysAsync(new RecordQuery(Item.Kind)));
        Assert.Equal(texts.Order(Comparer<string>.Create(RecordValue.CompareTexts)), await KeysAsync(new RecordQuery(Item.Kind) { Order = [new(Title)] }));
    }

    [Fact]
    public async Task Put_LargeAndEmpty_ComesBackAsItWas()
    {
        var large = new byte[5_000_000];
        large.AsSpan().Fill(0xA5);
        var text = new string('ü', 100_000);
        await Store.CommitAsync(
            "main",
            [
                RecordChange.Put(Item.Kind, "large", new(large, [new(Title, RecordValue.Of(text)), new(Tag, RecordValue.Of(text + "1"))])),
                RecordChange.Put(Item.Kind, "like", new(large, [new(Title, RecordValue.Of(text + "2"))])),
                RecordChange.Put(Item.Kind, "empty", new(default, [new(Title, RecordValue.Of("")), new(Tag, RecordValue.Of(""))])),
            ],
            Token);
        Assert.Equal(large, (await Store.GetAsync("main", Item.Kind, "large", Token))!.Body.ToArray());
        Assert.Equal(0, (await Store.GetAsync("main", Item.Kind, "empty", Token))!.Body.Length);
        Assert.Equal(["large"], await KeysAsync(RecordFilter.Equal(Title, text)));
        Assert.Equal(["large"], await KeysAsync(RecordFilter.Equal(Tag, text + "1")));
        Assert.Equal(["like"], await KeysAsync(new RecordComparisonFilter(Title, RecordComparison.Greater, RecordValue.Of(text))));
        Assert.Equal(["empty"], await KeysAsync(RecordFilter.Equal(Title, "")));
        Assert.Equal(["empty"], await KeysAsync(RecordFilter.Equal(Tag, "")));
        Assert.Equal(["like"], await KeysAsync(RecordFilter.IsNull(Tag)));
    }

    [Fact]
    public async Task Store_NotOpenForAKind_IsMisuse()
    {
        var unknown = Item.Declare("unknown", 1);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.GetAsync("main", unknown, "a", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.CommitAsync("main", [RecordChange.Delete(unknown, "a")], Token));
        await Store.OpenAsync([unknown], Token);
        await Store.CommitAsync("main", [RecordChange.Put(unknown, "a", Body("x"))], Token);
        Assert.NotNull(await Store.GetAsync("main", unknown, "a", Token));
    }

    [Fact]
    public async Task Every_CanceledBefore_IsCanceled()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Items.PutAsync(new() { Id = "a" }, cancellationToken: canceled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Items.GetAsync("a", canceled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Items.FindAsync(cancellationToken: canceled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Items.CountAsync(cancellationToken: canceled.Token));
        Assert.Equal(0, await Items.CountAsync(cancellationToken: Token));
    }
}
