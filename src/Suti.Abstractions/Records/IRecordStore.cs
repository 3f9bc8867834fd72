// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// A database of records. A transaction is a list of changes that happen together or not at all, each with the version it
/// expects: read, decide, commit, and start again on <see cref="RecordErrorCodes.Conflict"/>. When a commit returns, its
/// changes survive a crash of the process and of the machine, as far as the store is durable at all.
/// </summary>
/// <remarks>
/// A store is opened once and used by many threads. It answers with <see cref="RecordErrorCodes.StoreUnavailable"/> when the
/// database does not answer. Every backend passes the suite of <c>Suti.Storage.TestKit</c>.
/// </remarks>
public interface IRecordStore : IAsyncDisposable
{
    /// <summary>Opens the database: creates what is missing and migrates what is older.</summary>
    /// <exception cref="SutiException">It holds a newer version (<see cref="RecordErrorCodes.SchemaNewer"/>).</exception>
    ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default);

    /// <summary>Gets a record by its key, or null.</summary>
    ValueTask<StoredRecord?> GetAsync(string space, RecordKind kind, string key, CancellationToken cancellationToken = default);

    /// <summary>Finds records, as they were at one moment.</summary>
    ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts what a query finds, its skip and take left aside.</summary>
    ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default);

    /// <summary>Makes all the changes, in their order, or none.</summary>
    /// <exception cref="SutiException">A record has another version (<see cref="RecordErrorCodes.Conflict"/>).</exception>
    ValueTask CommitAsync(string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default);

    /// <summary>The spaces that hold records, in order.</summary>
    ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default);
}
