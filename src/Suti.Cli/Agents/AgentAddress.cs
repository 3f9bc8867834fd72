// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary>Which agent elsewhere is meant, if one is.</summary>
internal static class AgentAddress
{
    private const string Variable = "SUTI_URL";

    /// <exception cref="SutiException">It is no URL (<see cref="CliErrorCodes.Usage"/>).</exception>
    public static Uri? Find(ParseResult parsed)
    {
        var text = parsed.GetValue(GlobalOptions.Url) ?? Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(text)
            ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw new SutiException(CliErrorCodes.Usage, "--url must be a URL of http or https.");
    }
}
