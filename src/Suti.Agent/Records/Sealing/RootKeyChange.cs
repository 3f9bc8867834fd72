// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>Takes the data keys of a store from one root key to another.</summary>
internal sealed class RootKeyChange(IRecordStore store, IRootKeyProvider from, IRootKeyProvider to)
{
    internal async ValueTask<long> RunAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var space in await store.ListSpacesAsync(cancellationToken).ConfigureAwait(false))
        {
            count += await RunAsync(space, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private async ValueTask<int> RunAsync(string space, CancellationToken cancellationToken)
    {
        var set = new RecordSet<DataKey>(store, space, DataKey.Kind);
        var page = await store.QueryAsync(space, new(DataKey.Kind), cancellationToken).ConfigureAwait(false);
        var changes = new List<RecordChange>();
        foreach (var stored in page.Records)
        {
            var record = DataKey.Kind.FromBody(stored.Body.Span);
            if (await RewrapAsync(RecordSealer.Identify(space, record.Id), record.Wrapped, cancellationToken).ConfigureAwait(false) is { } wrapped)
            {
                changes.Add(await set.PutChangeAsync(record with { Wrapped = wrapped }, stored.Version, cancellationToken).ConfigureAwait(false));
            }
        }

        await store.CommitAsync(space, changes, cancellationToken).ConfigureAwait(false);
        return changes.Count;
    }

    /// <summary>The key under the new root; null when it is so already, from an attempt that ended early.</summary>
    private async ValueTask<byte[]?> RewrapAsync(RecordIdentity record, byte[] wrapped, CancellationToken cancellationToken)
    {
        byte[] dataKey;
        try
        {
            dataKey = await from.UnwrapAsync(record, wrapped, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.WrongRootKey)
        {
            CryptographicOperations.ZeroMemory(await to.UnwrapAsync(record, wrapped, cancellationToken).ConfigureAwait(false));
            return null;
        }

        try
        {
            return await to.WrapAsync(record, dataKey, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}
