// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json.Nodes;
using Suti.Server;

namespace Suti.Cli;

/// <summary><c>suti config</c>: shows and checks settings.</summary>
internal static class ConfigCommands
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("config", "Shows and checks how the agent is set up.");
        var showOptions = ConfigurationFinder.CreateOptions();
        var show = new Command("show", "Shows every setting, what is in force and where it comes from. Secrets are masked.");
        Add(show, showOptions);
        show.SetAction(parsed =>
        {
            Show(terminal, ConfigurationFinder.Read(parsed, showOptions), parsed.GetValue(GlobalOptions.Json));
            return ExitCodes.Success;
        });
        var checkOptions = ConfigurationFinder.CreateOptions();
        var check = new Command("check", "Checks the settings and names every problem.");
        Add(check, checkOptions);
        check.SetAction(parsed =>
        {
            Check(terminal, ConfigurationFinder.Read(parsed, checkOptions), parsed.GetValue(GlobalOptions.Json));
            return ExitCodes.Success;
        });
        command.Subcommands.Add(show);
        command.Subcommands.Add(check);
        return command;
    }

    internal static void Add(Command command, IReadOnlyList<(ConfigurationSetting Setting, Option<string?> Option)> options)
    {
        foreach (var (_, option) in options)
        {
            command.Options.Add(option);
        }
    }

    private static void Show(Terminal terminal, SutiConfiguration configuration, bool asJson)
    {
        if (!asJson)
        {
            ResultPrinter.PrintRows(
                terminal,
                ["setting", "value", "from", "what it is for"],
                [.. configuration.Settings.Select(static value => new[] { value.Setting.Name, TextOf(value.Shown), value.Origin, value.Setting.Summary })]);
            return;
        }

        var all = new JsonArray();
        foreach (var value in configuration.Settings)
        {
            all.Add((JsonNode)new JsonObject
            {
                ["name"] = value.Setting.Name,
                ["value"] = value.Shown?.DeepClone(),
                ["from"] = value.Origin,
                ["summary"] = value.Setting.Summary,
                ["variable"] = value.Setting.EnvironmentVariable,
                ["option"] = value.Setting.Option,
            });
        }

        ResultPrinter.PrintJson(terminal, JsonValues.Of(all));
    }

    private static void Check(Terminal terminal, SutiConfiguration configuration, bool asJson)
    {
        if (asJson)
        {
            ResultPrinter.PrintJson(terminal, JsonValues.Of(new JsonObject { ["file"] = configuration.File, ["warnings"] = Verb.ToArray(configuration.Warnings) }));
            return;
        }

        foreach (var warning in configuration.Warnings)
        {
            terminal.Out.WriteLine("Warning: " + warning);
        }

        terminal.Out.WriteLine(configuration.File is null ? "There is no suti.json here; the settings are fine." : "The settings are fine.");
    }

    private static string TextOf(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => (string)text!,
        JsonArray items when items.All(static item => item is JsonValue) => string.Join(", ", items.Select(static item => item!.ToString())),
        _ => value.ToJsonString(),
    };
}
