// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Suti.Agent.Generators;

/// <summary>
/// Reads the summary of a method from its source, so that it is there also when the project writes no documentation file.
/// </summary>
internal static class SummaryReader
{
    public static string Read(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } syntax)
        {
            return Parse(method.GetDocumentationCommentXml(cancellationToken: cancellationToken) ?? "");
        }

        var lines = syntax.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(static line => line.Substring(3));
        return Parse($"<member>{string.Join("\n", lines)}</member>");
    }

    private static string Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace).Element("summary") is { } summary ? Flatten(summary) : "";
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Flatten(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText words)
            {
                text.Append(words.Value);
            }
            else if (node is XElement { IsEmpty: true } reference)
            {
                var target = reference.Attributes().FirstOrDefault()?.Value ?? "";
                text.Append(target.Substring(target.LastIndexOfAny(['.', ':']) + 1));
            }
        }

        return string.Join(" ", text.ToString().Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
