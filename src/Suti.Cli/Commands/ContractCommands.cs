// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary><c>suti contracts</c>: the contracts of the house on chains.</summary>
internal static class ContractCommands
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("contracts", "Creates the contracts of identities and claims, and shows those of a network.");
        command.Subcommands.Add(IdentityCommands.OnNetwork(
            new Verb("deploy", "Creates contracts. Write the addresses into the configuration of the network.", "contractDeploy"))
            .Options("--contract", "contracts", "One of didRegistry, claimsRegistry, publisher, identityRelay, identityManager; all without. May be repeated.", "NAME")
            .Option("--key", "keyId", "The key whose account creates them and pays.", "KID", isRequired: true)
            .Confirm(static _ => "The account of the key pays for it. Go on?")
            .Build(terminal));
        command.Subcommands.Add(IdentityCommands.OnNetwork(new Verb("show", "Shows the contracts of a network, and says which are not there.", "contractGet")).Build(terminal));
        command.Subcommands.Add(IdentityCommands.OnNetwork(new Verb("account", "Shows the account of a key, and its wei.", "ethereumAccountGet").Argument("KID", "keyId", "The key.")).Build(terminal));
        return command;
    }
}
