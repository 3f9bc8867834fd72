// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Suti.House.Tests;

/// <summary>
/// A C# block of a document. <c>```csharp</c> holds statements, <c>```csharp run</c> statements that are also run, and
/// <c>```csharp types</c> declarations of types.
/// </summary>
internal sealed partial record Snippet(string Document, int Line, string Mark, string Code)
{
    public bool DeclaresTypes => Mark == "types";

    public bool Runs => Mark == "run";

    public static IEnumerable<Snippet> In(string document, string text) =>
        Block().Matches(text).Select(match => new Snippet(
            document,
            text.AsSpan(0, match.Index).Count('\n') + 2,
            match.Groups["mark"].Value.Trim(),
            match.Groups["code"].Value));

    /// <summary>The block as a file that compiles: its using lines on top, statements inside a method of their own.</summary>
    public string ToSource(string className, string root)
    {
        var lines = Code.Split('\n');
        var usings = string.Join('\n', lines.Where(IsUsing));
        var rest = string.Join('\n', lines.Select(line => IsUsing(line) ? "" : line));
        return DeclaresTypes
            ? $"{usings}\nnamespace Snippets.{className};\n#line {Line} \"{Path.Combine(root, Document)}\"\n{rest}"
            : $"{usings}\nnamespace Snippets;\ninternal static class {className}\n{{\npublic static async Task RunAsync()\n{{\nawait Task.CompletedTask;\n#line {Line} \"{Path.Combine(root, Document)}\"\n{rest}\n}}\n}}\n";
    }

    private static bool IsUsing(string line) => UsingDirective().IsMatch(line);

    [GeneratedRegex("^```csharp(?<mark>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using (?:static )?[\w.]+;$")]
    private static partial Regex UsingDirective();
}
