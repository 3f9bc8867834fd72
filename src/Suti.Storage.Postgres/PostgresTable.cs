// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Suti.Storage.Postgres;

/// <summary>The statements of one kind. Each that expects a version fails in the database when it meets another.</summary>
internal sealed class PostgresTable
{
    private readonly string _schema;
    private readonly string _insert;
    private readonly string _put;
    private readonly string _update;
    private readonly string _delete;
    private readonly string _expectedDelete;
    private readonly string _check;
    private readonly string _placeholder;
    private readonly string _release;
    private readonly (string Insert, string Delete, string DeleteOrphans, string Table)[] _sides;

    internal PostgresTable(string schema, SqlKind kind)
    {
        Sql = kind;
        _schema = schema;
        var table = $"\"{schema}\".\"{kind.Table}\"";
        var names = kind.Singles.Select(static column => column.Name).ToArray();
        var expect = $"SELECT \"{schema}\".suti_expect((SELECT count(*) FROM done))";
        const string Where = "WHERE space = $1 AND key = $2";
        var columns = string.Join(", ", (string[])["space", "key", "version", "body", .. names]);
        string Values(string version) => string.Join(", ", (string[])["$1", "$2", version, "$3", .. names.Select(static (_, index) => Parameter(index + 4))]);
        var set = string.Join(", ", ((string[])["body", .. names]).Select(static (name, index) => $"{name} = {Parameter(index + 3)}"));
        _insert = $"WITH done AS (INSERT INTO {table} ({columns}) VALUES ({Values("1")}) ON CONFLICT (space, key) DO NOTHING RETURNING 1) {expect}";
        _put = $"INSERT INTO {table} AS t ({columns}) VALUES ({Values("1")}) ON CONFLICT (space, key) DO UPDATE SET version = t.version + 1, {set}";
        _update = $"WITH done AS (UPDATE {table} SET version = version + 1, {set} {Where} AND version = {Parameter(names.Length + 4)} RETURNING 1) {expect}";
        _delete = $"DELETE FROM {table} {Where}";
        _expectedDelete = $"WITH done AS (DELETE FROM {table} {Where} AND version = $3 RETURNING 1) {expect}";
        _check = $"WITH done AS (SELECT 1 FROM {table} {Where} AND version = $3 FOR SHARE) {expect}";
        _placeholder = $"WITH done AS (INSERT INTO {table} (space, key, version, body) VALUES ($1, $2, 1, '') ON CONFLICT (space, key) DO NOTHING RETURNING 1) {expect}";
        _release = $"UPDATE {table} SET {string.Join(", ", kind.Uniques.Select(static column => column.Name + " = NULL"))} {Where}";
        _sides = [.. kind.Multiples.Select(column => (
            $"INSERT INTO \"{schema}\".\"{column.SideTable}\" (space, key, value) SELECT $1, $2, unnest($3)",
            $"DELETE FROM \"{schema}\".\"{column.SideTable}\" {Where}",
            $"DELETE FROM \"{schema}\".\"{column.SideTable}\" {Where} AND NOT EXISTS (SELECT 1 FROM {table} {Where})",
            $"\"{schema}\".\"{column.SideTable}\""))];
        Get = $"SELECT version, body FROM {table} {Where}";
    }

    internal SqlKind Sql { get; }

    internal string Get { get; }

    /// <summary>The columns that a query reads to give all fields.</summary>
    internal IEnumerable<string> FieldColumns
    {
        get
        {
            var side = 0;
            foreach (var column in Sql.Columns)
            {
                yield return column.SideTable is null
                    ? "t." + column.Name
                    : $"ARRAY(SELECT m.value FROM {_sides[side++].Table} m WHERE m.space = t.space AND m.key = t.key ORDER BY m.value)";
            }
        }
    }

    /// <summary>Takes the unique values from a record that is to change, so that another one of the transaction may have them.</summary>
    internal void AddRelease(NpgsqlBatchCommandCollection commands, string space, string key) =>
        commands.Add(Command(_release, space, PostgresText.Encode(key)));

