// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Suti.House.Tests;

public sealed partial class TrackedFileTests(ITestOutputHelper output)
{
    private const int ReportedLength = 400;
    private const int LongestFile = 800;

    /// <summary>Tables of data may be longer than code.</summary>
    private static readonly HashSet<string> LongTables = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void SourceFiles_BeginWithTheLicence()
    {
        var without = TrackedFiles.Sources.Where(path => !TrackedFiles.Read(path).StartsWith("// SPDX-License-Identifier: Apache-2.0\n", StringComparison.Ordinal));
        Gate.AssertNone(without);
    }

    [Fact]
    public void Scripts_NameTheLicence()
    {
        var without = TrackedFiles.Text
            .Where(path => TrackedFiles.Read(path).StartsWith("#!", StringComparison.Ordinal))
            .Where(path => !TrackedFiles.Read(path).Contains("SPDX-License-Identifier: Apache-2.0", StringComparison.Ordinal));
        Gate.AssertNone(without);
    }

    [Fact]
    public void SourceFiles_AreShort()
    {
        var lengths = TrackedFiles.Sources
            .Where(path => !LongTables.Contains(path))
            .Select(path => (Path: path, Lines: TrackedFiles.Read(path).Count(character => character == '\n')))
            .Where(file => file.Lines > ReportedLength)
            .OrderByDescending(file => file.Lines)
            .ToList();
        lengths.ForEach(file => output.WriteLine($"{file.Lines} lines: {file.Path}"));
        Gate.AssertNone(lengths.Where(file => file.Lines > LongestFile));
    }

    [Fact]
    public void TextFiles_NameNoMachinePathAndNoRegistry()
    {
        var found = TrackedFiles.Text
            .SelectMany(path => ForeignPlaces().Matches(TrackedFiles.Read(path)).Select(match => $"{path}: {match.Value}"));
        Gate.AssertNone(found);
    }

    [Fact]
    public void LockFiles_RecordNoDownloadAddress()
    {
        var found = TrackedFiles.All
            .Where(path => path.EndsWith("package-lock.json", StringComparison.Ordinal))
            .Where(path => TrackedFiles.Read(path).Contains("\"resolved\"", StringComparison.Ordinal));
        Gate.AssertNone(found);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("test")]
    [InlineData("bench")]
    [InlineData(".ci/run")]
    [InlineData("eng/prepare")]
    public void Scripts_Exist_AndMayRun(string path)
    {
        var mode = CommandLine.RunOrFail("git", ["ls-files", "--stage", path]);
        Assert.StartsWith("100755", mode, StringComparison.Ordinal);
    }

    // Written with brackets so that the pattern does not find itself.
    [GeneratedRegex(@"(?<![\w.])/(?:wor[k]/|hom[e]/\w|roo[t]/|Use[r]s/\w|tm[p]/bash)|[A-Z]:\\\\Users|api\.nuge[t]\.org|registry\.npmj[s]|deb\.debia[n]")]
    private static partial Regex ForeignPlaces();
}
