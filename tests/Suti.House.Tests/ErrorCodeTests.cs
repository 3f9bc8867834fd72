// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Text.RegularExpressions;

namespace Suti.House.Tests;

/// <summary>Stable codes and <c>docs/errors.md</c> must name each other.</summary>
public sealed partial class ErrorCodeTests
{
    private const string Document = "docs/errors.md";

    [Fact]
    public void ErrorCodes_OfTheSource_StandInTheDocument() => Gate.AssertNone(InSource().Except(InDocument()).Order());

    [Fact]
    public void ErrorCodes_OfTheDocument_StandInTheSource() => Gate.AssertNone(InDocument().Except(InSource()).Order());

    [Fact]
    public void ErrorCodes_StandInTheDocumentOnce()
    {
        var twice = Rows().GroupBy(code => code, StringComparer.Ordinal).Where(rows => rows.Count() > 1).Select(rows => rows.Key);
        Gate.AssertNone(twice);
    }

    [Fact]
    public void ErrorCodes_AreFoundInConstantsAndWhereTheyAreThrown()
    {
        Assert.Contains("jose.malformed", Constants());
        Assert.Equal(["a.b", "c_d"], LiteralsIn("throw new SutiException(\n    \"a.b\", text); new SutiException(code, text); new SutiException(\"c_d\""));
    }

    private static HashSet<string> InSource() => [.. Constants(), .. Literals()];

    private static HashSet<string> InDocument() => [.. Rows()];

    /// <summary>The public string constants of the types whose name ends in <c>ErrorCodes</c>.</summary>
    private static IEnumerable<string> Constants() =>
        from project in SourceProject.All
        where !project.IsGenerator
        from type in Assembly.Load(project.Name).GetExportedTypes()
        where type.Name.EndsWith("ErrorCodes", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral && field.FieldType == typeof(string)
        select (string)field.GetRawConstantValue()!;

    /// <summary>The codes that the source gives to a <see cref="SutiException"/> where it throws it.</summary>
    private static IEnumerable<string> Literals() => TrackedFiles.All
        .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(path => LiteralsIn(TrackedFiles.Read(path)));

    private static IEnumerable<string> LiteralsIn(string source) =>
        ThrownCode().Matches(source).Select(match => match.Groups["code"].Value);

    /// <summary>The codes in the first column of the document's tables.</summary>
    private static IEnumerable<string> Rows() =>
        DocumentedCode().Matches(TrackedFiles.Read(Document)).Select(match => match.Groups["code"].Value);

    [GeneratedRegex(@"new SutiException\(\s*""(?<code>[^""]*)""")]
    private static partial Regex ThrownCode();

    [GeneratedRegex(@"^\| `(?<code>[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();
}
