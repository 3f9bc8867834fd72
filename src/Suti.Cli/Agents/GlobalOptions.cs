// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration, when it is not suti.json in this folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> Url = new("--url")
    {
        Description = "The agent elsewhere, such as https://agent.example/agent. SUTI_URL does the same.",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "The file with the token for --url. Without it SUTI_TOKEN is used.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> Space = new("--space")
    {
        Description = "The space of the local agent; main by default.",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print results and failures as JSON.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Config, Url, TokenFile, Space, Json];
}
