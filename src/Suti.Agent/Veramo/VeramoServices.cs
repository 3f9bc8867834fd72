// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>Services in a Veramo database.</summary>
internal static class VeramoServices
{
    public static JsonElement ToJson(VeramoRow row)
    {
        // An endpoint that is no text stands there as JSON.
        var endpoint = row.Text("serviceEndpoint");
        var parsed = endpoint is ['{' or '[', ..] && StrictJson.TryParseNode(Encoding.UTF8.GetBytes(endpoint), out var node) ? node : null;
        var service = new JsonObject
        {
            ["id"] = row.Text("id"),
            ["type"] = row.Text("type"),
            ["serviceEndpoint"] = parsed ?? JsonValue.Create(endpoint),
        };
        return JsonSerializer.SerializeToElement(service, AgentJson.Default.JsonObject);
    }
}
