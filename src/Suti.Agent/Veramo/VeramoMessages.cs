// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>Messages in a Veramo database.</summary>
internal static class VeramoMessages
{
    public static AgentMessage Read(
        VeramoRow row,
        ILookup<string, string> credentials,
        ILookup<string, string> presentations,
        Func<string?, JsonElement?> parse,
        Func<string, JsonElement> parseRaw)
    {
        var id = row.Text("id");
        var replyTo = row.TextOrNull("replyTo");
        return new()
        {
            Id = id,
            Type = row.TextOrNull("type") ?? "unknown",
            From = row.TextOrNull("fromDid"),
            To = row.TextOrNull("toDid"),
            ThreadId = row.TextOrNull("threadId"),
            Raw = row.TextOrNull("raw"),
            Data = parse(row.TextOrNull("data")),
            ReplyTo = string.IsNullOrEmpty(replyTo) ? null : replyTo.Split(','),
            ReplyUrl = row.TextOrNull("replyUrl"),
            CreatedAt = row.TimeOrNull("createdAt"),
            ExpiresAt = row.TimeOrNull("expiresAt"),
            MetaData = ReadMetadata(parse(row.TextOrNull("metaData"))),
            Credentials = Read(credentials[id], parseRaw),
            Presentations = Read(presentations[id], parseRaw),
        };
    }

    private static MessageMetadata[]? ReadMetadata(JsonElement? json) => json is not { ValueKind: JsonValueKind.Array } list
        ? null
        :
        [
            .. list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object).Select(static item => new MessageMetadata
            {
                Type = item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "unknown",
                Value = item.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            }),
        ];

    private static JsonElement[]? Read(IEnumerable<string> raw, Func<string, JsonElement> parse) =>
        raw.Select(parse).ToArray() is { Length: > 0 } found ? found : null;
}
