// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti sdr</c>: asks for claims and answers such requests, as <c>veramo sdr</c> does.</summary>
internal static class DisclosureCommands
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("sdr", "Asks a holder for claims, and answers such requests (selective disclosure).");
        command.Subcommands.Add(CreateRequest(terminal));
        command.Subcommands.Add(CreateAnswer(terminal));
        return command;
    }

    private static Command CreateRequest(Terminal terminal)
    {
        var file = new Option<string?>("--file") { Description = "A file with the whole request, for what the options cannot say. - reads what is piped in.", HelpName = "FILE" };
        var claims = new Option<string[]>("--claim") { Description = "A claim that is asked for, and why. May be repeated.", HelpName = "NAME[=REASON]" };
        var essential = new Option<string[]>("--essential") { Description = "The same, where an answer without it is no answer.", HelpName = "NAME[=REASON]" };
        var accepted = new Option<string[]>("--issuer") { Description = "Whose word is accepted; anybody's without. May be repeated.", HelpName = "DID" };
        var type = new Option<string?>("--type") { Description = "The type that the credentials must have.", HelpName = "NAME" };
        return new Verb("create", "Makes a request for claims, as a signed JWT. What is not given is asked.", "createSelectiveDisclosureRequest")
            .With(
                async (parsed, request, cancellationToken) =>
                {
                    var data = parsed.GetValue(file) is { } path ? await ReadRequestAsync(path, cancellationToken).ConfigureAwait(false) : [];
                    var asked = data["claims"] as JsonArray ?? [];
                    AddClaims(asked, parsed.GetValue(claims), isEssential: false);
                    AddClaims(asked, parsed.GetValue(essential), isEssential: true);
                    if (asked.Count == 0)
                    {
                        AskClaims(terminal, asked);
                    }

                    foreach (var claim in asked.OfType<JsonObject>())
                    {
                        Complete(claim, parsed.GetValue(type), parsed.GetValue(accepted) ?? []);
                    }

                    data["claims"] = asked.Parent is null ? asked : asked.DeepClone();
                    request["data"] = data;
                },
                file, claims, essential, accepted, type)
            .Option("--from", "data.issuer", "The DID that asks, one of this agent.", "DID")
            .Option("--to", "data.subject", "The DID that is asked.", "DID")
            .Option("--tag", "data.tag", "Names the request, so that its answer is known by it.")
            .Option("--reply-url", "data.replyUrl", "Where the answer goes.", "URL")
            .With((_, request, _) =>
            {
                var data = request["data"]!.AsObject();
                if (data["issuer"] is null)
                {
                    data["issuer"] = terminal.Ask("The DID that asks") ?? throw new SutiException(CliErrorCodes.Usage, "Say who asks, with --from.");
                    SetIfGiven(data, "subject", terminal.Ask("The DID that is asked (may be empty)"));
                    SetIfGiven(data, "tag", terminal.Ask("A name of the request (may be empty)"));
                }

                return Task.CompletedTask;
            })
            .Build(terminal);
    }

    private static Command CreateAnswer(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file with the request as it came. - reads what is piped in." };
        var holder = new Option<string?>("--holder") { Description = "The DID that answers, one of this agent; the one that is asked without.", HelpName = "DID" };
        var chosen = new Option<string[]>("--credential") { Description = "The hash of a credential to show; the first that has the claim without. May be repeated.", HelpName = "HASH" };
        var save = new Option<bool>("--save") { Description = "Keep the answer." };
        var command = new Command("respond", "Answers a request for claims with kept credentials. The exit code says whether every essential claim is there.") { file, holder, chosen, save };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var raw = Encoding.UTF8.GetString(await JsonInput.ReadFileAsync(parsed.GetRequiredValue(file), cancellationToken).ConfigureAwait(false)).Trim();
            var connection = await AgentConnection.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var response = new DisclosureResponse(terminal, connection.Agent, parsed.GetValue(chosen) ?? []);
                var answer = await response.MakeAsync(raw, parsed.GetValue(holder), parsed.GetValue(save), cancellationToken).ConfigureAwait(false);
                if (answer is null)
                {
                    return ExitCodes.Refused;
                }

                ResultPrinter.PrintJson(terminal, answer.Value);
                return ExitCodes.Success;
            }
        });
        return command;
    }

    private static async Task<JsonObject> ReadRequestAsync(string path, CancellationToken cancellationToken)
    {
        var json = await JsonInput.ReadJsonAsync(path, cancellationToken).ConfigureAwait(false);
        return json.ValueKind == JsonValueKind.Object
            ? JsonNode.Parse(json.GetRawText())!.AsObject()
            : throw new SutiException(CliErrorCodes.Usage, "The file must hold a JSON object.");
    }

    private static void AddClaims(JsonArray claims, string[]? given, bool isEssential)
    {
        foreach (var text in given ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var claim = new JsonObject { ["claimType"] = equals < 0 ? text : text[..equals] };
            SetIfGiven(claim, "reason", equals < 0 ? null : text[(equals + 1)..]);
            if (isEssential)
            {
                claim["essential"] = true;
            }

            claims.Add((JsonNode)claim);
        }
    }

    private static void AskClaims(Terminal terminal, JsonArray claims)
    {
        if (!terminal.CanAsk)
        {
            throw new SutiException(CliErrorCodes.Usage, "Say what is asked for, with --claim, --essential or --file.");
        }

        while (terminal.Ask(claims.Count == 0 ? "The name of a claim" : "Another claim (empty to end)") is { } name)
        {
            var claim = new JsonObject { ["claimType"] = name };
            SetIfGiven(claim, "reason", terminal.Ask("Why it is asked for (may be empty)"));
            claim["essential"] = terminal.Confirm("Is it essential?");
            claims.Add((JsonNode)claim);
        }

        if (claims.Count == 0)
        {
            throw new SutiException(CliErrorCodes.NotConfirmed, "Nothing is asked for.");
        }
    }

    private static void Complete(JsonObject claim, string? type, string[] accepted)
    {
        if (type is not null && !claim.ContainsKey("credentialType"))
        {
            claim["credentialType"] = type;
        }

        if (accepted.Length > 0 && !claim.ContainsKey("issuers"))
        {
            var issuers = new JsonArray();
            foreach (var did in accepted)
            {
                issuers.Add((JsonNode)new JsonObject { ["did"] = did });
            }

            claim["issuers"] = issuers;
        }
    }

    private static void SetIfGiven(JsonObject json, string member, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json[member] = text;
        }
    }
}
