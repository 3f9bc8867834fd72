// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary><c>suti identity</c>: identities on chains that outlive their keys.</summary>
internal static class IdentityCommands
{
    private static readonly string[] TransactionColumns = ["network", "transactionHash", "blockNumber", "gasUsed"];

    public static Command Create(Terminal terminal)
    {
        Verb[] verbs =
        [
            OfNew(new Verb("create", "Creates an identity with an owner and a recovery key.", "identityCreate"))
                .Option("--kms", "kms", "The key management system of a new key.", "NAME")
                .Option("--salt", "salt", "What makes its address known before: see predict.", "TEXT")
                .Option("--call", "call.to", "Who the identity calls when it is created: an address or a DID.", "ADDRESS")
                .Option("--data", "call.data", "The input of that call in hexadecimal after 0x.", "HEX")
                .Option("--function", "call.function", "The function of that call, in place of data: 'greet(string)'.", "SIGNATURE")
                .Options("--argument", "call.arguments", "An argument of the function. May be repeated.", "VALUE")
                .Columns("identity", "did", "keyId", "transaction.transactionHash"),
            OfNew(new Verb("predict", "Gives the address that create leads to with a salt.", "identityPredict"))
                .Option("--salt", "salt", "A text of up to 32 bytes, or 64 hexadecimal digits after 0x.", "TEXT", isRequired: true)
                .Columns("identity", "did", "isCreated"),
            OnIdentity(new Verb("show", "Shows owners, recovery key and migration of an identity.", "identityGet")),
            OnIdentity(new Verb("owners", "Lists the owners of an identity, and what they may do.", "identityGet"))
                .Shape(static result => result.GetProperty("owners"))
                .Columns("account", "canAct", "canChangeOwners"),
            Signed(About(OnIdentity(new Verb("add-owner", "Adds an owner, who may act at once.", "identityAddOwner")), "The new owner.")),
            Signed(About(OnIdentity(new Verb("remove-owner", "Takes an owner away.", "identityRemoveOwner")), "The owner.")),
            Signed(About(OnIdentity(new Verb("recover", "Adds an owner by the recovery key; it may act when the lock has passed.", "identityRecover")), "The new owner.")),
            Signed(About(OnIdentity(new Verb("change-recovery", "Names another recovery key.", "identityChangeRecovery")), "The account of the new recovery key.")),
            Signed(OnIdentity(new Verb("forward", "Has an identity make a call.", "identityForward"))
                .Argument("TO", "to", "Who is called: an address or a DID.")
                .Option("--value", "value", "The wei that go with it, which the identity has.", "WEI")
                .Option("--data", "data", "The input in hexadecimal after 0x.", "HEX")
                .Option("--function", "function", "The function, in place of data: 'greet(string)'.", "SIGNATURE")
                .Options("--argument", "arguments", "An argument of the function. May be repeated.", "VALUE")),
            Signed(OnIdentity(new Verb("forward-batch", "Has an identity make several calls, all of them or none.", "identityForwardBatch"))
                .JsonFile("calls", "An array of calls, each with to, and with value, data, function and arguments as it needs.")),
            Migrate(),
        ];
        var command = new Command("identity", "Creates, recovers and uses identities on chains.");
        foreach (var verb in verbs)
        {
            command.Subcommands.Add(verb.Build(terminal));
        }

        return command;
    }

    internal static Verb OnNetwork(Verb verb) => verb.Option("--network", "network", "The network; that of a DID, else the first one without.", "NAME");

    internal static Verb Signed(Verb verb) => verb
        .Option("--key", "keyId", "The key that acts.", "KID", isRequired: true)
        .Option("--payer", "payerKeyId", "The key whose account pays, by the relay; that of the acting key without.", "KID")
        .Columns(TransactionColumns);

    private static Verb OfNew(Verb verb) => OnNetwork(verb)
        .Option("--recovery", "recoveryKey", "The account that may add an owner when all keys are lost. Keep its key elsewhere.", "ADDRESS", isRequired: true)
        .Option("--key", "keyId", "The key that owns it; a new one without, which needs a payer.", "KID")
        .Option("--owner", "owner", "The account that owns it, when its key is elsewhere.", "ADDRESS")
        .Option("--payer", "payerKeyId", "The key whose account pays.", "KID");

    private static Verb OnIdentity(Verb verb) => OnNetwork(verb.Argument("IDENTITY", "identity", "The identity: an address or a DID."));

    private static Verb About(Verb verb, string description) => verb.Argument("ACCOUNT", "account", $"{description} An address or a DID.");

    private static Verb Migrate()
    {
        var cancel = new Option<bool>("--cancel") { Description = "Take the announcement back." };
        var finalize = new Option<bool>("--finalize") { Description = "Hand the identity over to the manager that was announced." };
        return Signed(OnIdentity(new Verb("migrate", "Moves an identity to another manager: announces it, takes that back, or finishes it.", "identityInitiateMigration"))
            .Option("--to", "account", "The manager that comes next, which is announced.", "ADDRESS")
            .With(static (_, _, _) => Task.CompletedTask, cancel, finalize)
            .CallInstead((parsed, request) =>
            {
                var (takesBack, finishes, announces) = (parsed.GetValue(cancel), parsed.GetValue(finalize), request.ContainsKey("account"));
                return (takesBack, finishes, announces) switch
                {
                    (false, false, true) => "identityInitiateMigration",
                    (true, false, false) => "identityCancelMigration",
                    (false, true, false) => "identityFinalizeMigration",
                    _ => throw new SutiException(CliErrorCodes.Usage, "Say one of --to, --cancel and --finalize."),
                };
            }));
    }
}
