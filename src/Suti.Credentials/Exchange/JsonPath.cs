// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// A path into JSON (RFC 9535) with names, indexes, slices, wildcards and descendants. Filters (<c>?</c>) are refused: they would let a
/// stranger's request compute.
/// </summary>
public sealed class JsonPath
{
    private const int MaxSteps = 100_000;

    private readonly string _text;
    private readonly IReadOnlyList<JsonPathSegment> _segments;

    private JsonPath(string text, IReadOnlyList<JsonPathSegment> segments)
    {
        _text = text;
        _segments = segments;
    }

    /// <summary>The names of the path when it is a plain chain of them, such as <c>$.vc.type</c>; null otherwise.</summary>
    internal IReadOnlyList<string>? Names =>
        _segments.All(static segment => segment is { IsDescendant: false, Selectors: [JsonPathSelector.Name] })
            ? [.. _segments.Select(static segment => ((JsonPathSelector.Name)segment.Selectors[0]).Text)]
            : null;

    /// <summary>Reads a path that may come from anywhere.</summary>
    /// <param name="text">The path.</param>
    /// <param name="path">The path, read.</param>
    /// <param name="fault">Why not, when the answer is false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out JsonPath? path, [NotNullWhen(false)] out string? fault)
    {
        path = null;
        fault = "The path is missing.";
        if (text is not null && new JsonPathParser(text).TryParse(out var segments, out fault))
        {
            path = new(text, segments);
        }

        return path is not null;
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static JsonPath Parse(string text) => TryParse(text, out var path, out var fault) ? path : throw new FormatException(fault);

    /// <summary>What the path selects, in the order of the text.</summary>
    /// <param name="root">The document.</param>
    /// <exception cref="SutiException"><see cref="CredentialErrorCodes.RequestInvalid"/>: it selects too much.</exception>
    public IReadOnlyList<JsonPathNode> Select(JsonElement root) => Select(root, new JsonPathBudget(MaxSteps));

    /// <summary>The path as it was written.</summary>
    public override string ToString() => _text;

    internal List<JsonPathNode> Select(JsonElement root, JsonPathBudget budget)
    {
        var nodes = new List<JsonPathNode> { new(root, "") };
        foreach (var segment in _segments)
        {
            nodes = segment.Select(nodes, budget);
        }

        return nodes;
    }
}
