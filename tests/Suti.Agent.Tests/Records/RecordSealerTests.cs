// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Agent.Tests;

public sealed class RecordSealerTests
{
    private static readonly PassphraseCost Cheap = new(1, 64, 1);
    private static readonly RecordKind[] Kinds = [Secret.Kind, RecordSealer.DataKeys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutAndGet_SealedKind_KeepsTheSecretOutOfTheStore()
    {
        await using var store = await OpenAsync();
        using var sealer = WithPassphrase(store, "right");
        await Set(store, sealer).PutAsync(new() { Id = "a", Label = "open", Value = "hidden" }, cancellationToken: Token);

        Assert.Equal("hidden", (await Set(store, sealer).GetAsync("a", Token))!.Value.Value.Value);
        var stored = await store.GetAsync("main", Secret.Kind, "a", Token);
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(stored!.Body.Span), StringComparison.Ordinal);

        using var later = WithPassphrase(store, "right");
        Assert.Equal("hidden", (await Set(store, later).GetAsync("a", Token))!.Value.Value.Value);
    }

    [Fact]
    public async Task Check_WrongPassphrase_IsRefusedAndNothingIsWritten()
    {
        await using var store = await OpenAsync();
        using (var sealer = WithPassphrase(store, "right"))
        {
            await Set(store, sealer).PutAsync(new() { Id = "a", Value = "hidden" }, cancellationToken: Token);
        }

        using var wrong = WithPassphrase(store, "wrong");
        await Refuses(RecordErrorCodes.WrongRootKey, () => wrong.CheckAsync("main", Token));
        await Refuses(RecordErrorCodes.WrongRootKey, () => wrong.CheckAsync("another", Token));
        await Refuses(RecordErrorCodes.WrongRootKey, async () => await Set(store, wrong).GetAsync("a", Token));
        await Refuses(RecordErrorCodes.WrongRootKey, () => Set(store, wrong).PutAsync(new() { Id = "b", Value = "x" }, cancellationToken: Token));
        await Refuses(RecordErrorCodes.WrongRootKey, () => Set(store, wrong, "another").PutAsync(new() { Id = "b", Value = "x" }, cancellationToken: Token));
        await Refuses(RecordErrorCodes.WrongRootKey, async () => await wrong.RotateAsync("another", Kinds, Token));
        Assert.Equal(1, await store.CountAsync("main", new(Secret.Kind), Token));
        Assert.Equal(1, await store.CountAsync("main", new(RecordSealer.DataKeys), Token));
        Assert.Equal(["main"], await store.ListSpacesAsync(Token));
    }

    [Fact]
    public async Task Check_NoRootKey_IsRefusedWhereSomethingIsSealed()
    {
        await using var store = await OpenAsync();
        using var none = new RecordSealer(store);
        await none.CheckAsync("main", Token);
        await Refuses(RecordErrorCodes.RootKeyMissing, () => Set(store, none).PutAsync(new() { Id = "a", Value = "x" }, cancellationToken: Token));
        Assert.Empty(await store.ListSpacesAsync(Token));

        using var sealer = WithPassphrase(store, "right");
        await Set(store, sealer).PutAsync(new() { Id = "a", Value = "x" }, cancellationToken: Token);
        await Refuses(RecordErrorCodes.RootKeyMissing, () => none.CheckAsync("main", Token));
        await Refuses(RecordErrorCodes.RootKeyMissing, () => none.CheckAsync("another", Token));
        await Refuses(RecordErrorCodes.RootKeyMissing, async () => await Set(store, none).GetAsync("a", Token));
    }

