// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Suti.Agent;
using Suti.Server;

namespace Suti.Cli;

/// <summary>The agent that a command works on, for as long as the command lasts.</summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    private readonly IAgent _root;

    private AgentConnection(IAgent root, IAgent agent)
    {
        _root = root;
        Agent = agent;
    }

    /// <summary>The agent, in the space that was asked for.</summary>
    public IAgent Agent { get; }

    /// <summary>Opens the agent of this folder.</summary>
    public static async Task<AgentConnection> OpenAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationFinder.ReadExisting(parsed);
        foreach (var warning in configuration.Warnings)
        {
            terminal.Error.WriteLine("suti: " + warning);
        }

        return await OpenAsync(terminal, configuration, parsed.GetValue(GlobalOptions.Space), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the agent of a configuration.</summary>
    public static async Task<AgentConnection> OpenAsync(
        Terminal terminal, SutiConfiguration configuration, string? space, CancellationToken cancellationToken)
    {
        var builder = AgentBuilder.Create();
        configuration.ApplyTo(builder, () => terminal.AskSecret("Passphrase of the root key"));
        var root = await builder.BuildAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new(root, space is null ? root : root.InSpace(space));
        }
        catch
        {
            await root.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!ReferenceEquals(_root, Agent))
        {
            await Agent.DisposeAsync().ConfigureAwait(false);
        }

        await _root.DisposeAsync().ConfigureAwait(false);
    }
}
