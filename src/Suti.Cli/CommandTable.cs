// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary>The commands, in the order in which help shows them.</summary>
internal static class CommandTable
{
    internal static IEnumerable<Command> Create(Terminal terminal) =>
    [
        InitCommand.Create(terminal),
        ServerCommand.Create(terminal),
        DidCommands.Create(terminal),
        KeyCommands.Create(terminal),
        CredentialCommands.Create(terminal),
        PresentationCommands.Create(terminal),
        DisclosureCommands.Create(terminal),
        MessageCommands.Create(terminal),
        MessageCommands.CreateDiscover(terminal),
        IdentityCommands.Create(terminal),
        ClaimCommands.Create(terminal),
        ContractCommands.Create(terminal),
        OperationCommands.CreateExecute(terminal),
        OperationCommands.CreateMethods(terminal),
        DataCommands.Create(terminal),
        ApiKeyCommands.Create(terminal),
        ConfigCommands.Create(terminal),
        DoctorCommand.Create(terminal),
    ];
}
