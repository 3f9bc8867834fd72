// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary>What only an agent of this machine has.</summary>
internal static class LocalAgents
{
    /// <summary>Opens the agent of this folder for a command that needs its store or its private keys.</summary>
    /// <exception cref="SutiException">An agent elsewhere is named (<see cref="CliErrorCodes.LocalOnly"/>).</exception>
    public static Task<AgentConnection> OpenAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken) =>
        AgentAddress.Find(parsed) is null
            ? AgentConnection.OpenAsync(terminal, parsed, cancellationToken)
            : throw new SutiException(CliErrorCodes.LocalOnly, "This command works on the store of an agent, which is where the agent is. Run it there, without --url.");
}
