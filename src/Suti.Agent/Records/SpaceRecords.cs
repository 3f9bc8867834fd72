// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The records of one space.</summary>
internal sealed class SpaceRecords(IRecordStore store, SpaceContext space, IEnumerable<IRecordSealer> sealers)
{
    private readonly IRecordSealer? _sealer = sealers.LastOrDefault();

    public RecordSet<T> Of<T>(RecordKind<T> kind)
        where T : class => kind.IsSealed && _sealer is null
            ? throw new SutiException(
                RecordErrorCodes.RootKeyMissing, "Secrets are sealed before they are stored: configure a passphrase or another root key.")
            : new(store, space.Space, kind, _sealer);

    public ValueTask CommitAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken) =>
        store.CommitAsync(space.Space, changes, cancellationToken);
}
