// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Suti.Testing;

namespace Suti.Cli.Tests;

public sealed partial class ProgramTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "guides", "cli.md"));

    public static TheoryData<string> Commands => [.. Leaves(SutiProgram.CreateRoot(new Terminal()), "").Where(path => path != "complete")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_OfTheProgram_StandsInTheGuideAndInASession(string path)
    {
        Assert.Contains($"`suti {path}", Guide, StringComparison.Ordinal);
        var sessions = Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests", "Suti.Cli.Tests"), "*.cs")
            .Where(file => !file.EndsWith("ProgramTests.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        Assert.Contains(sessions, source => source.Contains($"Async(\"{path}", StringComparison.Ordinal) || source.Contains($"Async($\"{path}", StringComparison.Ordinal));
    }

    [Fact]
    public void ExitCodes_OfTheProgram_AreThoseOfTheGuide()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!).Order();
        Assert.Equal(codes, ExitCodeRow().Matches(Guide).Select(row => int.Parse(row.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [Theory]
    [InlineData("cli.usage", ExitCodes.Usage)]
    [InlineData("agent.invalid-argument", ExitCodes.Usage)]
    [InlineData("config.invalid", ExitCodes.Configuration)]
    [InlineData("record.wrong-root-key", ExitCodes.Configuration)]
    [InlineData("did.not-found", ExitCodes.NotFound)]
    [InlineData("did.component-not-found", ExitCodes.NotFound)]
    [InlineData("key.exists", ExitCodes.Conflict)]
    [InlineData("record.conflict", ExitCodes.Conflict)]
    [InlineData("remote.forbidden", ExitCodes.Denied)]
    [InlineData("record.store-unavailable", ExitCodes.Unavailable)]
    [InlineData("remote.unreachable", ExitCodes.Unavailable)]
    [InlineData("cli.unexpected", ExitCodes.Unexpected)]
    [InlineData("key.not-usable", ExitCodes.Failed)]
    public void ExitCode_OfAFailure_FollowsItsCode(string code, int expected) => Assert.Equal(expected, ExitCodes.Of(code));

    [Fact]
    public void Advice_OfEveryCode_IsThatOfTheDocument()
    {
        Assert.Equal("Mend the request.", ErrorAdvice.Find("agent.invalid-argument"));
        Assert.NotNull(ErrorAdvice.Find(CliErrorCodes.SecretMissing));
        Assert.Null(ErrorAdvice.Find("no.such-code"));
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(inner => Leaves(inner, path.Length == 0 ? inner.Name : $"{path} {inner.Name}"));

    [GeneratedRegex(@"^\| (?<code>[0-9]+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();
}
