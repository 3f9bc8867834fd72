// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Suti.Testing;

/// <summary>What <c>docs/standards.md</c> says of the vectors, so that no number in it goes stale.</summary>
internal static partial class StandardsDocument
{
    private static readonly Lazy<string[]> Lines = new(static () => File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "standards.md")));

    /// <summary>
    /// Whether a line states the count of a suite. In a list of one set the names may leave out the set, or begin with an ellipsis.
    /// </summary>
    public static bool States(string suite, int passed, int total)
    {
        var set = suite.Split('/')[0];
        return Lines.Value.Any(line =>
            line.Contains($"{passed}/{total}", StringComparison.Ordinal)
            && line.Contains($"`{set}", StringComparison.Ordinal)
            && Names().Matches(line).Any(name => suite == name.Groups["name"].Value || suite.EndsWith(name.Groups["name"].Value.TrimStart('…'), StringComparison.Ordinal)));
    }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
