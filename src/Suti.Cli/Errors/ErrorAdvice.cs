// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>What to do about an error: the last column of <c>docs/errors.md</c>, which travels inside the program.</summary>
internal static class ErrorAdvice
{
    private static readonly Lazy<Dictionary<string, string>> Rows = new(Read);

    public static string? Find(string code) => Rows.Value.GetValueOrDefault(code);

    private static Dictionary<string, string> Read()
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = typeof(ErrorAdvice).Assembly.GetManifestResourceStream("errors.md")!;
        using var reader = new StreamReader(document);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|', StringSplitOptions.TrimEntries) is ["", var code, _, var advice, ""])
            {
                rows[code.Trim('`')] = advice;
            }
        }

        return rows;
    }
}
