// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>
/// Takes a whole space out of a store as one encrypted file, and into another store, whatever either is: a backup, or a
/// move. Secrets are opened on the way out and sealed again on the way in; the file is sealed as a whole.
/// </summary>
public sealed class RecordArchive
{
    private const int PageSize = 200;

    private readonly IRecordStore _store;
    private readonly IRecordSealer? _sealer;
    private readonly RandomSource _random;
    private readonly RecordKind[] _kinds;

    /// <summary>Creates an archive of some kinds.</summary>
    /// <param name="store">The store, opened with the kinds.</param>
    /// <param name="kinds">The kinds. Data keys are left aside: they stay with their store.</param>
    /// <param name="sealer">Opens and seals; needed when one of the kinds is sealed.</param>
    /// <param name="random">Where salts and nonces come from; the system's by default.</param>
    public RecordArchive(IRecordStore store, IReadOnlyList<RecordKind> kinds, IRecordSealer? sealer = null, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(kinds);
        _kinds = [.. kinds.Where(static kind => kind.Name != RecordSealer.DataKeys.Name)];
        if (sealer is null && Array.Exists(_kinds, static kind => kind.IsSealed))
        {
            throw new ArgumentException("Some of the kinds are sealed: a sealer is needed.", nameof(sealer));
        }

        _store = store;
        _sealer = sealer;
        _random = random ?? RandomSource.System;
    }

    /// <summary>
    /// Writes all records of a space. What is written to the space meanwhile may be in it or not.
    /// </summary>
    /// <returns>How many records there are.</returns>
    public async ValueTask<long> ExportAsync(
        string space, Stream destination, string passphrase, PassphraseCost? cost = null, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        using var cipher = ArchiveCipher.Create(passphrase, cost ?? new(), _random);
        using var writer = new ArchiveWriter(destination, cipher);
        await writer.BeginAsync(cancellationToken).ConfigureAwait(false);
        var count = 0L;
        foreach (var kind in _kinds)
        {
            var query = new RecordQuery(kind) { Take = PageSize, IncludeFields = true };
            RecordPage page;
            do
            {
                page = await _store.QueryAsync(space, query, cancellationToken).ConfigureAwait(false);
                foreach (var record in page.Records)
                {
                    await WriteAsync(writer, space, kind, record, cancellationToken).ConfigureAwait(false);
                    count++;
                }

                query = query with { After = page.Next };
            }
            while (page.Next is not null);
        }

        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>
    /// Reads an archive into a space that has none of these records. It is read to its end and authenticated before anything is
    /// written; where it is more than one transaction holds, a failure takes back what was written before.
    /// </summary>
    /// <param name="space">The space; it may have another name than the one that was exported.</param>
    /// <param name="source">The archive; it can seek, for it is read twice.</param>
    /// <param name="passphrase">The passphrase of the archive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many records were written.</returns>
    /// <exception cref="SutiException">
    /// It is cut off, changed, or of another passphrase (<see cref="RecordErrorCodes.ArchiveInvalid"/>); it holds what this
    /// program does not know (<see cref="RecordErrorCodes.SchemaNewer"/>); the space has such records
    /// (<see cref="RecordErrorCodes.Conflict"/>).
    /// </exception>
    public async ValueTask<long> ImportAsync(
        string space, Stream source, string passphrase, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        if (!source.CanSeek)
        {
            throw new ArgumentException("An archive is read twice: the stream must be able to seek.", nameof(source));
        }

        foreach (var kind in _kinds)
        {
            if (await _store.CountAsync(space, new(kind), cancellationToken).ConfigureAwait(false) > 0)
            {
                throw new SutiException(RecordErrorCodes.Conflict, $"The space has records of the kind \"{kind.Name}\" already.");
            }
        }

        var start = source.Position;
        await ForEachAsync(
            source,
            passphrase,
            static (kind, entry) =>
            {
                ArchiveImport.Check(kind, entry);
                CryptographicOperations.ZeroMemory(entry.Body);
                return default;
            },
            cancellationToken).ConfigureAwait(false);
        source.Position = start;
        var import = new ArchiveImport(_store, _sealer, space);
        try
        {
            await ForEachAsync(
                source,
                passphrase,
                (kind, entry) => import.AddAsync(kind, entry, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return await import.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await import.TakeBackAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask WriteAsync(
        ArchiveWriter writer, string space, RecordKind kind, StoredRecord record, CancellationToken cancellationToken)
    {
        var opened = kind.IsSealed
            ? await _sealer!.OpenAsync(new(space, kind.Name, record.Key), record.Body, cancellationToken).ConfigureAwait(false)
            : null;
        var entry = ArchiveEntry.Write(kind, record, opened ?? record.Body.Span);
        await writer.WriteAsync(entry, cancellationToken).ConfigureAwait(false);
        CryptographicOperations.ZeroMemory(opened);
        CryptographicOperations.ZeroMemory(entry);
    }

    private async ValueTask ForEachAsync(
        Stream source, string passphrase, Func<RecordKind, ArchiveEntry, ValueTask> use, CancellationToken cancellationToken)
    {
        using var cipher = ArchiveCipher.Open(
            passphrase, await ArchiveReader.ReadHeaderAsync(source, cancellationToken).ConfigureAwait(false));
        using var reader = new ArchiveReader(source, cipher);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } bytes)
        {
            var entry = ArchiveEntry.Read(bytes);
            CryptographicOperations.ZeroMemory(bytes);
            var kind = Array.Find(_kinds, kind => kind.Name == entry.Kind);
            if (kind is null || kind.Version < entry.Version)
            {
                throw new SutiException(
                    RecordErrorCodes.SchemaNewer, $"The archive holds version {entry.Version} of \"{entry.Kind}\", which this program does not know.");
            }

            await use(kind, entry).ConfigureAwait(false);
        }
    }
}
