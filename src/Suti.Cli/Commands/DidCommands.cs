// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti did</c>: the DIDs of the agent, and the resolution of any.</summary>
internal static class DidCommands
{
    private static readonly string[] Columns = ["did", "alias", "provider", "controllerKeyId"];

    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            new Verb("create", "Creates a DID with its keys.", "didManagerCreate")
                .Option("--provider", "provider", "The provider, such as did:key or did:ethr:sepolia; the default one without.", "NAME")
                .Option("--alias", "alias", "The alias, unique in the space. For did:web it is the host and path.")
                .Option("--kms", "kms", "The key management system for its keys.", "NAME")
                .Option("--key-type", "options.keyType", "The type of its key, where the method leaves a choice.", "TYPE")
                .Columns(Columns),
            new Verb("list", "Lists the DIDs of the agent.", "didManagerFind")
                .Option("--alias", "alias", "Only the one with this alias.")
                .Option("--provider", "provider", "Only those of this provider.", "NAME")
                .Columns("did", "alias", "provider"),
            new Verb("show", "Shows a DID of the agent with its keys and services.", "didManagerGet")
                .Argument("DID", "did", "The DID, or its alias.")
                .CallInstead(static (_, request) =>
                {
                    if (((string)request["did"]!).StartsWith("did:", StringComparison.Ordinal))
                    {
                        return "didManagerGet";
                    }

                    request["alias"] = request["did"]!.DeepClone();
                    request.Remove("did");
                    return "didManagerGetByAlias";
                }),
            new Verb("resolve", "Resolves any DID to its document.", "resolveDid")
                .Argument("DID", "didUrl", "The DID.")
                .EndsWith(static result => ResolutionError(result) switch
                {
                    null => ExitCodes.Success,
                    "notFound" => ExitCodes.NotFound,
                    _ => ExitCodes.Failed,
                }),
            new Verb("import", "Imports a DID with its private keys, as `did export` writes it.", "didManagerImport")
                .JsonFile(null, "The file with the DID and its keys.")
                .Columns(Columns),
            new Verb("add-key", "Adds a key of the agent to the document of a DID.", "didManagerAddKey")
                .Argument("DID", "did", "The DID.")
                .Argument("KID", "key.kid", "The id of the key.")
                .Options("--relationship", "options.relationships", "What the key is for, such as authentication. May be repeated.", "NAME")
                .Columns("success"),
            new Verb("remove-key", "Removes a key from the document. The key itself stays.", "didManagerRemoveKey")
                .Argument("DID", "did", "The DID.")
                .Argument("KID", "kid", "The id of the key.")
                .Columns("success"),
            new Verb("rotate-key", "Replaces a key of the document by a new one of the same type and uses.", "didManagerRotateKey")
                .Argument("DID", "did", "The DID.")
                .Argument("KID", "kid", "The id of the key.")
                .Columns(Columns),
            new Verb("add-service", "Adds a service to the document.", "didManagerAddService")
                .Argument("DID", "did", "The DID.")
                .Option("--id", "service.id", "The id, such as #orders.", isRequired: true)
                .Option("--type", "service.type", "The type.", isRequired: true)
                .Option("--endpoint", "service.serviceEndpoint", "The endpoint.", "URL", isRequired: true)
                .Columns("success"),
            new Verb("remove-service", "Removes a service from the document.", "didManagerRemoveService")
                .Argument("DID", "did", "The DID.")
                .Argument("ID", "id", "The id of the service.")
                .Columns("success"),
            new Verb("delete", "Forgets a DID and deletes its keys. The DID itself is not given up.", "didManagerDelete")
                .Argument("DID", "did", "The DID.")
                .Confirm(static _ => "Its keys are deleted for good. Go on?"),
        ];
        var command = new Command("did", "Creates, shows, changes and resolves DIDs.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        command.Subcommands.Add(DidExport.Create(terminal));
        return command;
    }

    private static string? ResolutionError(JsonElement result) =>
        (JsonObject.Create(result)?["didResolutionMetadata"]?["error"]) switch
        {
            JsonValue text when text.GetValueKind() == JsonValueKind.String => (string?)text,
            JsonObject problem => ((string?)problem["type"])?.Split('#')[^1] is { } type ? char.ToLowerInvariant(type[0]) + type[1..].Replace("_", "", StringComparison.Ordinal) : "error",
            _ => null,
        };
}
