// SPDX-License-Identifier: Apache-2.0

using System.Data.Common;
using System.Globalization;

namespace Suti.Agent;

/// <summary>A row of a Veramo database.</summary>
internal readonly struct VeramoRow(DbDataReader reader)
{
    public string Text(string column) => TextOrNull(column) ?? "";

    public string? TextOrNull(string column)
    {
        var value = reader.GetValue(reader.GetOrdinal(column));
        return value switch
        {
            DBNull => null,
            DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("o", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A time: Veramo's columns hold it in UTC without saying so.</summary>
    public string? TimeOrNull(string column) => TextOrNull(column) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;
}
