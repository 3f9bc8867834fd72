// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Agent;

/// <summary>Makes matches.</summary>
internal static class DiscoveryMatches
{
    public static DiscoveryMatch Of(string did, string name, string value) => new()
    {
        Did = did,
        MetaData = JsonSerializer.SerializeToElement(new JsonObject { [name] = value }, AgentJson.Default.JsonObject),
    };
}
