// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>Seals the records of a space again, in batches, beside those who use them.</summary>
internal sealed class RecordResealing(IRecordStore store, RecordSealer sealer, string space, ulong activeKey)
{
    private const int BatchSize = 100;

    /// <summary>A record that changes at every look is left to the next rotation in the end.</summary>
    private const int MaxSweeps = 10;

    internal async ValueTask<long> RunAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var kind in kinds)
        {
            var isDone = false;
            for (var sweep = 0; sweep < MaxSweeps && !isDone; sweep++)
            {
                (var resealed, isDone) = await SweepAsync(kind, cancellationToken).ConfigureAwait(false);
                total += resealed;
            }
        }

        return total;
    }

    private async ValueTask<(long Resealed, bool IsDone)> SweepAsync(RecordKind kind, CancellationToken cancellationToken)
    {
        var (resealed, isDone) = (0L, true);
        var query = new RecordQuery(kind) { Take = BatchSize, IncludeFields = true };
        RecordPage page;
        do
        {
            page = await store.QueryAsync(space, query, cancellationToken).ConfigureAwait(false);
            var changes = new List<RecordChange>(page.Records.Count);
            foreach (var record in page.Records)
            {
                if (SealedBody.ReadKeyId(record.Body.Span) != activeKey)
                {
                    changes.Add(await ResealAsync(kind, record, cancellationToken).ConfigureAwait(false));
                }
            }

            var done = await CommitAsync(changes, cancellationToken).ConfigureAwait(false);
            resealed += done;
            isDone &= done == changes.Count;
            query = query with { After = page.Next };
        }
        while (page.Next is not null);

        return (resealed, isDone);
    }

    private async ValueTask<RecordChange> ResealAsync(RecordKind kind, StoredRecord record, CancellationToken cancellationToken)
    {
        var identity = new RecordIdentity(space, kind.Name, record.Key);
        var body = await sealer.OpenAsync(identity, record.Body, cancellationToken).ConfigureAwait(false);
        try
        {
            var again = await sealer.SealAsync(identity, body, cancellationToken).ConfigureAwait(false);
            return RecordChange.Put(kind, record.Key, new(again, record.Fields ?? []), record.Version);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    /// <summary>All at once when nobody interferes, else one by one; those that changed meanwhile wait for the next sweep.</summary>
    private async ValueTask<int> CommitAsync(List<RecordChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0 || await TryCommitAsync(changes, cancellationToken).ConfigureAwait(false))
        {
            return changes.Count;
        }

        var done = 0;
        foreach (var change in changes)
        {
            done += await TryCommitAsync([change], cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return done;
    }

    private async ValueTask<bool> TryCommitAsync(List<RecordChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await store.CommitAsync(space, changes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            return false;
        }
    }
}
