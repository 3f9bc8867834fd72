// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Suti.AspNetCore;

namespace Suti.Cli;

/// <summary><c>suti apikey</c>: the keys with which others call this agent over HTTP.</summary>
internal static class ApiKeyCommands
{
    private static readonly string[] Columns = ["id", "name", "scopes", "space", "expires"];

    public static Command Create(Terminal terminal)
    {
        var command = new Command("apikey", "Makes, lists and revokes the keys with which others call this agent over HTTP.");
        command.Subcommands.Add(CreateCreate(terminal));
        command.Subcommands.Add(CreateList(terminal));
        command.Subcommands.Add(CreateRevoke(terminal));
        return command;
    }

    private static Command CreateCreate(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "What the key is for." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "An operation that it may call; didManager* for those that begin so, * for all. May be repeated.",
            HelpName = "OPERATION",
            Required = true,
        };
        var days = new Option<int?>("--days") { Description = "How long it is good for; until it is revoked without.", HelpName = "NUMBER" };
        var command = new Command("create", "Makes a key and prints its token, this once.") { name, scopes, days };
        command.SetAction((parsed, cancellationToken) => OnKeysAsync(terminal, parsed, async (keys, space) =>
        {
            var created = await keys.CreateAsync(
                new()
                {
                    Name = parsed.GetRequiredValue(name),
                    Scopes = parsed.GetRequiredValue(scopes),
                    Space = space,
                    Lifetime = parsed.GetValue(days) is { } count ? TimeSpan.FromDays(count) : null,
                },
                cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var row = ToRow(created.Key);
                row["token"] = created.Token;
                ResultPrinter.PrintJson(terminal, JsonValues.Of(row));
            }
            else
            {
                // The token alone, so that it can go straight into a file.
                terminal.Out.WriteLine(created.Token);
                terminal.Error.WriteLine($"The key {created.Key.Id}. Keep its token now: it cannot be shown again.");
            }

            return ExitCodes.Success;
        }, cancellationToken));
        return command;
    }

    private static Command CreateList(Terminal terminal)
    {
        var command = new Command("list", "Lists the keys of all spaces, without their tokens.");
        command.SetAction((parsed, cancellationToken) => OnKeysAsync(terminal, parsed, async (keys, _) =>
        {
            var rows = new JsonArray();
            foreach (var key in await keys.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add((JsonNode)ToRow(key));
            }

            if (parsed.GetValue(GlobalOptions.Json))
            {
                ResultPrinter.PrintJson(terminal, JsonValues.Of(rows));
            }
            else
            {
                ResultPrinter.Print(terminal, JsonValues.Of(rows), Columns);
            }

            return ExitCodes.Success;
        }, cancellationToken));
        return command;
    }

    private static Command CreateRevoke(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The id of the key." };
        var command = new Command("revoke", "Ends a key at once.") { id };
        command.SetAction((parsed, cancellationToken) => OnKeysAsync(terminal, parsed, async (keys, _) =>
            await keys.RevokeAsync(parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false)
                ? ExitCodes.Success
                : throw new SutiException(RecordErrorCodes.NotFound, "There is no key of this id."), cancellationToken));
        return command;
    }

    private static async Task<int> OnKeysAsync(
        Terminal terminal, ParseResult parsed, Func<IApiKeys, string, Task<int>> run, CancellationToken cancellationToken)
    {
        var connection = await LocalAgents.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await run(connection.Agent.Get<IApiKeys>(), connection.Agent.Space).ConfigureAwait(false);
        }
    }

    private static JsonObject ToRow(ApiKey key) => new()
    {
        ["id"] = key.Id,
        ["name"] = key.Name,
        ["scopes"] = Verb.ToArray(key.Scopes),
        ["space"] = key.Space,
        ["created"] = key.Created.ToString("O", CultureInfo.InvariantCulture),
        ["expires"] = key.Expires?.ToString("O", CultureInfo.InvariantCulture),
    };
}
