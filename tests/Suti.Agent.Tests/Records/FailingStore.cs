// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Tests;

/// <summary>A store that goes away after some commits.</summary>
internal sealed class FailingStore(IRecordStore store, int commits) : IRecordStore
{
    private int _left = commits;

    public ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default) =>
        store.OpenAsync(kinds, cancellationToken);

    public ValueTask<StoredRecord?> GetAsync(
        string space, RecordKind kind, string key, CancellationToken cancellationToken = default) =>
        store.GetAsync(space, kind, key, cancellationToken);

    public ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default) =>
        store.QueryAsync(space, query, cancellationToken);

    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default) =>
        store.CountAsync(space, query, cancellationToken);

    public ValueTask CommitAsync(string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default) =>
        _left-- > 0
            ? store.CommitAsync(space, changes, cancellationToken)
            : throw new SutiException(RecordErrorCodes.StoreUnavailable, "The store is gone.");

    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default) =>
        store.ListSpacesAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;
}
