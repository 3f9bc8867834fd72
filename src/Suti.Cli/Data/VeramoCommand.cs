// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Suti.Agent;

namespace Suti.Cli;

/// <summary><c>suti data import-veramo</c>: takes over the database of an agent of Veramo.</summary>
internal static class VeramoCommand
{
    private const string KeyVariable = "SUTI_VERAMO_SECRET_KEY";
    private const int KeySize = 32;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("DATABASE") { Description = "The SQLite database of Veramo 7. It is only read." };
        var key = new Option<string?>("--secret-key-file")
        {
            Description = $"The file with the key of Veramo's SecretBox in 64 hexadecimal digits, of the mode 0600. Without it {KeyVariable} is used, else the terminal is asked.",
            HelpName = "FILE",
        };
        var clear = new Option<bool>("--no-secret-key") { Description = "The private keys in the database are not encrypted." };
        var command = new Command("import-veramo", "Takes over identifiers, keys, credentials, presentations and messages of an agent of Veramo.") { file, key, clear };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (!File.Exists(path))
            {
                throw new SutiException(CliErrorCodes.File, $"{path} cannot be read.");
            }

            var connection = await LocalAgents.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var secret = parsed.GetValue(clear) ? [] : ReadKey(SecretInput.Read(terminal, parsed.GetValue(key), KeyVariable, "Key of Veramo's SecretBox"));
                try
                {
                    var result = await ImportAsync(terminal, connection.Agent, path, secret, cancellationToken).ConfigureAwait(false);
                    Tell(terminal, result, parsed.GetValue(GlobalOptions.Json));
                    return result.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(secret);
                }
            }
        });
        return command;
    }

    private static async Task<VeramoImportResult> ImportAsync(
        Terminal terminal, IAgent agent, string path, byte[] secret, CancellationToken cancellationToken)
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await using (database.ConfigureAwait(false))
        {
            try
            {
                await database.OpenAsync(cancellationToken).ConfigureAwait(false);
                using var progress = new ProgressLine(terminal, TimeProvider.System);
                var count = 0;
                using var subscription = agent.Events.Subscribe<AgentEvent>((_, _) =>
                {
                    count++;
                    progress.Report(() => $"{count:N0} imported");
                    return default;
                });
                return await VeramoImport.RunAsync(agent, database, secret, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException exception)
            {
                throw new SutiException(VeramoErrorCodes.UnknownDatabase, $"{path} cannot be read as a SQLite database.", exception);
            }
        }
    }

    private static byte[] ReadKey(string digits)
    {
        var key = new byte[KeySize];
        return digits.Trim().Length == 2 * KeySize
            && Convert.FromHexString(digits.Trim(), key, out _, out _) == System.Buffers.OperationStatus.Done
            ? key
            : throw new SutiException(VeramoErrorCodes.WrongSecretKey, "The key of a SecretBox has 64 hexadecimal digits.");
    }

    private static void Tell(Terminal terminal, VeramoImportResult result, bool asJson)
    {
        if (asJson)
        {
            ResultPrinter.PrintJson(terminal, JsonValues.Of(new JsonObject
            {
                ["identifiers"] = result.Identifiers,
                ["keys"] = result.Keys,
                ["credentials"] = result.Credentials,
                ["presentations"] = result.Presentations,
                ["messages"] = result.Messages,
                ["problems"] = Verb.ToArray(result.Problems),
            }));
            return;
        }

        terminal.Out.WriteLine(string.Join(
            ", ",
            Verb.Count(result.Identifiers, "identifier", "identifiers"),
            Verb.Count(result.Keys, "key", "keys"),
            Verb.Count(result.Credentials, "credential", "credentials"),
            Verb.Count(result.Presentations, "presentation", "presentations"),
            Verb.Count(result.Messages, "message", "messages")) + " imported.");
        foreach (var problem in result.Problems)
        {
            terminal.Error.WriteLine("Left out: " + ResultPrinter.Clean(problem));
        }
    }
}
