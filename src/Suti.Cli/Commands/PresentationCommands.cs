// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary><c>suti presentation</c>: makes, verifies and shows presentations.</summary>
internal static class PresentationCommands
{
    private static readonly Argument<string> AnswerFile = new("ANSWER") { Description = "The file with the answer: presentations and presentationSubmission, as respond gives them." };

    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            new Verb("create", "Makes a presentation with a key of its holder.", "createVerifiablePresentation")
                .JsonFile("presentation", "The file with the presentation.")
                .With(static (_, request, _) =>
                {
                    request["proofFormat"] = CredentialCommands.FormatOf(request["presentation"]);
                    return Task.CompletedTask;
                })
                .Option("--format", "proofFormat", "The format; vc+jwt without, or jwt for the data model 1.1.", "NAME")
                .Option("--challenge", "challenge", "What the verifier asked with.")
                .Option("--domain", "domain", "Who the verifier is.")
                .Option("--key", "keyRef", "The id of the key; the first that fits without.", "KID")
                .Flag("--save", "save", "Keep it."),
            new Verb("verify", "Verifies a presentation and every credential in it. The exit code says whether it holds.", "verifyPresentation")
                .JsonFile("presentation", "The file with the presentation, JSON or a token.", orText: true)
                .Option("--challenge", "challenge", "What was asked with.")
                .Option("--domain", "domain", "Who you are.")
                .EndsWith(CredentialCommands.Verdict),
            new Verb("match", "Finds the kept credentials that answer a presentation definition or a query in DCQL. The exit code says whether they do.", "presentationExchangeMatch")
                .JsonFile("definition", "The file with the definition or the query.")
                .Options("--holder", "holders", "The DID of the one who will show them, for a definition. May be repeated.", "DID")
                .CallInstead(static (_, request) => IsDcql(request) ? "dcqlMatch" : "presentationExchangeMatch")
                .EndsWith(static result => Answer(result, "satisfied")),
            new Verb("respond", "Answers a presentation definition with kept credentials. The exit code says whether they are enough.", "presentationExchangePresent")
                .JsonFile("definition", "The file with the definition.")
                .Option("--holder", "holder", "The DID that shows them, one of this agent.", "DID", isRequired: true)
                .Option("--challenge", "challenge", "What the verifier asked with.")
                .Option("--domain", "domain", "Who the verifier is.")
                .EndsWith(static result => Answer(result, "satisfied")),
            new Verb("validate", "Verifies an answer to a presentation definition. The exit code says whether it holds.", "presentationExchangeValidate")
                .JsonFile("definition", "The file with the definition.")
                .With(ReadAnswerAsync, AnswerFile)
                .Option("--challenge", "challenge", "What was asked with.")
                .Option("--domain", "domain", "Who you are.")
                .EndsWith(static result => Answer(result, "valid")),
            new Verb("list", "Lists the presentations that are kept.", "dataStoreORMGetVerifiablePresentations")
                .Where("--holder", "holder", "Only those of this holder.", "DID")
                .Take()
                .Columns("hash", "verifiablePresentation.type", "verifiablePresentation.holder"),
            new Verb("show", "Shows a presentation that is kept.", "dataStoreGetVerifiablePresentation")
                .Argument("HASH", "hash", "Its hash."),
        ];
        var command = new Command("presentation", "Makes, verifies and shows presentations.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        return command;
    }

    /// <summary>A query in DCQL goes into the member that its operation expects.</summary>
    private static bool IsDcql(JsonObject request)
    {
        var query = request["definition"] is JsonObject { Count: > 0 } file ? file["dcql_query"] ?? (file.ContainsKey("credentials") ? file : null) : null;
        if (query is not null)
        {
            request.Remove("definition");
            request["query"] = query.DeepClone();
        }

        return query is not null;
    }

    private static int Answer(JsonElement result, string member) =>
        result.TryGetProperty(member, out var answer) && answer.ValueKind == JsonValueKind.True ? ExitCodes.Success : ExitCodes.Refused;

    private static async Task ReadAnswerAsync(ParseResult parsed, JsonObject request, CancellationToken cancellationToken)
    {
        var json = await JsonInput.ReadJsonAsync(parsed.GetRequiredValue(AnswerFile), cancellationToken).ConfigureAwait(false);
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("presentations", out var presentations))
        {
            throw new SutiException(CliErrorCodes.Usage, "The answer has no presentations.");
        }

        request["presentations"] = JsonNode.Parse(presentations.GetRawText());
        if (json.TryGetProperty("presentationSubmission", out var submission))
        {
            request["presentationSubmission"] = JsonNode.Parse(submission.GetRawText());
        }
    }
}
