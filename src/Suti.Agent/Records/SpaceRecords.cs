// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The records of one space.</summary>
#pragma warning disable CA1001 // The store ends with who opened it; the view of it has nothing to end.
internal sealed class SpaceRecords(IRecordStore store, SpaceContext space, IEnumerable<IRecordSealer> sealers)
#pragma warning restore CA1001
{
    private readonly UnitRecordStore _store = new(store);
    private readonly IRecordSealer? _sealer = sealers.LastOrDefault();

    public RecordSet<T> Of<T>(RecordKind<T> kind)
        where T : class => kind.IsSealed && _sealer is null
            ? throw new SutiException(
                RecordErrorCodes.RootKeyMissing, "Secrets are sealed before they are stored: configure a passphrase or another root key.")
            : new(_store, space.Space, kind, _sealer);

    public ValueTask CommitAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken) =>
        _store.CommitAsync(space.Space, changes, cancellationToken);

    /// <summary>
    /// Runs work whose changes of records happen together when it ends, or not at all. Within other such work it joins that.
    /// </summary>
    public ValueTask<T> TogetherAsync<T>(Func<RecordUnit, ValueTask<T>> work, CancellationToken cancellationToken) =>
        _store.RunAsync(space.Space, work, cancellationToken);
}
