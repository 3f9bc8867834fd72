// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Crypto;
using Suti.Server;

namespace Suti.Cli;

/// <summary><c>suti did export</c>: writes a DID with its private keys into a file for <c>suti did import</c>.</summary>
internal static class DidExport
{
    public static Command Create(Terminal terminal)
    {
        var did = new Argument<string>("DID") { Description = "The DID." };
        var file = new Argument<string>("FILE") { Description = "The file to make, of the mode 0600. It holds private keys." };
        var command = new Command("export", "Writes a DID with its private keys into a new file. Only keys that were made exportable can leave.") { did, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connection = await LocalAgents.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var exported = await ExportAsync(connection.Agent, parsed.GetRequiredValue(did), cancellationToken).ConfigureAwait(false);
                var content = Encoding.UTF8.GetBytes(exported.ToJsonString() + "\n");
                PrivateFiles.Create(Path.GetFullPath(parsed.GetRequiredValue(file)), content);
                CryptographicOperations.ZeroMemory(content);
                terminal.Error.WriteLine("The file holds private keys. Whoever has it is this DID.");
                return ExitCodes.Success;
            }
        });
        return command;
    }

    private static async Task<JsonObject> ExportAsync(IAgent agent, string did, CancellationToken cancellationToken)
    {
        var managed = await agent.Dids.GetAsync(new() { Did = did }, cancellationToken).ConfigureAwait(false);
        var systems = agent.Get<IEnumerable<IKeyManagementSystem>>().ToDictionary(static system => system.Name, StringComparer.Ordinal);
        var keys = new JsonArray();
        foreach (var key in managed.Keys)
        {
            var handle = await systems[key.Kms].OpenAsync(key.Kid, cancellationToken).ConfigureAwait(false)
                ?? throw new SutiException(KeyErrorCodes.NotFound, "Key not found");
            using var secret = await handle.ExportAsync(cancellationToken).ConfigureAwait(false);
            var bytes = secret.Export(PrivateKeyFormat.Raw);
            keys.Add((JsonNode)new JsonObject
            {
                ["kid"] = key.Kid,
                ["type"] = key.Type,
                ["privateKeyHex"] = Convert.ToHexStringLower(bytes),
                ["exportable"] = true,
            });
            CryptographicOperations.ZeroMemory(bytes);
        }

        var exported = new JsonObject
        {
            ["did"] = managed.Did,
            ["provider"] = managed.Provider,
            ["controllerKeyId"] = managed.ControllerKeyId,
            ["keys"] = keys,
        };
        if (managed.Alias is not null)
        {
            exported["alias"] = managed.Alias;
        }

        var services = new JsonArray();
        foreach (var service in managed.Services)
        {
            services.Add(JsonNode.Parse(service.GetRawText()));
        }

        exported["services"] = services;
        return exported;
    }
}
