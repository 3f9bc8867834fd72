// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Suti.Agent;
using Suti.Agent.Client;
using Suti.AspNetCore;
using Suti.Server;

namespace Suti.Cli;

/// <summary>The agent that a command works on, for as long as the command lasts.</summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    private const string TokenVariable = "SUTI_TOKEN";

    private readonly IAgent _root;

    private AgentConnection(IAgent root, IAgent agent)
    {
        _root = root;
        Agent = agent;
    }

    /// <summary>The agent, in the space that was asked for.</summary>
    public IAgent Agent { get; }

    /// <summary>Opens the agent elsewhere that is named, else the agent of this folder.</summary>
    public static async Task<AgentConnection> OpenAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (AgentAddress.Find(parsed) is { } address)
        {
            return Connect(address, parsed);
        }

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
        builder.AddApiKeys();
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

    private static AgentConnection Connect(Uri address, ParseResult parsed)
    {
        if (parsed.GetValue(GlobalOptions.Space) is not null)
        {
            throw new SutiException(CliErrorCodes.Usage, "--space is for an agent of this folder; elsewhere the token decides about the space.");
        }

        var token = parsed.GetValue(GlobalOptions.TokenFile) is { } file
            ? PrivateFiles.ReadText(file)
            : Environment.GetEnvironmentVariable(TokenVariable);
        var agent = AgentClient.Connect(address, string.IsNullOrEmpty(token) ? null : token);
        return new(agent, agent);
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
