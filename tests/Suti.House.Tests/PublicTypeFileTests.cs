// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Suti.House.Tests;

public sealed partial class PublicTypeFileTests
{
    [Fact]
    public void LibraryFiles_HoldOnePublicTypeNamedForThem()
    {
        var wrong = TrackedFiles.Sources
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => (Path: path, Types: TopLevelPublicTypes(TrackedFiles.Read(path))))
            .Where(file => file.Types.Count > 1 || (file.Types.Count == 1 && !FitsFileName(file.Path, file.Types[0])))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");
        Gate.AssertNone(wrong);
    }

    /// <summary><c>Name.cs</c>, or <c>Name.Part.cs</c> for a part of a type.</summary>
    private static bool FitsFileName(string path, string type) =>
        Path.GetFileName(path).Split('.')[0] == type;

    private static List<string> TopLevelPublicTypes(string source) =>
        [.. PublicType().Matches(source).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|ref|partial|unsafe|record) )*(?:class|struct|interface|enum|record|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
