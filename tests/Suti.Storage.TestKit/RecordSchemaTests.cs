// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Storage.TestKit;

/// <summary>Versions of kinds: taken forward, never back.</summary>
public abstract class RecordSchemaTests : RecordStoreTests
{
    [Fact]
    public async Task Open_OlderVersion_IsMigratedWithBodiesAndColumns()
    {
        await Items.PutAsync(new() { Id = "a", Title = "one", Rank = 1, Tags = ["x"] }, cancellationToken: Token);
        await Items.PutAsync(new() { Id = "a", Title = "two", Rank = 2, Tags = ["x", "y"] }, cancellationToken: Token);
        await new RecordSet<Item>(Store, "other", Item.Kind).PutAsync(new() { Id = "b", Title = "three" }, cancellationToken: Token);

        var third = new RecordKind<Item>("item", Item.Kind.Json, static item => item.Id, version: 3)
            .WithText("made", static item => item.Title)
            .WithTexts("owner", static item => item.Owners)
            .WithInteger("space", static item => item.Rank)
            .WithUniqueText("id", static item => item.Id)
            .WithMigration(1, static json => With(json, "Title", (string?)json["Title"] + "!"))
            .WithMigration(2, static json => With(json, "Owners", new JsonArray((string?)json["Title"])));
        var store = await OpenAsync(third);
        var items = new RecordSet<Item>(store, "main", third);

        var found = (await items.GetAsync("a", Token))!.Value;
        Assert.Equal((2, "two!"), (found.Version, found.Value.Title));
        Assert.Equal(1, await items.CountAsync(RecordFilter.Equal(third["made"], "two!"), Token));
        Assert.Equal(1, await items.CountAsync(RecordFilter.Equal(third["owner"], "two!"), Token));
        Assert.Equal(1, await items.CountAsync(RecordFilter.Equal(third["space"], RecordValue.Of(2)), Token));
        Assert.Equal(1, await new RecordSet<Item>(store, "other", third).CountAsync(RecordFilter.Equal(third["owner"], "three!"), Token));
        Assert.Equal(1, await items.CountAsync(RecordFilter.Equal(third["id"], "a"), Token));
        await items.PutAsync(new() { Id = "c" }, expectedVersion: 0, Token);

        // What opens again with the same version finds nothing to do.
        Assert.Equal(2, await new RecordSet<Item>(await OpenAsync(third), "main", third).CountAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Open_SameVersionWithAnotherColumn_IndexesIt()
    {
        await Items.PutAsync(new() { Id = "a", Title = "one", Owners = ["o"], Tags = ["x"] }, cancellationToken: Token);
        var changed = new RecordKind<Item>("item", Item.Kind.Json, static item => item.Id)
            .WithText("title", static item => item.Title)
            .WithTexts("tag", static item => item.Tags)
            .WithTexts("owner", static item => item.Owners);
        var items = new RecordSet<Item>(await OpenAsync(changed), "main", changed);
        Assert.Equal(1, await items.CountAsync(RecordFilter.All(RecordFilter.Equal(changed["title"], "one"), RecordFilter.Equal(changed["owner"], "o"), RecordFilter.Equal(changed["tag"], "x")), Token));
    }

    [Fact]
    public async Task Open_ColumnLosesItsIndexOrGetsOne_AnswersTheSame()
    {
        foreach (var number in Enumerable.Range(0, 5))
        {
            await Items.PutAsync(new() { Id = $"{number}", Title = $"title {number % 2}", Rank = number }, cancellationToken: Token);
        }

        foreach (var isIndexed in (bool[])[false, true])
        {
            var kind = new RecordKind<Item>("item", Item.Kind.Json, static item => item.Id)
                .WithText("version", static item => item.Title, isIndexed)
                .WithInteger("space", static item => item.Rank, isIndexed);
            var items = new RecordSet<Item>(await OpenAsync(kind), "main", kind);
            await items.PutAsync(new() { Id = $"more {isIndexed}", Title = "title 1", Rank = -1 }, cancellationToken: Token);
            Assert.Equal(isIndexed ? 4 : 3, await items.CountAsync(RecordFilter.Equal(kind["version"], "title 1"), Token));
            var found = await items.FindAsync(new RecordQuery(kind) { Order = [new(kind["space"], IsDescending: true)], Take = 2 }, Token);
            Assert.Equal(["4", "3"], found.Select(static item => item.Id));
        }
    }

    [Fact]
    public async Task Open_NewerVersion_IsRefusedAndNothingChanges()
    {
        var second = Item.Declare("item", 2);
        var items = new RecordSet<Item>(await OpenAsync(second), "main", second);
        await items.PutAsync(new() { Id = "a", Title = "new" }, cancellationToken: Token);
        await Refuses(RecordErrorCodes.SchemaNewer, async () => await OpenAsync(Item.Kind));
        Assert.Equal("new", (await items.GetAsync("a", Token))!.Value.Value.Title);
    }

    [Fact]
    public async Task Open_MigrationThatFails_LeavesTheOldVersion()
    {
        await Items.PutAsync(new() { Id = "a", Title = "one" }, cancellationToken: Token);
        var failing = new RecordKind<Item>("item", Item.Kind.Json, static item => item.Id, version: 2)
            .WithText("title", static item => item.Title)
            .WithMigration(1, static _ => throw new SutiException("test.failed", "The step fails."));
        await Refuses("test.failed", async () => await OpenAsync(failing));
        Assert.Equal("one", (await Items.GetAsync("a", Token))!.Value.Value.Title);
        Assert.Equal(1, await Items.CountAsync(RecordFilter.Equal(Title, "one"), Token));
        await Items.PutAsync(new() { Id = "a", Title = "two" }, expectedVersion: 1, Token);
    }

    [Fact]
    public async Task Open_SealedKind_KeepsItsBodyAndTheColumnsThatStay()
    {
        var first = new RecordKind<Item>("vault", Item.Kind.Json, static item => item.Id, isSealed: true)
            .WithText("title", static item => item.Title).WithInteger("rank", static item => item.Rank);
        var second = new RecordKind<Item>("vault", Item.Kind.Json, static item => item.Id, version: 2, isSealed: true)
            .WithText("title", static item => item.Title).WithTexts("tag", static item => item.Tags);
        var before = await OpenAsync(first);
        await before.CommitAsync("main", [RecordChange.Put(first, "a", new(new byte[] { 1, 2, 3 }, [new(first["title"], RecordValue.Of("t")), new(first["rank"], RecordValue.Of(1))]))], Token);
        var after = await OpenAsync(second);
        var found = Assert.Single((await after.QueryAsync("main", new(second) { IncludeFields = true }, Token)).Records);
        Assert.Equal([1, 2, 3], found.Body.ToArray());
        Assert.Equal([new RecordField(second["title"], RecordValue.Of("t"))], found.Fields!);
    }

    private static JsonObject With(JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }
}
