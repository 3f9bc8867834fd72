// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Server;

namespace Suti.Cli;

/// <summary><c>suti data</c>: takes everything out of an agent, and into another.</summary>
internal static class DataCommands
{
    private const string PassphraseVariable = "SUTI_ARCHIVE_PASSPHRASE";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("data", "Exports and imports everything that the agent keeps.");
        command.Subcommands.Add(CreateExport(terminal));
        command.Subcommands.Add(CreateImport(terminal));
        command.Subcommands.Add(VeramoCommand.Create(terminal));
        return command;
    }

    private static Command CreateExport(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file to make." };
        var passphrase = CreatePassphraseOption();
        var command = new Command("export", "Writes a space, with its private keys, into a new encrypted file.") { file, passphrase };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (File.Exists(path))
            {
                throw new SutiException(ConfigurationErrorCodes.Exists, $"There is a file already: {path}. It was left as it is.");
            }

            var connection = await LocalAgents.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var words = SecretInput.Read(terminal, parsed.GetValue(passphrase), PassphraseVariable, "New passphrase of the file", repeat: true);
                var count = await ExportAsync(terminal, connection.Agent, path, words, cancellationToken).ConfigureAwait(false);
                Tell(terminal, parsed, "exported", count);
                return ExitCodes.Success;
            }
        });
        return command;
    }

    private static Command CreateImport(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file that `suti data export` made." };
        var passphrase = CreatePassphraseOption();
        var command = new Command("import", "Reads such a file into a space that is empty.") { file, passphrase };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var source = File.OpenRead(path);
            await using (source.ConfigureAwait(false))
            {
                var connection = await LocalAgents.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var words = SecretInput.Read(terminal, parsed.GetValue(passphrase), PassphraseVariable, "Passphrase of the file");
                    using var progress = new ProgressLine(terminal, TimeProvider.System);
                    var counting = new CountingStream(source, position => progress.Report(() => $"{position >> 10:N0} of {source.Length >> 10:N0} KiB"));
                    await using (counting.ConfigureAwait(false))
                    {
                        var count = await ArchiveOf(connection.Agent)
                            .ImportAsync(connection.Agent.Space, counting, words, cancellationToken).ConfigureAwait(false);
                        Tell(terminal, parsed, "imported", count);
                    }

                    return ExitCodes.Success;
                }
            }
        });
        return command;
    }

    private static async Task<long> ExportAsync(Terminal terminal, IAgent agent, string path, string passphrase, CancellationToken cancellationToken)
    {
        // What is half written has another name: a file with the name that was asked for is always whole.
        var partial = path + ".part";
        try
        {
            long count;
            var destination = PrivateFiles.Open(partial);
            await using (destination.ConfigureAwait(false))
            {
                using var progress = new ProgressLine(terminal, TimeProvider.System);
                var counting = new CountingStream(destination, position => progress.Report(() => $"{position >> 10:N0} KiB"));
                await using (counting.ConfigureAwait(false))
                {
                    count = await ArchiveOf(agent).ExportAsync(agent.Space, counting, passphrase, cancellationToken: cancellationToken).ConfigureAwait(false);
                }

                destination.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: false);
            return count;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static RecordArchive ArchiveOf(IAgent agent) =>
        new(agent.Get<IRecordStore>(), agent.Get<AgentPlan>().RecordKinds, agent.Get<IRecordSealer>());

    private static Option<string?> CreatePassphraseOption() => new("--passphrase-file")
    {
        Description = $"The file with the passphrase, of the mode 0600. Without it {PassphraseVariable} is used, else the terminal is asked.",
        HelpName = "FILE",
    };

    private static void Tell(Terminal terminal, ParseResult parsed, string what, long count)
    {
        if (parsed.GetValue(GlobalOptions.Json))
        {
            ResultPrinter.PrintJson(terminal, JsonValues.Of(new JsonObject { [what] = count }));
        }
        else
        {
            terminal.Out.WriteLine($"{Verb.Count(count, "record", "records")} {what}.");
        }
    }
}
