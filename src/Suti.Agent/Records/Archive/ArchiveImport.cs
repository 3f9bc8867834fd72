// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>Writes the records of an archive in transactions of a good size, and knows what to take back.</summary>
internal sealed class ArchiveImport(IRecordStore store, IRecordSealer? sealer, string space)
{
    private const int MaxRecords = 1000;
    private const long MaxSize = 16 << 20;

    private readonly List<RecordChange> _batch = [];
    private readonly List<(RecordKind Kind, string Key)> _written = [];
    private long _size;

    /// <summary>Requires that an entry is a record of its kind.</summary>
    internal static void Check(RecordKind kind, ArchiveEntry entry) => _ = ToChange(kind, entry, Convert(kind, entry));

    internal async ValueTask AddAsync(RecordKind kind, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var content = Convert(kind, entry);
        if (kind.IsSealed)
        {
            content = content with
            {
                Body = await sealer!.SealAsync(new(space, kind.Name, entry.Key), content.Body, cancellationToken).ConfigureAwait(false),
            };
            CryptographicOperations.ZeroMemory(entry.Body);
        }

        _batch.Add(ToChange(kind, entry, content));
        _size += content.Body.Length;
        if (_batch.Count >= MaxRecords || _size >= MaxSize)
        {
            await CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask<long> EndAsync(CancellationToken cancellationToken)
    {
        await CommitAsync(cancellationToken).ConfigureAwait(false);
        return _written.Count;
    }

    /// <summary>As far as the store still answers; the first error is the one that is told.</summary>
    internal async ValueTask TakeBackAsync()
    {
        try
        {
            foreach (var part in _written.Chunk(MaxRecords))
            {
                await store.CommitAsync(space, [.. part.Select(static place => RecordChange.Delete(place.Kind, place.Key))]).ConfigureAwait(false);
            }
        }
        catch (SutiException)
        {
            // Told already: the store is gone, and an import into this space will say that it is not empty.
        }
    }

    private static RecordChange ToChange(RecordKind kind, ArchiveEntry entry, RecordContent content)
    {
        try
        {
            return RecordChange.Put(kind, entry.Key, content, expectedVersion: 0);
        }
        catch (ArgumentException)
        {
            throw ArchiveEntry.Invalid();
        }
    }

    private static RecordContent Convert(RecordKind kind, ArchiveEntry entry)
    {
        var fields = new List<RecordField>(entry.Fields.Count);
        foreach (var (name, value) in entry.Fields)
        {
            if (kind.FindColumn(name) is { IsKey: false } column && column.Type == value.Type)
            {
                fields.Add(new(column, value));
            }
        }

        return entry.Version == kind.Version
            ? new(entry.Body, fields)
            : kind.Migrate(entry.Version, new(entry.Key, 1, entry.Body) { Fields = fields });
    }

    private async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count > 0)
        {
            await store.CommitAsync(space, _batch, cancellationToken).ConfigureAwait(false);
            _written.AddRange(_batch.Select(static change => (change.Kind, change.Key)));
            _batch.Clear();
            _size = 0;
        }
    }
}
