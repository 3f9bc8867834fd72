// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Server;

namespace Suti.Cli;

/// <summary><c>suti init</c>: makes this folder ready for an agent.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var passphrase = new Option<bool>("--passphrase") { Description = "Derive the root key from a passphrase instead of keeping it in a file." };
        var command = new Command("init", "Makes suti.json and the root key in this folder. What is there stays as it is.") { passphrase };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = Environment.CurrentDirectory;
            var withPassphrase = parsed.GetValue(passphrase);
            var isNew = !File.Exists(Path.Combine(folder, ConfigurationSettings.FileName));
            var words = withPassphrase && isNew
                ? SecretInput.Read(terminal, null, ConfigurationSettings.PassphraseVariable, "New passphrase of the root key", repeat: true)
                : null;
            var made = SutiFolder.Initialize(folder, withPassphrase);
            if (words is not null)
            {
                await SetPassphraseAsync(folder, words, cancellationToken).ConfigureAwait(false);
            }

            if (parsed.GetValue(GlobalOptions.Json))
            {
                ResultPrinter.PrintJson(terminal, JsonValues.Of(new JsonObject { ["made"] = Verb.ToArray(made) }));
            }
            else
            {
                terminal.Out.WriteLine(made.Count == 0 ? "Everything is there already." : $"Made {string.Join(", ", made)}.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>
    /// Seals once, so that the store knows its passphrase from now on: the first one that is typed wrong is then refused, and does not become the passphrase.
    /// </summary>
    private static async Task SetPassphraseAsync(string folder, string passphrase, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationReader.Read(new ConfigurationSources { Folder = folder });
        var builder = AgentBuilder.Create();
        configuration.ApplyTo(builder, () => passphrase);
        var agent = await builder.BuildAsync(cancellationToken).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            await agent.Get<IRecordSealer>().SealAsync(new RecordIdentity(agent.Space, "init", "init"), new byte[1], cancellationToken).ConfigureAwait(false);
        }
    }
}
