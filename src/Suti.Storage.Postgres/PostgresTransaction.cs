// SPDX-License-Identifier: Apache-2.0

using Npgsql;

namespace Suti.Storage.Postgres;

/// <summary>
/// The commands of a transaction, in one order for all transactions, so that two of them do not wait for each other: by kind, and then by what they could meet at, which
/// is a unique value or a key. The changes of one record keep their order.
/// </summary>
internal sealed class PostgresTransaction
{
    private readonly string _space;
    private readonly (RecordChange Change, PostgresTable Table)[] _entries;
    private readonly Dictionary<(PostgresTable, string), RecordChange> _last = [];
    private readonly List<(PostgresTable Table, string Key)> _released = [];

    internal PostgresTransaction(string space, IReadOnlyList<(RecordChange Change, PostgresTable Table)> changes)
    {
        _space = space;
        foreach (var (change, table) in changes)
        {
            if (table.Sql.Uniques.Count == 0 || change.IsCheck)
            {
                continue;
            }

            // A record that must not be there yet has nothing to give.
            if (!_last.ContainsKey((table, change.Key)) && change.ExpectedVersion != 0)
            {
                _released.Add((table, change.Key));
            }

            _last[(table, change.Key)] = change;
        }

        _released.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        _entries = [.. changes
            .OrderBy(static entry => entry.Change.Kind.Name, StringComparer.Ordinal)
            .ThenBy(entry => FindUnique(entry.Table, entry.Change.Key), StringComparer.Ordinal)
            .ThenBy(static entry => entry.Change.Key, StringComparer.Ordinal)];
    }

    internal void Write(NpgsqlBatchCommandCollection commands)
    {
        foreach (var (table, key) in _released)
        {
            table.AddRelease(commands, _space, key);
        }

        foreach (var (change, table) in _entries)
        {
            table.Add(commands, _space, change, isLast: !_last.TryGetValue((table, change.Key), out var last) || ReferenceEquals(last, change));
        }
    }

    /// <summary>The unique value that a record will have; none sorts first.</summary>
    private string? FindUnique(PostgresTable table, string key) =>
        _last.TryGetValue((table, key), out var last)
            ? last.Content?.Fields.FirstOrDefault(static field => field.Column.IsUnique) is { Column: not null } field ? field.Value.ToString() : null
            : null;
}