    [Fact]
    public async Task Get_SwappedOrChangedBody_IsCorrupted()
    {
        await using var store = await OpenAsync();
        using var sealer = WithPassphrase(store, "right");
        var set = Set(store, sealer);
        await set.PutAsync(new() { Id = "a", Value = "of a" }, cancellationToken: Token);
        await set.PutAsync(new() { Id = "b", Value = "of b" }, cancellationToken: Token);
        var body = (await store.GetAsync("main", Secret.Kind, "a", Token))!.Body.ToArray();

        await RefusesBody(body, "b");
        for (var index = 0; index < body.Length; index++)
        {
            var changed = body.ToArray();
            changed[index] ^= 1;
            await RefusesBody(changed, "a");
            await RefusesBody(body[..index], "a");
        }

        // The same key in another space has another data key.
        await Set(store, sealer, "another").PutAsync(new() { Id = "a", Value = "elsewhere" }, cancellationToken: Token);
        await store.CommitAsync("another", [RecordChange.Put(Secret.Kind, "a", new(body, []))], Token);
        await Refuses(RecordErrorCodes.Corrupted, async () => await Set(store, sealer, "another").GetAsync("a", Token));

        async Task RefusesBody(byte[] wrong, string key)
        {
            await store.CommitAsync("main", [RecordChange.Put(Secret.Kind, key, new(wrong, []))], Token);
            await Refuses(RecordErrorCodes.Corrupted, async () => await set.GetAsync(key, Token));
        }
    }

    [Fact]
    public async Task Rotate_RecordsInUse_ResealsThemAndOthersKeepReading()
    {
        await using var store = await OpenAsync();
        using var sealer = WithPassphrase(store, "right");
        using var other = WithPassphrase(store, "right");
        foreach (var number in Enumerable.Range(0, 250))
        {
            await Set(store, sealer).PutAsync(new() { Id = $"{number:D3}", Label = "kept", Value = $"value {number}" }, cancellationToken: Token);
        }

        Assert.Equal("value 7", (await Set(store, other).GetAsync("007", Token))!.Value.Value.Value);
        Assert.Equal(250, await sealer.RotateAsync("main", Kinds, Token));

        // One that did not notice yet reads what was resealed, and what it still seals with the old key is readable.
        Assert.Equal("value 8", (await Set(store, other).GetAsync("008", Token))!.Value.Value.Value);
        await Set(store, other).PutAsync(new() { Id = "new", Value = "late" }, cancellationToken: Token);
        Assert.Equal("late", (await Set(store, sealer).GetAsync("new", Token))!.Value.Value.Value);
        Assert.Equal(250, await Set(store, sealer).CountAsync(RecordFilter.Equal(Secret.Kind["label"], "kept"), Token));
        Assert.Equal(2, await store.CountAsync("main", new(RecordSealer.DataKeys), Token));
    }

    [Fact]
    public async Task Rotate_WhileRecordsChange_LosesNoChange()
    {
        await using var store = await OpenAsync();
        using var sealer = WithPassphrase(store, "right");
        var set = Set(store, sealer);
        foreach (var number in Enumerable.Range(0, 50))
        {
            await set.PutAsync(new() { Id = $"{number:D3}", Value = "0" }, cancellationToken: Token);
        }

        var writing = Task.Run(
            async () =>
            {
                foreach (var turn in Enumerable.Range(1, 40))
                {
                    foreach (var number in Enumerable.Range(0, 50))
                    {
                        await set.PutAsync(new() { Id = $"{number:D3}", Value = $"{turn}" }, cancellationToken: Token);
                    }
                }
            },
            Token);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await sealer.RotateAsync("main", Kinds, Token);
        }

