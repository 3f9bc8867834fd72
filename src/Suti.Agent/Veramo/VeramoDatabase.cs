// SPDX-License-Identifier: Apache-2.0

using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Suti.Agent;

/// <summary>A database of Veramo, which is only read.</summary>
internal sealed class VeramoDatabase(DbConnection connection)
{
    private static readonly string[] Tables =
        ["identifier", "key", "private-key", "service", "credential", "presentation", "message"];

    /// <summary>Requires the tables that are read.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
        {
            try
            {
                await foreach (var _ in ReadAsync($"SELECT 1 FROM \"{table}\" WHERE 1 = 0", cancellationToken).ConfigureAwait(false))
                {
                }
            }
            catch (DbException exception)
            {
                throw new SutiException(
                    VeramoErrorCodes.UnknownDatabase, $"This is not a database of Veramo 7: the table \"{table}\" cannot be read.", exception);
            }
        }
    }

    /// <summary>Reads the rows of a query that is written here: nothing in it comes from outside.</summary>
    public async IAsyncEnumerable<VeramoRow> ReadAsync(string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // The text is a constant of this assembly.
            command.CommandText = sql;
#pragma warning restore CA2100
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return new(reader);
                }
            }
        }
    }

    /// <summary>The texts of one column, by another: the credentials of each message, say.</summary>
    public async ValueTask<ILookup<string, string>> ReadLookupAsync(string sql, CancellationToken cancellationToken)
    {
        var pairs = new List<(string Key, string Value)>();
        await foreach (var row in ReadAsync(sql, cancellationToken).ConfigureAwait(false))
        {
            pairs.Add((row.Text("key"), row.Text("value")));
        }

        return pairs.ToLookup(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
    }
}
