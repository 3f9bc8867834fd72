// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary><c>suti presentation</c>: makes, verifies and shows presentations.</summary>
internal static class PresentationCommands
{
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
}
