// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Tests;

/// <summary>A store that goes away after some commits, for one or for good.</summary>
internal sealed class FailingStore(IRecordStore store, int commits, bool isForGood = true) : IRecordStore
{
    private int _done;

    /// <summary>How many commits there were, those that failed among them.</summary>
    public int Commits => _done;

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
        _done++ < commits || (!isForGood && _done > commits + 1)
            ? store.CommitAsync(space, changes, cancellationToken)
            : throw new SutiException(RecordErrorCodes.StoreUnavailable, "The store is gone.");

    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default) =>
        store.ListSpacesAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;
}
