// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Suti.Cli;

/// <summary>The program: its commands, and what becomes of their failures.</summary>
internal static class SutiProgram
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        var terminal = new Terminal();
        var root = CreateRoot(terminal);

        // No response files: an argument that begins with @ is just an argument.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var asJson = parsed.GetValue(GlobalOptions.Json);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction or null)
        {
            return RefuseLine(terminal, parsed, asJson);
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            if (parsed.CommandResult.Command.Name == ServerCommand.Name)
            {
                // The host of the server hears the signals itself, and takes the time to finish what was accepted.
                invocation.ProcessTerminationTimeout = null;
            }

            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Canceled;
        }
#pragma warning disable CA1031 // The last place: nothing may leave the program but an exit code and a message.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return FailurePrinter.Print(terminal, exception, asJson);
        }
    }

    internal static Command CreateRoot(Terminal terminal)
    {
        var root = new Command("suti", "Agents for verifiable data: keys, DIDs, credentials and messages, here or elsewhere.")
        {
            new HelpOption(),
            new VersionOption(),
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        foreach (var command in CommandTable.Create(terminal))
        {
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(CompletionCommands.CreateScripts(terminal));
        root.Subcommands.Add(CompletionCommands.CreateAnswers(terminal, root));
        return root;
    }

    private static int RefuseLine(Terminal terminal, ParseResult parsed, bool asJson)
    {
        // Who types only the beginning of a command is looking for the rest.
        if (parsed.CommandResult.Command is { Subcommands.Count: > 0, Action: null } group && parsed.UnmatchedTokens.Count == 0)
        {
            new HelpAction().Invoke(group.Parse([]));
            return ExitCodes.Usage;
        }

        var names = Names(parsed.CommandResult);
        var message = DescribeUnknownCommand(parsed) ?? string.Join(' ', parsed.Errors.Select(static error => OnOneLine(error.Message)));
        return FailurePrinter.Print(terminal, new SutiException(CliErrorCodes.Usage, $"{message} See `{names} --help`."), asJson);
    }

    /// <summary>The parser lists choices in lines with tabs, which a terminal is not given.</summary>
    private static string OnOneLine(string text) =>
        string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string? DescribeUnknownCommand(ParseResult parsed)
    {
        if (parsed is not { CommandResult.Command: { Subcommands.Count: > 0, Action: null } group, UnmatchedTokens: [var typed, ..] })
        {
            return null;
        }

        var meant = Suti.Server.NameSuggestions.Find(typed, group.Subcommands.Where(static command => !command.Hidden).Select(static command => command.Name));
        return $"There is no command \"{typed}\".{(meant is null ? "" : $" Is \"{meant}\" meant?")}";
    }

    private static string Names(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Names(parent)} {command.Command.Name}" : command.Command.Name;
}