        await writing;
        Assert.All(await set.FindAsync(cancellationToken: Token), secret => Assert.Equal("40", secret.Value));
    }

    [Fact]
    public async Task ChangeRootKey_EndedEarlyAndAgain_LeavesEveryKeyUnderTheNewOne()
    {
        await using var store = await OpenAsync();
        using var sealer = WithPassphrase(store, "old");
        foreach (var space in new[] { "one", "two", "three" })
        {
            await Set(store, sealer, space).PutAsync(new() { Id = "a", Value = space }, cancellationToken: Token);
        }

        using var next = new PassphraseRootKey("new", Cheap);
        var first = await new RootKeyChange(new FailingStore(store, commits: 1), new PassphraseRootKey("old", Cheap), next)
            .RunAsync(Token).AsTask().ContinueWith(static task => task.IsFaulted, TaskScheduler.Default);
        Assert.True(first);
        Assert.Equal(2, await sealer.ChangeRootKeyAsync(next, Token));

        using var after = WithPassphrase(store, "new");
        using var before = WithPassphrase(store, "old");
        foreach (var space in new[] { "one", "two", "three" })
        {
            Assert.Equal(space, (await Set(store, after, space).GetAsync("a", Token))!.Value.Value.Value);
            await Refuses(RecordErrorCodes.WrongRootKey, () => before.CheckAsync(space, Token));
        }
    }

    [Fact]
    public async Task Check_OneDamagedDataKeyOfTwo_LosesOnlyWhatItSealed()
    {
        await using var store = await OpenAsync();
        using (var sealer = WithPassphrase(store, "right"))
        {
            await Set(store, sealer).PutAsync(new() { Id = "a", Value = "x" }, cancellationToken: Token);
            await sealer.RotateAsync("main", [], Token);
            await Set(store, sealer).PutAsync(new() { Id = "b", Value = "y" }, cancellationToken: Token);
        }

        var keys = await store.QueryAsync("main", new(DataKey.Kind) { Order = [new(DataKey.Kind["generation"])] }, Token);
        var key = DataKey.Kind.FromBody(keys.Records[0].Body.Span);
        key.Wrapped[^1] ^= 1;
        await new RecordSet<DataKey>(store, "main", DataKey.Kind).PutAsync(key, cancellationToken: Token);

        using var later = WithPassphrase(store, "right");
        await later.CheckAsync("main", Token);
        Assert.Equal("y", (await Set(store, later).GetAsync("b", Token))!.Value.Value.Value);
        await Refuses(RecordErrorCodes.Corrupted, async () => await Set(store, later).GetAsync("a", Token));
    }

    [Fact]
    public async Task RootKeys_OfEverySort_WrapAndRefuseEachOther()
    {
        var record = new RecordIdentity("s", "k", "1");
        using var raw = new RawRootKey(new byte[32]);
        using var phrase = new PassphraseRootKey("p", Cheap);
        var dataKey = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();
        foreach (var (mine, other) in new (IRootKeyProvider, IRootKeyProvider)[] { (raw, phrase), (phrase, raw) })
        {
            var wrapped = await mine.WrapAsync(record, dataKey, Token);
            Assert.Equal(dataKey, await mine.UnwrapAsync(record, wrapped, Token));
            await Refuses(RecordErrorCodes.WrongRootKey, async () => await other.UnwrapAsync(record, wrapped, Token));
            await Refuses(RecordErrorCodes.WrongRootKey, async () => await mine.UnwrapAsync(record with { Key = "2" }, wrapped, Token));
            await Refuses(RecordErrorCodes.WrongRootKey, async () => await mine.UnwrapAsync(new("sk", "", "1"), wrapped, Token));
            await Refuses(RecordErrorCodes.Corrupted, async () => await mine.UnwrapAsync(record, wrapped.AsMemory(0, 20), Token));
        }

        // A cost out of range, as a hostile store may state it, is not worked through.
        var costly = await phrase.WrapAsync(record, dataKey, Token);
        costly[8] = 0x7F;
        await Refuses(RecordErrorCodes.Corrupted, async () => await phrase.UnwrapAsync(record, costly, Token));
        Assert.Throws<ArgumentException>(() => new RawRootKey(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PassphraseRootKey("p", new(0)));
    }

    internal static async Task Refuses(string code, Func<ValueTask> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(async () => await act())).Code);

    private static async Task<MemoryRecordStore> OpenAsync()
    {
        var store = new MemoryRecordStore();
        await store.OpenAsync(Kinds, Token);
        return store;
    }

    private static RecordSealer WithPassphrase(IRecordStore store, string passphrase) =>
        new(store, new PassphraseRootKey(passphrase, Cheap));

    private static RecordSet<Secret> Set(IRecordStore store, RecordSealer sealer, string space = "main") =>
        new(store, space, Secret.Kind, sealer);
}
