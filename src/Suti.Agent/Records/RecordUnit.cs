// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>
/// Changes of several parts of the agent that happen together at the end, or not at all. Whoever reads a record by its key
/// meanwhile sees it as it will be.
/// </summary>
internal sealed class RecordUnit(IRecordStore store, string space)
{
    private readonly Lock _lock = new();
    private readonly List<RecordChange> _changes = [];
    private readonly List<Func<ValueTask>> _undo = [];
    private readonly Dictionary<(string Kind, string Key), StoredRecord?> _latest = [];
    private bool _isEnded;

    /// <summary>How many changes there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _changes.Count;
            }
        }
    }

    /// <summary>Whether a record is changed here, and what it will be then: null when it will be gone.</summary>
    public bool TryGet(RecordKind kind, string key, out StoredRecord? record)
    {
        lock (_lock)
        {
            return _latest.TryGetValue((kind.Name, key), out record);
        }
    }

    /// <summary>A query reads what is stored; it may not be asked for a kind whose changes are not stored yet.</summary>
    public void RequireUnchanged(RecordKind kind)
    {
        lock (_lock)
        {
            if (_latest.Keys.Any(latest => latest.Kind == kind.Name))
            {
                throw new InvalidOperationException($"Records of \"{kind.Name}\" are changed here: they can be queried when that is stored.");
            }
        }
    }

    public async ValueTask AddAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var before = TryGet(change.Kind, change.Key, out var latest)
                ? latest?.Version ?? 0
                : change.ExpectedVersion
                    ?? (await store.GetAsync(space, change.Kind, change.Key, cancellationToken).ConfigureAwait(false))?.Version ?? 0;
            if (change.ExpectedVersion is { } expected && expected != before)
            {
                throw new SutiException(RecordErrorCodes.Conflict, "A record has another version than expected.");
            }

            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isEnded, this);
                _changes.Add(change);
                if (!change.IsCheck)
                {
                    _latest[(change.Kind.Name, change.Key)] = change.Content is { } content ? new(change.Key, before + 1, content.Body) : null;
                }
            }
        }
    }

    /// <summary>Something outside the records that must be taken back when the changes do not happen.</summary>
    public void OnFailure(Func<ValueTask> undo)
    {
        lock (_lock)
        {
            _undo.Add(undo);
        }
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _isEnded = true;
        }

        if (_changes.Count > 0)
        {
            await store.CommitAsync(space, _changes, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask AbandonAsync()
    {
        lock (_lock)
        {
            _isEnded = true;
        }

        foreach (var undo in _undo)
        {
            try
            {
                await undo().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Why the changes did not happen is what the caller must hear.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }
    }
}
