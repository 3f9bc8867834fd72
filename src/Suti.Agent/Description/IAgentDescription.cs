// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Agent;

/// <summary>What an agent can do, for programs that ask.</summary>
[AgentApi(typeof(AgentJson))]
public interface IAgentDescription
{
    /// <summary>Lists the names of the operations.</summary>
    [Operation("availableMethods", IsReadOnly = true)]
    Task<string[]> GetAvailableMethodsAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives each operation's description and the schemas of its request and result.</summary>
    [Operation("getSchema", IsReadOnly = true)]
    Task<JsonObject> GetSchemaAsync(CancellationToken cancellationToken = default);
}
