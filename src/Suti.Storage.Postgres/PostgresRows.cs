// SPDX-License-Identifier: Apache-2.0

using Npgsql;

namespace Suti.Storage.Postgres;

/// <summary>Reads values from rows.</summary>
internal static class PostgresRows
{
    internal static RecordValue? ReadValue(NpgsqlDataReader row, int index, RecordColumnType type) =>
        row.IsDBNull(index) ? null
        : type == RecordColumnType.Text ? RecordValue.Of(PostgresText.Decode(row.GetString(index)))
        : RecordValue.FromNumber(type, row.GetInt64(index));

    /// <summary>The fields of a row that holds every column from <paramref name="first"/> on.</summary>
    internal static List<RecordField> ReadFields(NpgsqlDataReader row, int first, SqlKind kind)
    {
        var fields = new List<RecordField>(kind.Columns.Count);
        foreach (var column in kind.Columns)
        {
            if (column.SideTable is not null)
            {
                foreach (var text in row.GetFieldValue<string[]>(first + column.Ordinal))
                {
                    fields.Add(new(column.Column, RecordValue.Of(PostgresText.Decode(text))));
                }
            }
            else if (ReadValue(row, first + column.Ordinal, column.Column.Type) is { } value)
            {
                fields.Add(new(column.Column, value));
            }
        }

        return fields;
    }
}