    /// <param name="commands">The batch.</param>
    /// <param name="space">The space.</param>
    /// <param name="change">The change.</param>
    /// <param name="isLast">Whether the record stays so: unique values are those of the last change alone.</param>
    internal void Add(NpgsqlBatchCommandCollection commands, string space, RecordChange change, bool isLast)
    {
        var key = PostgresText.Encode(change.Key);
        if (change.Content is { } content)
        {
            AddPut(commands, space, key, change.ExpectedVersion, isLast ? content : content with { Fields = [.. content.Fields.Where(static field => !field.Column.IsUnique)] });
        }
        else if (change.ExpectedVersion == 0)
        {
            // A place that is taken and given back: who would take it meanwhile waits for the end of the transaction.
            commands.Add(Command(_placeholder, space, key));
            commands.Add(Command(_delete, space, key));
        }
        else if (change.IsCheck)
        {
            commands.Add(With(Command(_check, space, key), change.ExpectedVersion!.Value));
        }
        else
        {
            commands.Add(change.ExpectedVersion is { } version
                ? With(Command(_expectedDelete, space, key), version)
                : Command(_delete, space, key));

            // Only when there is no record now: where none was to delete, another transaction may just have added it.
            foreach (var side in _sides)
            {
                commands.Add(Command(side.DeleteOrphans, space, key));
            }
        }
    }

    /// <summary>Writes a record with its version, as a migration does.</summary>
    internal void AddCopy(NpgsqlBatchCommandCollection commands, string space, string key, long version, RecordContent content)
    {
        AddPut(commands, space, key, 0, content);
        commands.Add(With(Command($"UPDATE \"{_schema}\".\"{Sql.Table}\" SET version = $3 WHERE space = $1 AND key = $2", space, key), version));
    }

    internal static NpgsqlBatchCommand Command(string sql, string space, string key) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = space, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter<string> { TypedValue = key, NpgsqlDbType = NpgsqlDbType.Text },
        },
    };

    private static string Parameter(int number) => "$" + number.ToString(CultureInfo.InvariantCulture);

    private static NpgsqlBatchCommand With(NpgsqlBatchCommand command, long number)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint });
        return command;
    }

    private void AddPut(NpgsqlBatchCommandCollection commands, string space, string key, long? expectedVersion, RecordContent content)
    {
        var command = Command(expectedVersion switch { null => _put, 0 => _insert, _ => _update }, space, key);
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = content.Body, NpgsqlDbType = NpgsqlDbType.Bytea });
        foreach (var column in Sql.Singles)
        {
            command.Parameters.Add(CreateParameter(column.Column, content.Fields.FirstOrDefault(field => field.Column == column.Column)));
        }

        commands.Add(expectedVersion > 0 ? With(command, expectedVersion.Value) : command);
        if (expectedVersion != 0)
        {
            // The row is locked by now, so that nobody else changes what stands beside it.
            foreach (var side in _sides)
            {
                commands.Add(Command(side.Delete, space, key));
            }
        }

        for (var index = 0; index < _sides.Length; index++)
        {
            var column = Sql.Multiples[index].Column;
            var values = content.Fields.Where(field => field.Column == column).Select(static field => PostgresText.Encode(field.Value.Text)).ToArray();
            if (values.Length > 0)
            {
                var insert = Command(_sides[index].Insert, space, key);
                insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
                commands.Add(insert);
            }
        }
    }

    private static NpgsqlParameter CreateParameter(RecordColumn column, RecordField field)
    {
        var type = column.Type == RecordColumnType.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bigint;
        return new()
        {
            NpgsqlDbType = type,
            Value = field.Column is null ? DBNull.Value : type == NpgsqlDbType.Text ? PostgresText.Encode(field.Value.Text) : field.Value.Number,
        };
    }
}
