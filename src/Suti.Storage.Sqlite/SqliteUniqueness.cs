// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite;

/// <summary>
/// Whether the values that must be unique still are when a transaction has ended. It is asked before anything is written; nobody
/// else writes meanwhile, so that what it finds stays true.
/// </summary>
internal sealed class SqliteUniqueness(SqliteConnection connection, string space, IReadOnlyList<(RecordChange Change, SqliteTable Table)> changes)
{
    private readonly HashSet<(SqliteTable, string)> _changed = [];
    private readonly HashSet<(SqliteTable, int, RecordValue)> _taken = [];
    private readonly List<(SqliteTable Table, int Unique, RecordValue Value)> _wanted = [];

    internal bool Holds()
    {
        // From the end: only the last change of a record counts.
        for (var index = changes.Count - 1; index >= 0; index--)
        {
            var (change, table) = changes[index];
            if (!change.IsCheck
                && table.Sql.Uniques.Count > 0
                && _changed.Add((table, change.Key))
                && change.Content is { } content
                && !TryTake(table, content))
            {
                return false;
            }
        }

        // Who has a value now may be about to lose it.
        return _wanted.TrueForAll(wanted =>
            wanted.Table.GetHolder(connection, space, wanted.Unique, wanted.Value) is not { } holder || _changed.Contains((wanted.Table, holder)));
    }

    private bool TryTake(SqliteTable table, RecordContent content)
    {
        foreach (var field in content.Fields)
        {
            for (var unique = 0; field.Column.IsUnique && unique < table.Sql.Uniques.Count; unique++)
            {
                if (table.Sql.Uniques[unique].Column == field.Column)
                {
                    if (!_taken.Add((table, unique, field.Value)))
                    {
                        return false;
                    }

                    _wanted.Add((table, unique, field.Value));
                }
            }
        }

        return true;
    }
}
