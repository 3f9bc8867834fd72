// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A step of a path (RFC 9535 §2.5): to children, or to all descendants.</summary>
internal sealed record JsonPathSegment(IReadOnlyList<JsonPathSelector> Selectors, bool IsDescendant)
{
    private static readonly JsonPathSelector.All Children = new();

    public List<JsonPathNode> Select(List<JsonPathNode> nodes, JsonPathBudget budget)
    {
        var found = new List<JsonPathNode>();
        foreach (var node in nodes)
        {
            Visit(node, found, budget);
        }

        return found;
    }

    /// <summary>A node comes before what is in it; the depth is that of the document, which its reader bounds.</summary>
    private void Visit(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget)
    {
        foreach (var selector in Selectors)
        {
            selector.Select(node, found, budget);
        }

        if (IsDescendant)
        {
            var children = new List<JsonPathNode>();
            Children.Select(node, children, budget);
            foreach (var child in children)
            {
                Visit(child, found, budget);
            }
        }
    }
}
