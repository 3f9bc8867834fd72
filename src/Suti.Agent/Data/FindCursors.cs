// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>Cursors as texts of the wire.</summary>
internal static class FindCursors
{
    public static string? Write(RecordCursor? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        string?[] parts = [cursor.Key, .. cursor.Values.Select(static value => value?.ToString())];
        return Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(parts, AgentJson.Default.StringArray!));
    }

    public static RecordCursor Read(string text, IReadOnlyList<RecordOrder> order)
    {
        string?[]? parts = null;
        try
        {
            parts = Base64Url.TryDecode(text, out var json) ? JsonSerializer.Deserialize(json, AgentJson.Default.StringArray!) : null;
        }
        catch (JsonException)
        {
            // Refused below, with every other text that is no cursor.
        }

        if (parts is not [{ } key, ..] || parts.Length != order.Count + 1)
        {
            throw Refuse();
        }

        var values = new RecordValue?[order.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = parts[index + 1] is { } value ? ReadValue(value, order[index].Column.Type) : null;
        }

        return new(values, key);
    }

    private static RecordValue ReadValue(string text, RecordColumnType type) => type == RecordColumnType.Text
        ? RecordValue.Of(text)
        : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? RecordValue.FromNumber(type, number) : throw Refuse();

    private static SutiException Refuse() =>
        new(RecordErrorCodes.InvalidQuery, "\"after\" is not what a page of this order gave as \"next\"");
}
