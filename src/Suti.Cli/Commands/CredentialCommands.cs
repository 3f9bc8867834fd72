// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti credential</c>: issues, verifies and keeps credentials.</summary>
internal static class CredentialCommands
{
    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            new Verb("create", "Issues a credential with a key of its issuer.", "createVerifiableCredential")
                .JsonFile("credential", "The file with the credential.")
                .With(Complete)
                .Option("--issuer", "issuer", "The DID that issues; that in the file without.", "DID")
                .Option("--format", "proofFormat", "The format; vc+jwt without, or jwt for the data model 1.1.", "NAME")
                .Option("--key", "keyRef", "The id of the key; the first that fits without.", "KID")
                .Options("--disclosable", "disclosable", "The JSON pointer of a claim that can be withheld, for SD-JWT. May be repeated.", "POINTER")
                .Flag("--save", "save", "Keep it.")
                .CallInstead(static (_, request) =>
                {
                    if (request["issuer"] is { } issuer)
                    {
                        request.Remove("issuer");
                        (request["credential"] as JsonObject)?["issuer"] = issuer.DeepClone();
                    }

                    return "createVerifiableCredential";
                }),
            new Verb("verify", "Verifies a credential. The exit code says whether it holds.", "verifyCredential")
                .JsonFile("credential", "The file with the credential, JSON or a token.", orText: true)
                .EndsWith(Verdict),
            new Verb("status", "Looks up whether a credential is revoked or suspended.", "checkCredentialStatus")
                .JsonFile("credential", "The file with the credential, JSON or a token.", orText: true)
                .Columns("revoked", "reason", "message"),
            new Verb("save", "Keeps a credential. It is not verified.", "dataStoreSaveVerifiableCredential")
                .JsonFile("verifiableCredential", "The file with the credential, JSON or a token.", orText: true),
            new Verb("list", "Lists the credentials that are kept.", "dataStoreORMGetVerifiableCredentials")
                .Where("--issuer", "issuer", "Only those of this issuer.", "DID")
                .Where("--subject", "subject", "Only those about this subject.", "DID")
                .Where("--type", "type", "Only those whose types hold this text.", contains: true)
                .Take()
                .Columns("hash", "verifiableCredential.type", "verifiableCredential.issuer", "verifiableCredential.credentialSubject.id"),
            new Verb("show", "Shows a credential that is kept.", "dataStoreGetVerifiableCredential")
                .Argument("HASH", "hash", "Its hash."),
            new Verb("delete", "Deletes a credential that is kept.", "dataStoreDeleteVerifiableCredential")
                .Argument("HASH", "hash", "Its hash.")
                .Confirm(static _ => "The credential is deleted. Go on?"),
        ];
        var command = new Command("credential", "Issues, verifies and keeps credentials.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        return command;
    }

    /// <summary>What is not verified ends the program with an exit code of its own.</summary>
    internal static int Verdict(JsonElement result) =>
        result.TryGetProperty("verified", out var verified) && verified.ValueKind == JsonValueKind.True ? ExitCodes.Success : ExitCodes.Refused;

    /// <summary>The format for the data model that the first context names.</summary>
    internal static string FormatOf(JsonNode? content) =>
        ((content as JsonObject)?["@context"] is JsonArray { Count: > 0 } contexts ? contexts[0] : (content as JsonObject)?["@context"]) is JsonValue first
            && first.GetValueKind() == JsonValueKind.String
            && (string?)first == "https://www.w3.org/2018/credentials/v1"
            ? "jwt"
            : "vc+jwt";

    private static Task Complete(ParseResult parsed, JsonObject request, CancellationToken cancellationToken)
    {
        request["proofFormat"] = FormatOf(request["credential"]);
        return Task.CompletedTask;
    }
}
