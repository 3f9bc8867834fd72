// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Tests;

/// <summary>A store that counts the records that are read from it.</summary>
internal sealed class CountingStore(IRecordStore store) : IRecordStore
{
    private long _read;

    /// <summary>How many records were read since the last look.</summary>
    public long Take() => Interlocked.Exchange(ref _read, 0);

    public ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default) =>
        store.OpenAsync(kinds, cancellationToken);

    public ValueTask<StoredRecord?> GetAsync(
        string space, RecordKind kind, string key, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _read);
        return store.GetAsync(space, kind, key, cancellationToken);
    }

    public async ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        var page = await store.QueryAsync(space, query, cancellationToken);
        Interlocked.Add(ref _read, page.Records.Count);
        return page;
    }

    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default) =>
        store.CountAsync(space, query, cancellationToken);

    public ValueTask CommitAsync(string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default) =>
        store.CommitAsync(space, changes, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default) =>
        store.ListSpacesAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;
}
