// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Agent.Tests;

public sealed class RecordArchiveTests
{
    private static readonly PassphraseCost Cheap = new(1, 64, 1);
    private static readonly RecordKind[] Kinds = [Item.Kind, Secret.Kind, RecordSealer.DataKeys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_IntoAnotherStoreAndSpace_GivesTheSameRecords()
    {
        await using var from = await OpenAsync();
        using var sealer = Sealer(from, "one");
        await FillAsync(from, sealer, 450);
        using var file = new MemoryStream();
        Assert.Equal(900, await new RecordArchive(from, Kinds, sealer).ExportAsync("main", file, "archive", Cheap, Token));

        await using var to = await OpenAsync();
        using var other = Sealer(to, "another");
        file.Position = 0;
        Assert.Equal(900, await new RecordArchive(to, Kinds, other).ImportAsync("moved", file, "archive", Token));
        Assert.Equal(await DescribeAsync(from, "main"), await DescribeAsync(to, "moved"));
        Assert.Equal("value 7", (await new RecordSet<Secret>(to, "moved", Secret.Kind, other).GetAsync("007", Token))!.Value.Value.Value);
        Assert.DoesNotContain("value 7", System.Text.Encoding.Latin1.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ChangedOrCutOff_IsRefusedAndWritesNothing()
    {
        var whole = await ExportAsync(3);
        await using var to = await OpenAsync();
        using var sealer = Sealer(to, "one");
        var archive = new RecordArchive(to, Kinds, sealer);
        for (var index = 0; index < whole.Length; index++)
        {
            // The cost and the salt lead to another key, the version to another layout; all else to another tag.
            var changed = whole.ToArray();
            changed[index] ^= 0x40;
            await RefusesAsync(archive, changed, index == 7 ? RecordErrorCodes.SchemaNewer : RecordErrorCodes.ArchiveInvalid);
            await RefusesAsync(archive, whole[..index], RecordErrorCodes.ArchiveInvalid);
        }

        await RefusesAsync(archive, [.. whole, 0], RecordErrorCodes.ArchiveInvalid);
        Assert.Empty(await to.ListSpacesAsync(Token));
    }

    [Fact]
    public async Task Import_ChunksMovedOrLeftOut_IsRefused()
    {
        // Five chunks of 64 KiB, and a last one.
        var whole = await ExportAsync(3, padding: 120_000);
        const int Size = sizeof(int) + ArchiveCipher.MaxChunk + ArchiveCipher.TagSize;
        var chunks = whole.AsMemory(ArchiveCipher.HeaderSize);
        var header = whole.AsMemory(0, ArchiveCipher.HeaderSize);
        await using var to = await OpenAsync();
        using var sealer = Sealer(to, "one");
        var archive = new RecordArchive(to, Kinds, sealer);
        byte[][] wrong =
        [
            [.. header.Span, .. chunks.Span[Size..]],
            [.. header.Span, .. chunks.Span.Slice(Size, Size), .. chunks.Span[..Size], .. chunks.Span[(2 * Size)..]],
            [.. header.Span, .. chunks.Span[..Size], .. chunks.Span[..Size], .. chunks.Span[Size..]],
            [.. header.Span, .. chunks.Span[..(2 * Size)]],
        ];
        foreach (var bytes in wrong)
        {
            await RefusesAsync(archive, bytes, RecordErrorCodes.ArchiveInvalid);
        }

        Assert.Equal(6, await archive.ImportAsync("main", new MemoryStream(whole), "archive", Token));
    }

    [Fact]
    public async Task Import_WrongPassphraseOrUnknownKindOrFullSpace_IsRefused()
    {
        var whole = await ExportAsync(3);
        await using var to = await OpenAsync();
        using var sealer = Sealer(to, "one");
        var archive = new RecordArchive(to, Kinds, sealer);
        await RecordSealerTests.Refuses(RecordErrorCodes.ArchiveInvalid, async () => await archive.ImportAsync("main", new MemoryStream(whole), "wrong", Token));
        await RecordSealerTests.Refuses(
            RecordErrorCodes.SchemaNewer, async () => await new RecordArchive(to, [Item.Kind]).ImportAsync("main", new MemoryStream(whole), "archive", Token));
        await archive.ImportAsync("main", new MemoryStream(whole), "archive", Token);
        await RecordSealerTests.Refuses(RecordErrorCodes.Conflict, async () => await archive.ImportAsync("main", new MemoryStream(whole), "archive", Token));
        Assert.Throws<ArgumentException>(() => new RecordArchive(to, Kinds));
    }

    [Fact]
    public async Task Import_StoreFailsBetweenTransactions_TakesBackWhatWasWritten()
    {
        var whole = await ExportAsync(1200);
        await using var to = await OpenAsync();
        using var sealer = Sealer(to, "one");
        var flaky = new FailingStore(to, commits: 1, isForGood: false);
        await RecordSealerTests.Refuses(
            RecordErrorCodes.StoreUnavailable,
            async () => await new RecordArchive(flaky, [Item.Kind, Secret.Kind], sealer).ImportAsync("main", new MemoryStream(whole), "archive", Token));
        Assert.Equal(0, await to.CountAsync("main", new(Item.Kind), Token));
        Assert.Equal(0, await to.CountAsync("main", new(Secret.Kind), Token));
        Assert.Equal(2400, await new RecordArchive(flaky, Kinds, sealer).ImportAsync("main", new MemoryStream(whole), "archive", Token));
    }

    [Fact]
    public async Task Import_OlderVersionOfAKind_IsMigrated()
    {
        var whole = await ExportAsync(2);
        var second = new RecordKind<Item>("item", Item.Kind.Json, static item => item.Id, version: 2)
            .WithText("title", static item => item.Title)
            .WithMigration(1, static json =>
            {
                json["Title"] = "migrated";
                return json;
            });
        await using var to = new MemoryRecordStore();
        await to.OpenAsync([second, Secret.Kind, RecordSealer.DataKeys], Token);
        using var sealer = Sealer(to, "one");
        await new RecordArchive(to, [second, Secret.Kind], sealer).ImportAsync("main", new MemoryStream(whole), "archive", Token);
        Assert.Equal(2, await to.CountAsync("main", new(second) { Filter = RecordFilter.Equal(second["title"], "migrated") }, Token));
    }

    private static async Task RefusesAsync(RecordArchive archive, byte[] bytes, string code) =>
        await RecordSealerTests.Refuses(code, async () => await archive.ImportAsync("main", new MemoryStream(bytes), "archive", Token));

    private static async Task<byte[]> ExportAsync(int count, int padding = 0)
    {
        await using var store = await OpenAsync();
        using var sealer = Sealer(store, "any");
        await FillAsync(store, sealer, count, padding);
        using var file = new MemoryStream();
        await new RecordArchive(store, Kinds, sealer).ExportAsync("main", file, "archive", Cheap, Token);
        return file.ToArray();
    }

    private static async Task FillAsync(MemoryRecordStore store, RecordSealer sealer, int count, int padding = 0)
    {
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        var secrets = new RecordSet<Secret>(store, "main", Secret.Kind, sealer);
        foreach (var number in Enumerable.Range(0, count))
        {
            var item = new Item { Id = $"{number:D3}", Title = new string('t', padding), Rank = number, Tags = ["all", $"{number}"], Made = DateTimeOffset.UnixEpoch.AddDays(number) };
            await items.PutAsync(item, cancellationToken: Token);
            await secrets.PutAsync(new() { Id = $"{number:D3}", Label = "kept", Value = $"value {number}" }, cancellationToken: Token);
        }
    }

    private static async Task<string[]> DescribeAsync(MemoryRecordStore store, string space)
    {
        var items = await store.QueryAsync(space, new(Item.Kind) { IncludeFields = true }, Token);
        return [.. items.Records.Select(static record => $"{record.Key} {Convert.ToHexString(record.Body.Span)} {string.Join('|', record.Fields!)}")];
    }

    private static async Task<MemoryRecordStore> OpenAsync()
    {
        var store = new MemoryRecordStore();
        await store.OpenAsync(Kinds, Token);
        return store;
    }

    private static RecordSealer Sealer(IRecordStore store, string passphrase) => new(store, new PassphraseRootKey(passphrase, Cheap));
}
