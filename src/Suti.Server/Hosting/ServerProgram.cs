// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Suti.Server;

/// <summary>Runs a server until it is told to stop, and says clearly what keeps it from running.</summary>
public static class ServerProgram
{
    /// <summary>It ran and was stopped.</summary>
    public const int Stopped = 0;

    /// <summary>It could not start.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Misused = 2;

    /// <summary>Runs it.</summary>
    /// <param name="configuration">How the agent is set up.</param>
    /// <param name="output">Where it says that it runs, and where.</param>
    /// <param name="error">Where it says what is wrong.</param>
    /// <param name="askPassphrase">Asks a person for the passphrase; null when nobody can be asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(
        SutiConfiguration configuration, TextWriter output, TextWriter error, Func<string?>? askPassphrase = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            foreach (var warning in configuration.Warnings)
            {
                await error.WriteLineAsync(warning).ConfigureAwait(false);
            }

            var application = ServerHost.Build(configuration, askPassphrase);
            await using (application.ConfigureAwait(false))
            {
                await application.StartAsync(cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync(Welcome(application, configuration.Server)).ConfigureAwait(false);
                await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }

            return Stopped;
        }
        catch (OperationCanceledException)
        {
            // It was stopped while it started.
            return Stopped;
        }
        catch (SutiException exception)
        {
            await error.WriteLineAsync($"{exception.Code}: {exception.Message}{AdviceOn(exception.Code, configuration)}").ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync(
                $"Something listens already at {string.Join(", ", configuration.Server.Urls)}. Stop it, or choose another address with --server-urls http://127.0.0.1:7885.")
                .ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            await error.WriteLineAsync($"The server cannot listen at {string.Join(", ", configuration.Server.Urls)}: {exception.Message}").ConfigureAwait(false);
        }

        return Failed;
    }

    private static string AdviceOn(string code, SutiConfiguration configuration) => code switch
    {
        RecordErrorCodes.WrongRootKey =>
            $"\nThe data in {configuration.Store} was sealed with another root key than that of rootKey ({configuration.RootKey.Source}). Put the right one there; nothing was changed.",
        RecordErrorCodes.RootKeyMissing => "\nMake one with `suti init`, or name the right one with --root-key-file.",
        _ => "",
    };

    private static string Welcome(WebApplication application, ServerConfiguration server)
    {
        var address = application.Urls.First().TrimEnd('/');
        var agent = address + server.Path;
        return $"""
            Suti is at {address}

              the page         {address}/page/
              the operations   {agent}/didManagerCreate, ... described at {address}/open-api.json
              tools (MCP)      {address}/mcp

            Try this in another terminal:

              curl -s {agent}/didManagerCreate -H 'Content-Type: application/json' -d '{"{}"}'

            Ctrl+C stops it; what was accepted is finished first.
            """;
    }
}
