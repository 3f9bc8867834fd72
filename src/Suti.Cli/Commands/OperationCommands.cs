// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti execute</c> and <c>suti methods</c>: every operation by its name.</summary>
internal static class OperationCommands
{
    private static readonly AgentCapability[] Known =
    [
        Agent.KeyManagerApi.Capability, Agent.DidManagerApi.Capability, Agent.DidResolutionApi.Capability, Agent.DataStoreApi.Capability, Agent.DataQueriesApi.Capability,
        Agent.MessagesApi.Capability, Agent.DiscoveryApi.Capability, Agent.KeyValueStoreApi.Capability, Agent.AgentDescriptionApi.Capability,
        Credentials.CredentialsApi.Capability, Credentials.CredentialStatusesApi.Capability, Credentials.SelectiveDisclosureApi.Capability,
        Credentials.CredentialRequestsApi.Capability,
    ];

    public static Command CreateExecute(Terminal terminal)
    {
        var method = new Argument<string>("METHOD") { HelpName = "METHOD", Description = "The name of the operation. `suti methods` lists them." };
        var json = new Argument<string?>("JSON") { Description = "The request; {} without. - reads what is piped in.", Arity = ArgumentArity.ZeroOrOne };
        method.CompletionSources.Add(static _ => Names);
        var command = new Command("execute", "Calls any operation by its name, with JSON in and JSON out.") { method, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = parsed.GetValue(json) switch
            {
                null => [],
                "-" => await JsonInput.ReadFileAsync("-", cancellationToken).ConfigureAwait(false),
                var text => Encoding.UTF8.GetBytes(text),
            };
            var connection = await AgentConnection.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var name = parsed.GetRequiredValue(method);
                CheckName(connection.Agent, name);
                var answer = await connection.Agent.ExecuteAsync(name, request, UnknownMembers.Refuse, cancellationToken).ConfigureAwait(false);
                ResultPrinter.PrintJson(terminal, JsonElement.Parse(answer));
                return ExitCodes.Success;
            }
        });
        return command;
    }

    public static Command CreateMethods(Terminal terminal)
    {
        var method = new Argument<string?>("METHOD") { HelpName = "METHOD", Description = "The operation to explain.", Arity = ArgumentArity.ZeroOrOne };
        method.CompletionSources.Add(static _ => Names);
        var command = new Command("methods", "Lists the operations, or explains one with the schemas of its request and result.") { method };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connection = await AgentConnection.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (parsed.GetValue(method) is { } name)
                {
                    CheckName(connection.Agent, name);
                    _ = connection.Agent.Operations.TryGet(name, out var operation);
                    ResultPrinter.PrintJson(terminal, JsonValues.Of(Describe(operation!)));
                }
                else
                {
                    PrintAll(terminal, connection.Agent.Operations, parsed.GetValue(GlobalOptions.Json));
                }

                return ExitCodes.Success;
            }
        });
        return command;
    }

    private static IEnumerable<string> Names =>
        Known.SelectMany(static capability => capability.Operations).Select(static operation => operation.Name).Order(StringComparer.Ordinal);

    private static void CheckName(IAgent agent, string name)
    {
        if (!agent.Operations.TryGet(name, out _))
        {
            var meant = Suti.Server.NameSuggestions.Find(name, agent.Operations.Select(static operation => operation.Name));
            var refusal = agent.Operations.NotFound(name);
            throw meant is null || Names.Contains(name, StringComparer.Ordinal) ? refusal : new SutiException(refusal.Code, $"{refusal.Message} Is \"{meant}\" meant?");
        }
    }

    private static JsonObject Describe(AgentOperation operation) => new()
    {
        ["name"] = operation.Name,
        ["summary"] = operation.Summary,
        ["readOnly"] = operation.IsReadOnly,
        ["request"] = operation.GetRequestSchema(),
        ["result"] = operation.GetResultSchema() ?? new JsonObject { ["type"] = "null" },
    };

    private static void PrintAll(Terminal terminal, AgentOperationTable operations, bool asJson)
    {
        if (!asJson)
        {
            ResultPrinter.PrintRows(terminal, ["operation", "what it does"], [.. operations.Select(static operation => new[] { operation.Name, operation.Summary })]);
            return;
        }

        var all = new JsonArray();
        foreach (var operation in operations)
        {
            all.Add((JsonNode)new JsonObject { ["name"] = operation.Name, ["summary"] = operation.Summary, ["readOnly"] = operation.IsReadOnly });
        }

        ResultPrinter.PrintJson(terminal, JsonValues.Of(all));
    }
}
