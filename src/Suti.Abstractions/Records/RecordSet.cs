// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti;

/// <summary>The records of one kind in one space, by their type.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class RecordSet<T>
    where T : class
{
    private readonly IRecordStore _store;
    private readonly IRecordSealer? _sealer;
    private readonly string _space;

    /// <summary>Creates the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="space">The space.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="sealer">Seals and opens bodies; needed when the kind is sealed.</param>
    public RecordSet(IRecordStore store, string space, RecordKind<T> kind, IRecordSealer? sealer = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.IsSealed && sealer is null)
        {
            throw new ArgumentException($"The records of \"{kind.Name}\" are sealed: a sealer is needed.", nameof(sealer));
        }

        _store = store;
        _sealer = kind.IsSealed ? sealer : null;
        _space = SpaceContext.Check(space);
        Kind = kind;
    }

    /// <summary>The kind.</summary>
    public RecordKind<T> Kind { get; }

    /// <summary>Gets a record by its key, or null.</summary>
    public async ValueTask<Versioned<T>?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await _store.GetAsync(_space, Kind, key, cancellationToken).ConfigureAwait(false) is { } stored
            ? new(await ReadAsync(stored, cancellationToken).ConfigureAwait(false), stored.Version)
            : null;
    }

    /// <summary>Finds records.</summary>
    public async ValueTask<IReadOnlyList<T>> FindAsync(RecordQuery query, CancellationToken cancellationToken = default) =>
        (await PageAsync(query, cancellationToken).ConfigureAwait(false)).Items;

    /// <summary>Finds a page of records, and the place where the next one begins.</summary>
    public async ValueTask<(IReadOnlyList<T> Items, RecordCursor? Next)> PageAsync(
        RecordQuery query, CancellationToken cancellationToken = default)
    {
        var page = await _store.QueryAsync(_space, query, cancellationToken).ConfigureAwait(false);
        var found = new T[page.Records.Count];
        for (var index = 0; index < found.Length; index++)
        {
            found[index] = await ReadAsync(page.Records[index], cancellationToken).ConfigureAwait(false);
        }

        return (found, page.Next);
    }

    /// <summary>Finds the records with a filter.</summary>
    public ValueTask<IReadOnlyList<T>> FindAsync(RecordFilter? filter = null, CancellationToken cancellationToken = default) =>
        FindAsync(new RecordQuery(Kind) { Filter = filter }, cancellationToken);

    /// <summary>Counts the records with a filter.</summary>
    public ValueTask<long> CountAsync(RecordFilter? filter = null, CancellationToken cancellationToken = default) =>
        _store.CountAsync(_space, new RecordQuery(Kind) { Filter = filter }, cancellationToken);

    /// <summary>The change that writes a record, for a transaction of several.</summary>
    public async ValueTask<RecordChange> PutChangeAsync(
        T record, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        var key = Kind.GetKey(record);
        var content = Kind.ToContent(record);
        if (_sealer is not null)
        {
            var body = await _sealer.SealAsync(new(_space, Kind.Name, key), content.Body, cancellationToken).ConfigureAwait(false);
            Clear(content.Body);
            content = content with { Body = body };
        }

        return RecordChange.Put(Kind, key, content, expectedVersion);
    }

    /// <summary>The change that deletes a record, for a transaction of several.</summary>
    public RecordChange DeleteChange(string key, long? expectedVersion = null) => RecordChange.Delete(Kind, key, expectedVersion);

    /// <summary>Writes a record.</summary>
    /// <exception cref="SutiException">It has another version (<see cref="RecordErrorCodes.Conflict"/>).</exception>
    public async ValueTask PutAsync(T record, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        await _store.CommitAsync(
            _space,
            [await PutChangeAsync(record, expectedVersion, cancellationToken).ConfigureAwait(false)],
            cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes a record.</summary>
    /// <exception cref="SutiException">It has another version (<see cref="RecordErrorCodes.Conflict"/>).</exception>
    public ValueTask DeleteAsync(string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        _store.CommitAsync(_space, [DeleteChange(key, expectedVersion)], cancellationToken);

    private static void Clear(ReadOnlyMemory<byte> body) =>
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsMemory(body).Span);

    private async ValueTask<T> ReadAsync(StoredRecord stored, CancellationToken cancellationToken)
    {
        if (_sealer is null)
        {
            return Kind.FromBody(stored.Body.Span);
        }

        var body = await _sealer.OpenAsync(new(_space, Kind.Name, stored.Key), stored.Body, cancellationToken).ConfigureAwait(false);
        try
        {
            return Kind.FromBody(body);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }
}
