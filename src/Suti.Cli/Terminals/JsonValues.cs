// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary>Makes JSON without reflection.</summary>
internal static class JsonValues
{
    public static JsonElement Text(string text) => Of(JsonValue.Create(text));

    public static JsonElement Of(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
