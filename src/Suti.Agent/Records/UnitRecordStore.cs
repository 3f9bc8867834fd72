// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A store whose changes join the <see cref="RecordUnit"/> of the asynchronous flow that makes them, if there is one.</summary>
internal sealed class UnitRecordStore(IRecordStore store) : IRecordStore
{
    private readonly AsyncLocal<RecordUnit?> _unit = new();

    public RecordUnit? Unit => _unit.Value;

    public async ValueTask<T> RunAsync<T>(string space, Func<RecordUnit, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        if (_unit.Value is { } outer)
        {
            return await work(outer).ConfigureAwait(false);
        }

        var unit = new RecordUnit(store, space);
        try
        {
            _unit.Value = unit;
            var result = await work(unit).ConfigureAwait(false);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch
        {
            _unit.Value = null;
            await unit.AbandonAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default) =>
        store.OpenAsync(kinds, cancellationToken);

    public ValueTask<StoredRecord?> GetAsync(string space, RecordKind kind, string key, CancellationToken cancellationToken = default) =>
        Unit is { } unit && unit.TryGet(kind, key, out var record)
            ? ValueTask.FromResult(record)
            : store.GetAsync(space, kind, key, cancellationToken);

    public ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        Unit?.RequireUnchanged(query.Kind);
        return store.QueryAsync(space, query, cancellationToken);
    }

    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        Unit?.RequireUnchanged(query.Kind);
        return store.CountAsync(space, query, cancellationToken);
    }

    public ValueTask CommitAsync(string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default) =>
        Unit is { } unit ? unit.AddAsync(changes, cancellationToken) : store.CommitAsync(space, changes, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default) =>
        store.ListSpacesAsync(cancellationToken);

    /// <summary>The store ends with who opened it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
