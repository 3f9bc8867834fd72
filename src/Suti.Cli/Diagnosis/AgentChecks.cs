// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using Suti.Agent;
using Suti.Server;

namespace Suti.Cli;

/// <summary>The checks of the doctor, one after the other.</summary>
internal static class AgentChecks
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(2);

    /// <summary>The store and the keys in it.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAgentAsync(
        Terminal terminal, SutiConfiguration configuration, CancellationToken cancellationToken)
    {
        AgentConnection connection;
        try
        {
            connection = await AgentConnection.OpenAsync(terminal, configuration, null, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException failure)
        {
            // A root key that is missing or wrong is found when the store opens: say what it is about.
            var isRootKey = failure.Code is RecordErrorCodes.RootKeyMissing or RecordErrorCodes.RootKeyInvalid or RecordErrorCodes.WrongRootKey
                or ConfigurationErrorCodes.PassphraseMissing;
            return
            [
                Finding.Of(isRootKey ? "root key" : "store", failure),
                new("keys", Finding.Skipped, "The store did not open."),
            ];
        }

        await using (connection.ConfigureAwait(false))
        {
            return
            [
                new("root key", Finding.Ok, $"From {Describe(configuration.RootKey)}, and the one of this store."),
                new("store", Finding.Ok, configuration.Store.ToString()),
                await CheckKeysAsync(connection.Agent, cancellationToken).ConfigureAwait(false),
            ];
        }
    }

    /// <summary>Every key opens, which needs the root key that sealed it.</summary>
    private static async Task<Finding> CheckKeysAsync(IAgent agent, CancellationToken cancellationToken)
    {
        var keys = await agent.Keys.ListAsync(new(), cancellationToken).ConfigureAwait(false);
        var systems = agent.Get<IEnumerable<IKeyManagementSystem>>().ToDictionary(static system => system.Name, StringComparer.Ordinal);
        var lost = new List<string>();
        foreach (var key in keys)
        {
            try
            {
                if (!systems.TryGetValue(key.Kms, out var system) || await system.OpenAsync(key.Kid, cancellationToken).ConfigureAwait(false) is null)
                {
                    lost.Add(key.Kid);
                }
            }
            catch (SutiException)
            {
                lost.Add(key.Kid);
            }
        }

        return lost.Count == 0
            ? new("keys", Finding.Ok, $"{Verb.Count(keys.Length, "key", "keys")} in {string.Join(", ", systems.Keys.Order(StringComparer.Ordinal))}.")
            : new(
                "keys",
                Finding.Failed,
                $"{lost.Count} of {keys.Length} keys do not open, such as {lost[0]}.",
                "Add the key management system that holds them to keys.systems, or restore a backup.");
    }

    /// <summary>The addresses where the server would listen.</summary>
    public static IEnumerable<Finding> CheckPorts(ServerConfiguration server)
    {
        foreach (var url in server.Urls)
        {
            var check = $"port {url.Port}";
            if (!TryGetAddress(url, out var address))
            {
                yield return new(check, Finding.Skipped, $"{url.Host} is a name; only addresses are tried.");
                continue;
            }

            SocketError? error = null;
            try
            {
                using var listener = new TcpListener(address, url.Port);
                listener.Start();
            }
            catch (SocketException exception)
            {
                error = exception.SocketErrorCode;
            }

            yield return error switch
            {
                null => new(check, Finding.Ok, $"{url} is free."),
                SocketError.AddressAlreadyInUse => new(
                    check, Finding.Warning, $"Something listens at {url}.", "That is fine when it is this server; else set server.urls to another port."),
                SocketError.AccessDenied => new(check, Finding.Failed, $"{url} needs rights that you lack.", "Set server.urls to a port above 1023."),
                _ => new(check, Finding.Failed, $"{url} cannot be used ({error}).", "Set server.urls to an address of this machine."),
            };
        }
    }

    /// <summary>A clock that is behind what was written already is wrong.</summary>
    public static Finding CheckClock(SutiConfiguration configuration, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        string[] files = [configuration.File ?? "", configuration.Store.Sqlite ?? "", Path.Combine(AppContext.BaseDirectory, "Suti.Cli.dll")];
        var latest = files.Where(File.Exists).Select(static file => new DateTimeOffset(File.GetLastWriteTimeUtc(file))).DefaultIfEmpty(now).Max();
        return latest - now > MaxClockDifference
            ? new("clock", Finding.Failed, $"It is behind files that were written at {latest:u}.", "Set the clock, and keep it right with NTP: expired credentials would be taken for valid.")
            : new("clock", Finding.Ok, $"{now:u}");
    }

    /// <summary>Each network answers, is the chain that it should be, and agrees on the time.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckNetworksAsync(
        SutiConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (configuration.Dids.Networks.Count == 0)
        {
            return [new("networks", Finding.Skipped, "dids.networks names none.")];
        }

        var findings = new List<Finding>();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(configuration.Http.TimeoutSeconds) };
        foreach (var network in configuration.Dids.Networks)
        {
            findings.Add(await CheckNetworkAsync(network, http, clock, cancellationToken).ConfigureAwait(false));
        }

        return findings;
    }

    private static async Task<Finding> CheckNetworkAsync(
        NetworkConfiguration network, HttpClient http, TimeProvider clock, CancellationToken cancellationToken)
    {
        var check = $"network {network.Name}";
        var ethr = network.Connect(http);
        try
        {
            var chain = await ethr.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            if (chain != ethr.ChainId)
            {
                return new(check, Finding.Failed, $"The node is of chain {chain}, not {ethr.ChainId}.", "Correct rpc or chainId in dids.networks.");
            }

            if ((await ethr.Client.GetCodeAsync(ethr.Registry, cancellationToken: cancellationToken).ConfigureAwait(false)).Length == 0)
            {
                return new(check, Finding.Failed, $"There is no contract at the registry {ethr.Registry}.", "Correct registry in dids.networks.");
            }

            var block = await ethr.Client.GetBlockAsync(Ethereum.BlockTag.Latest, cancellationToken).ConfigureAwait(false);
            return block is not null && block.Timestamp - clock.GetUtcNow() > MaxClockDifference
                ? new(check, Finding.Warning, $"Its last block is of {block.Timestamp:u}, after the time of this machine.", "Set the clock, and keep it right with NTP.")
                : new(check, Finding.Ok, $"Chain {chain}, block {block?.Number}.");
        }
        catch (SutiException failure)
        {
            return Finding.Of(check, failure);
        }
    }

    private static bool TryGetAddress(Uri url, out IPAddress address)
    {
        address = IPAddress.Loopback;
        return url.Host == "localhost" || IPAddress.TryParse(url.Host.Trim('[', ']'), out address!);
    }

    private static string Describe(RootKeyConfiguration rootKey) => rootKey.Source switch
    {
        "environment" => rootKey.Variable,
        "passphrase" => "a passphrase",
        _ => rootKey.File,
    };
}
