// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Storage.TestKit;

/// <summary>
/// What every record store does. A backend derives from this class and from its neighbours in one line each, and passes all
/// of it.
/// </summary>
public abstract class RecordStoreTests : IAsyncLifetime
{
    private readonly List<IRecordStore> _stores = [];

    /// <summary>The column of texts.</summary>
    protected static RecordColumn Title => Item.Kind["version"];

    /// <summary>The column of numbers.</summary>
    protected static RecordColumn Rank => Item.Kind["space"];

    /// <summary>The column of moments.</summary>
    protected static RecordColumn Made => Item.Kind["made"];

    /// <summary>A column of several texts.</summary>
    protected static RecordColumn Tag => Item.Kind["tag"];

    /// <summary>Ends what takes too long.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The store, open.</summary>
    protected IRecordStore Store { get; private set; } = null!;

    /// <summary>The items of one space.</summary>
    protected RecordSet<Item> Items => new(Store, "main", Item.Kind);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Store = await OpenAsync(Item.Kind);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await CleanUpAsync();
    }

    /// <summary>Makes an empty database for one test.</summary>
    protected abstract ValueTask PrepareAsync();

    /// <summary>A store over the database of this test; each call gives another one, as another process has.</summary>
    protected abstract IRecordStore CreateStore();

    /// <summary>Removes the database.</summary>
    protected abstract ValueTask CleanUpAsync();

    /// <summary>Opens another store over the same database.</summary>
    protected async Task<IRecordStore> OpenAsync(params RecordKind[] kinds)
    {
        var store = CreateStore();
        _stores.Add(store);
        await store.OpenAsync(kinds, Token);
        return store;
    }

    /// <summary>Requires a refusal with a code.</summary>
    protected static async Task Refuses(string code, Func<ValueTask> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(async () => await act())).Code);

    /// <summary>The keys that a query finds, in order.</summary>
    protected async Task<string[]> KeysAsync(RecordQuery query, string space = "main") =>
        [.. (await Store.QueryAsync(space, query, Token)).Records.Select(static record => record.Key)];

    /// <summary>The keys of the items with a filter.</summary>
    protected Task<string[]> KeysAsync(RecordFilter filter) => KeysAsync(new RecordQuery(Item.Kind) { Filter = filter });

    /// <summary>The text of keys, as a body.</summary>
    protected static RecordContent Body(string text) => new(Encoding.UTF8.GetBytes(text), []);
}
