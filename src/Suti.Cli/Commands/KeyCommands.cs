// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Cli;

/// <summary><c>suti key</c>: the keys of the agent.</summary>
internal static class KeyCommands
{
    private static readonly string[] Types = ["Ed25519", "X25519", "Secp256k1", "Secp256r1", "Secp384r1"];
    private static readonly string[] Columns = ["kid", "type", "kms", "publicKeyHex"];

    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            new Verb("create", "Creates a key.", "keyManagerCreate")
                .Argument("TYPE", "type", "The type.", Types)
                .Option("--kms", "kms", "The key management system.", "NAME")
                .Option("--kid", "kid", "The id; made from the public key without.")
                .Flag("--exportable", "exportable", "Let the private key be exported one day.")
                .Columns(Columns),
            new Verb("list", "Lists the keys.", "keyManagerList")
                .Option("--kms", "kms", "Only those of this key management system.", "NAME")
                .Option("--type", "type", "Only those of this type.", "TYPE")
                .Columns(Columns),
            CreateImport(terminal),
            new Verb("delete", "Deletes a key for good.", "keyManagerDelete")
                .Argument("KID", "kid", "The id of the key.")
                .Confirm(static _ => "The key is deleted for good. Go on?"),
            CreateSign(),
        ];
        var command = new Command("key", "Creates, lists, imports, deletes and uses keys.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        return command;
    }

    private static Verb CreateImport(Terminal terminal)
    {
        var file = new Option<string?>("--private-key-file")
        {
            Description = "The file with the private key, of the mode 0600: a JWK, PEM, or hexadecimal digits. Without it SUTI_PRIVATE_KEY is used, else the terminal is asked for digits.",
            HelpName = "FILE",
        };
        return new Verb("import", "Imports a private key.", "keyManagerImport")
            .Option("--type", "type", "The type; needed with hexadecimal digits.", "TYPE")
            .Option("--kms", "kms", "The key management system.", "NAME")
            .Option("--kid", "kid", "The id; made from the public key without.")
            .Flag("--exportable", "exportable", "Let the private key be exported one day.")
            .With(
                (parsed, request, _) =>
                {
                    var secret = SecretInput.Read(terminal, parsed.GetValue(file), "SUTI_PRIVATE_KEY", "Private key in hexadecimal digits").Trim();
                    if (secret.StartsWith('{'))
                    {
                        request["privateKeyJwk"] = ReadJwk(secret);
                    }
                    else
                    {
                        request[secret.StartsWith("-----", StringComparison.Ordinal) ? "privateKeyPem" : "privateKeyHex"] = secret;
                    }

                    return Task.CompletedTask;
                },
                file)
            .Columns(Columns);
    }

    private static Verb CreateSign()
    {
        var data = new Argument<string>("FILE") { Description = "The file with the data. - reads what is piped in." };
        return new Verb("sign", "Signs the bytes of a file.", "keyManagerSign")
            .Argument("KID", "keyRef", "The id of the key.")
            .With(
                async (parsed, request, cancellationToken) =>
                {
                    var content = await JsonInput.ReadFileAsync(parsed.GetRequiredValue(data), cancellationToken).ConfigureAwait(false);
                    request["data"] = Convert.ToHexStringLower(content);
                    request["encoding"] = "base16";
                },
                data)
            .Option("--algorithm", "algorithm", "The algorithm; the first one of the key without.", "NAME");
    }

    // Not even the reason is told: it could hold a piece of the key.
    private static JsonObject? ReadJwk(string text) =>
        StrictJson.TryParseElement(Encoding.UTF8.GetBytes(text), out var jwk)
            ? JsonObject.Create(jwk)
            : throw new SutiException(CliErrorCodes.Usage, "The private key is not JSON, though it begins so.");
}
