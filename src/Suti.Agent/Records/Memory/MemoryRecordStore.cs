// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Suti.Agent;

/// <summary>
/// A record store that is gone with the process, for tests and for agents that keep nothing. Readers see one moment and
/// never wait; a transaction that is committed is seen whole.
/// </summary>
public sealed class MemoryRecordStore : IRecordStore
{
    private readonly Lock _gate = new();
    private volatile State _state = State.Empty;

    /// <inheritdoc/>
    public ValueTask OpenAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var state = _state;
            foreach (var kind in kinds)
            {
                state = Open(state, kind);
            }

            _state = state;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> GetAsync(
        string space, RecordKind kind, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_state.Find(space, kind)?.Find(key)?.ToStored(includeFields: false));
    }

    /// <inheritdoc/>
    public ValueTask<RecordPage> QueryAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        cancellationToken.ThrowIfCancellationRequested();
        return new(_state.Find(space, query.Kind) is { } table ? MemoryQuery.Run(table, query, cancellationToken) : new([], null));
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(string space, RecordQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        cancellationToken.ThrowIfCancellationRequested();
        return new(_state.Find(space, query.Kind) is { } table ? MemoryQuery.Count(table, query, cancellationToken) : 0);
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(string space, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken = default)
    {
        SpaceContext.Check(space);
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _state = Apply(_state, space, changes);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListSpacesAsync(CancellationToken cancellationToken = default) =>
        new((IReadOnlyList<string>)[.. _state.Tables
            .Where(static entry => entry.Value.Keys.Count > 0)
            .Select(static entry => entry.Key.Space)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _state = State.Empty;
        return ValueTask.CompletedTask;
    }

    private static State Open(State state, RecordKind kind)
    {
        if (!state.Kinds.TryGetValue(kind.Name, out var known))
        {
            return state with { Kinds = state.Kinds.Add(kind.Name, kind) };
        }

        if (known.Version > kind.Version)
        {
            throw new SutiException(
                RecordErrorCodes.SchemaNewer,
                $"The store holds version {known.Version} of \"{kind.Name}\"; this program knows version {kind.Version}.");
        }

        if (ReferenceEquals(known, kind))
        {
            return state;
        }

        var tables = state.Tables;
        foreach (var (place, table) in tables.Where(entry => entry.Key.Kind == kind.Name))
        {
            var migrated = MemoryTable.Create(kind).ToBuilder();
            foreach (var record in table.Keys.Select(static entry => entry.Record!))
            {
                migrated.Replace(null, Migrate(kind, known.Version, record));
            }

            tables = tables.SetItem(place, migrated.ToTable());
        }

        return new(state.Kinds.SetItem(kind.Name, kind), tables);
    }

    private static MemoryRecord Migrate(RecordKind kind, int fromVersion, MemoryRecord record)
    {
        var stored = new StoredRecord(record.Key, record.Version, record.Body)
        {
            Fields = [.. record.Fields.Where(field => kind.Columns.Contains(field.Column))],
        };
        var change = RecordChange.Put(kind, record.Key, kind.Migrate(fromVersion, stored));
        return MemoryRecord.Create(kind, record.Key, record.Version, change.Content!);
    }

    private static State Apply(State state, string space, IReadOnlyList<RecordChange> changes)
    {
        var builders = new Dictionary<string, MemoryTable.Builder>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (!builders.TryGetValue(change.Kind.Name, out var table))
            {
                table = (state.Find(space, change.Kind) ?? MemoryTable.Create(change.Kind)).ToBuilder();
                builders.Add(change.Kind.Name, table);
            }

            var old = table.Find(change.Key);
            if (change.ExpectedVersion is { } expected && expected != (old?.Version ?? 0))
            {
                throw new SutiException(
                    RecordErrorCodes.Conflict, $"A record of the kind \"{change.Kind.Name}\" has another version than expected.");
            }

            if (!change.IsCheck)
            {
                table.Replace(old, change.Content is { } content
                    ? MemoryRecord.Create(table.Kind, change.Key, (old?.Version ?? 0) + 1, content)
                    : null);
            }
        }

        foreach (var change in changes)
        {
            if (!builders[change.Kind.Name].IsUnique(change.Key))
            {
                throw new SutiException(
                    RecordErrorCodes.Conflict, $"Another record of the kind \"{change.Kind.Name}\" has a value that must be unique.");
            }
        }

        return state with
        {
            Tables = state.Tables.SetItems(builders.Select(entry => KeyValuePair.Create((space, entry.Key), entry.Value.ToTable()))),
        };
    }

    private sealed record State(
        ImmutableDictionary<string, RecordKind> Kinds, ImmutableDictionary<(string Space, string Kind), MemoryTable> Tables)
    {
        internal static State Empty { get; } = new(
            ImmutableDictionary<string, RecordKind>.Empty, ImmutableDictionary<(string Space, string Kind), MemoryTable>.Empty);

        internal MemoryTable? Find(string space, RecordKind kind)
        {
            SpaceContext.Check(space);
            ArgumentNullException.ThrowIfNull(kind);
            return !Kinds.TryGetValue(kind.Name, out var known) || known.Version != kind.Version
                ? throw new InvalidOperationException($"The store was not opened with version {kind.Version} of \"{kind.Name}\".")
                : Tables.GetValueOrDefault((space, kind.Name));
        }
    }
}
