// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;

namespace Suti.Cli;

/// <summary><c>suti message</c> and <c>suti discover</c>.</summary>
internal static class MessageCommands
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file with the message as it came. - reads what is piped in." };
        var command = new Command("message", "Handles messages and lists them.");
        command.Subcommands.Add(new Verb("handle", "Hands a message to the agent.", "handleMessage")
            .With(
                async (parsed, request, cancellationToken) =>
                    request["raw"] = Encoding.UTF8.GetString(
                        await JsonInput.ReadFileAsync(parsed.GetRequiredValue(file), cancellationToken).ConfigureAwait(false)).Trim(),
                file)
            .Flag("--save", "save", "Keep it.")
            .Columns("id", "type", "from", "to", "createdAt")
            .Build(terminal));
        command.Subcommands.Add(new Verb("list", "Lists the messages that are kept.", "dataStoreORMGetMessages")
            .Where("--from", "from", "Only those of this sender.", "DID")
            .Where("--to", "to", "Only those to this recipient.", "DID")
            .Where("--type", "type", "Only those of this type.")
            .Take()
            .Columns("id", "type", "from", "to", "createdAt")
            .Build(terminal));
        return command;
    }

    public static Command CreateDiscover(Terminal terminal) =>
        new Verb("discover", "Finds DIDs by alias or by what credentials claim.", "discoverDid")
            .Argument("QUERY", "query", "What to look for.")
            .Build(terminal);
}
