// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Agent;

/// <summary>Describes the operations of this agent.</summary>
internal sealed class AgentDescription(AgentOperationTable operations) : IAgentDescription
{
    public Task<string[]> GetAvailableMethodsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(operations.Select(static operation => operation.Name).ToArray());

    public Task<JsonObject> GetSchemaAsync(CancellationToken cancellationToken = default)
    {
        var methods = new JsonObject();
        foreach (var operation in operations)
        {
            methods[operation.Name] = new JsonObject
            {
                ["description"] = operation.Summary,
                ["arguments"] = operation.GetRequestSchema(),
                ["returnType"] = operation.GetResultSchema() ?? new JsonObject { ["type"] = "null" },
            };
        }

        return Task.FromResult(new JsonObject { ["components"] = new JsonObject { ["schemas"] = new JsonObject(), ["methods"] = methods } });
    }
}
