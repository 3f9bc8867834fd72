// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti doctor</c>: checks everything that an agent stands on, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", "Checks settings, root key, store, keys, ports, clock and networks, and says what to do.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = AgentAddress.Find(parsed) is null
                ? await CheckLocalAsync(terminal, parsed, cancellationToken).ConfigureAwait(false)
                : await CheckRemoteAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            Print(terminal, findings, parsed.GetValue(GlobalOptions.Json));
            return findings.Any(static finding => finding.Outcome == Finding.Failed) ? ExitCodes.Failed : ExitCodes.Success;
        });
        return command;
    }

    private static async Task<List<Finding>> CheckLocalAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        Suti.Server.SutiConfiguration configuration;
        try
        {
            configuration = ConfigurationFinder.ReadExisting(parsed);
        }
        catch (SutiException failure)
        {
            return [Finding.Of("settings", failure)];
        }

        var clock = TimeProvider.System;
        return
        [
            configuration.Warnings.Count == 0
                ? new("settings", Finding.Ok, configuration.File ?? "From the environment.")
                : new("settings", Finding.Warning, string.Join(' ', configuration.Warnings), "Correct the name, or take the variable away."),
            .. await AgentChecks.CheckAgentAsync(terminal, configuration, cancellationToken).ConfigureAwait(false),
            .. AgentChecks.CheckPorts(configuration.Server),
            AgentChecks.CheckClock(configuration, clock),
            .. await AgentChecks.CheckNetworksAsync(configuration, clock, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<List<Finding>> CheckRemoteAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await AgentConnection.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var methods = await connection.Agent.Get<Agent.IAgentDescription>().GetAvailableMethodsAsync(cancellationToken).ConfigureAwait(false);
                return [new("agent", Finding.Ok, $"It answers, and has {methods.Length} operations.")];
            }
        }
        catch (SutiException failure)
        {
            return [Finding.Of("agent", failure)];
        }
    }

    private static void Print(Terminal terminal, List<Finding> findings, bool asJson)
    {
        if (!asJson)
        {
            ResultPrinter.PrintRows(
                terminal,
                ["check", "outcome", "what was found", "what to do"],
                [.. findings.Select(static finding => new[] { finding.Check, finding.Outcome, finding.Text, finding.Advice ?? "" })]);
            return;
        }

        var all = new JsonArray();
        foreach (var finding in findings)
        {
            all.Add((JsonNode)new JsonObject { ["check"] = finding.Check, ["outcome"] = finding.Outcome, ["text"] = finding.Text, ["advice"] = finding.Advice });
        }

        ResultPrinter.PrintJson(terminal, JsonValues.Of(all));
    }
}
