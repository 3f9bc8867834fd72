// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary><c>suti claim</c>: claims on chains, and what is published there.</summary>
internal static class ClaimCommands
{
    private const string Word = "A text of at most 32 bytes, or 64 hexadecimal digits after 0x.";

    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            Acting(new Verb("set", "Claims something about an account.", "claimSet")
                .Argument("SUBJECT", "subject", "About whom: an address or a DID.")
                .Argument("KEY", "key", $"Which claim. {Word}")
                .Argument("VALUE", "value", $"What is claimed. {Word}")),
            IdentityCommands.OnNetwork(new Verb("get", "Shows the value of a claim.", "claimGet")
                .Argument("ISSUER", "issuer", "Who claims: an address or a DID.")
                .Argument("SUBJECT", "subject", "About whom: an address or a DID.")
                .Argument("KEY", "key", $"Which claim. {Word}"))
                .Columns("value", "text")
                .EndsWith(static result => result.TryGetProperty("value", out _) ? ExitCodes.Success : ExitCodes.NotFound),
            Acting(new Verb("remove", "Removes a claim. Its issuer and its subject may.", "claimRemove")
                .Argument("SUBJECT", "subject", "About whom: an address or a DID.")
                .Argument("KEY", "key", $"Which claim. {Word}")
                .Option("--issuer", "issuer", "Who claimed it; who acts without.", "ADDRESS")),
            IdentityCommands.OnNetwork(new Verb("list", "Lists claims as they are now, or their history.", "claimFind"))
                .Option("--issuer", "issuer", "Only those of this issuer.", "ADDRESS")
                .Option("--subject", "subject", "Only those about this subject.", "ADDRESS")
                .Option("--claim", "key", "Only those of this key.")
                .Flag("--history", "history", "Also what was replaced or removed since.")
                .Columns("issuer", "subject", "keyText", "text", "key", "value", "block"),
            Acting(new Verb("publish", "Publishes under the address that published first, the genesis; with --hand-over for the last time.", "claimPublish")
                .Argument("KEY", "key", $"Under which key. {Word}")
                .Argument("VALUE", "value", $"What is published. {Word}")
                .Option("--genesis", "genesis", "Under whose address; that of who acts without.", "ADDRESS")
                .Option("--hand-over", "newManager", "Who may publish from now on.", "ADDRESS")
                .CallInstead(static (_, request) => request.ContainsKey("newManager") ? "claimRevokeAndPublish" : "claimPublish")),
            IdentityCommands.OnNetwork(new Verb("lookup", "Shows what is published under a genesis, and who may publish there.", "claimLookup")
                .Argument("GENESIS", "genesis", "The genesis: an address or a DID.")
                .Argument("KEY", "key", $"Under which key. {Word}"))
                .Columns("value", "text", "manager"),
        ];
        var command = new Command("claim", "Claims on chains: sets, shows, removes, lists and publishes them.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        return command;
    }

    private static Verb Acting(Verb verb) => IdentityCommands.Signed(
        IdentityCommands.OnNetwork(verb).Option("--identity", "identity", "The identity in whose name the key acts; the account of the key without.", "ADDRESS"));
}
