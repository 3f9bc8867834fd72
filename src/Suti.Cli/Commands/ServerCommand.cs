// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Suti.Server;

namespace Suti.Cli;

/// <summary><c>suti server</c>: serves the agent of this folder over HTTP.</summary>
internal static class ServerCommand
{
    public const string Name = "server";

    public static Command Create(Terminal terminal)
    {
        var options = ConfigurationFinder.CreateOptions();
        var command = new Command(Name, "Serves the agent of this folder over HTTP until it is stopped. Every setting can be an option.");
        ConfigCommands.Add(command, options);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (AgentAddress.Find(parsed) is not null)
            {
                throw new SutiException(CliErrorCodes.LocalOnly, "A server serves the agent of this machine: leave --url and SUTI_URL away.");
            }

            return await ServerProgram.RunAsync(
                ConfigurationFinder.Read(parsed, options),
                terminal.Out,
                terminal.Error,
                () => terminal.AskSecret("Passphrase of the root key"),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
