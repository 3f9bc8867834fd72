// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;

namespace Suti.House.Tests;

/// <summary>Writes a JSON schema as a type that people can read. What it has no notation for, it refuses rather than leaves out.</summary>
internal static class SchemaText
{
    private static readonly HashSet<string> Known = ["type", "properties", "required", "items", "enum", "description", "additionalProperties", "$ref", "default"];

    public static string Of(JsonNode? schema)
    {
        var text = new StringBuilder();
        Write(text, schema, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? schema, int depth)
    {
        if (schema is not JsonObject described)
        {
            text.Append(schema?.GetValue<bool>() ?? true ? "any" : "never");
            return;
        }

        if (described.FirstOrDefault(member => !Known.Contains(member.Key)).Key is { } unknown)
        {
            throw new NotSupportedException($"There is no notation for \"{unknown}\" of JSON Schema.");
        }

        if (described["$ref"] is { } reference)
        {
            text.Append("as at ").Append((string?)reference);
        }
        else if (described["enum"] is JsonArray values)
        {
            text.AppendJoin(" | ", values.Select(value => value?.ToJsonString() ?? "null"));
        }
        else
        {
            WriteTypes(text, described, depth);
        }
    }

    private static void WriteTypes(StringBuilder text, JsonObject schema, int depth)
    {
        string?[] types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => (string?)type)],
            null => schema.ContainsKey("properties") ? ["object"] : [null],
            var one => [(string?)one],
        };
        for (var index = 0; index < types.Length; index++)
        {
            text.Append(index > 0 ? " | " : "");
            switch (types[index])
            {
                case null:
                    text.Append("any");
                    break;
                case "object":
                    WriteObject(text, schema, depth);
                    break;
                case "array":
                    var item = Of(schema["items"], depth);
                    text.Append(item.Contains(" | ", StringComparison.Ordinal) && !item.StartsWith('{') ? $"({item})[]" : $"{item}[]");
                    break;
                case var simple:
                    text.Append(simple);
                    break;
            }
        }
    }

    private static string Of(JsonNode? schema, int depth)
    {
        var text = new StringBuilder();
        Write(text, schema, depth);
        return text.ToString();
    }

    private static void WriteObject(StringBuilder text, JsonObject schema, int depth)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string?)name).ToHashSet(StringComparer.Ordinal);
        var open = schema["additionalProperties"];
        if (properties.Count == 0 && open is null)
        {
            text.Append("object");
            return;
        }

        text.Append("{\n");
        foreach (var (name, property) in properties)
        {
            text.Append(' ', 2 * (depth + 1)).Append(name).Append(required.Contains(name) ? ": " : "?: ");
            Write(text, property, depth + 1);
            text.Append((property as JsonObject)?["description"] is { } description ? $"  // {(string?)description}\n" : "\n");
        }

        if (open is JsonObject entry)
        {
            text.Append(' ', 2 * (depth + 1)).Append("[name]: ").Append(Of(entry, depth + 1)).Append('\n');
        }

        text.Append(' ', 2 * depth).Append('}');
    }
}
