// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>One selector of a path (RFC 9535 §2.3): a name, an index, a slice or everything.</summary>
internal abstract record JsonPathSelector
{
    /// <summary>Adds what it selects of the children of a node, in the order of the text.</summary>
    public abstract void Select(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget);

    private static JsonPathNode Item(JsonPathNode node, int index) =>
        new(node.Value[index], string.Create(CultureInfo.InvariantCulture, $"{node.Pointer}/{index}"));

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public sealed record Name(string Text) : JsonPathSelector
    {
        public override void Select(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget)
        {
            if (node.Value.ValueKind == JsonValueKind.Object && node.Value.TryGetProperty(Text, out var member))
            {
                budget.Spend();
                found.Add(new(member, $"{node.Pointer}/{Escape(Text)}"));
            }
        }
    }

    public sealed record Index(long Number) : JsonPathSelector
    {
        public override void Select(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget)
        {
            if (node.Value.ValueKind == JsonValueKind.Array)
            {
                var count = node.Value.GetArrayLength();
                var index = Number < 0 ? count + Number : Number;
                if (index >= 0 && index < count)
                {
                    budget.Spend();
                    found.Add(Item(node, (int)index));
                }
            }
        }
    }

    public sealed record All : JsonPathSelector
    {
        public override void Select(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget)
        {
            if (node.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in node.Value.EnumerateObject())
                {
                    budget.Spend();
                    found.Add(new(member.Value, $"{node.Pointer}/{Escape(member.Name)}"));
                }
            }
            else if (node.Value.ValueKind == JsonValueKind.Array)
            {
                for (var index = 0; index < node.Value.GetArrayLength(); index++)
                {
                    budget.Spend();
                    found.Add(Item(node, index));
                }
            }
        }
    }

    /// <summary>RFC 9535 §2.3.4.</summary>
    public sealed record Slice(long? Start, long? End, long Step) : JsonPathSelector
    {
        public override void Select(JsonPathNode node, List<JsonPathNode> found, JsonPathBudget budget)
        {
            if (node.Value.ValueKind != JsonValueKind.Array || Step == 0)
            {
                return;
            }

            var count = node.Value.GetArrayLength();
            var start = Normalize(Start ?? (Step > 0 ? 0 : count - 1), count);
            var end = End is { } given ? Normalize(given, count) : Step > 0 ? count : -1;
            if (Step > 0)
            {
                end = Math.Clamp(end, 0, count);
                for (var index = Math.Clamp(start, 0, count); index < end; index += Step)
                {
                    budget.Spend();
                    found.Add(Item(node, (int)index));
                }
            }
            else
            {
                end = Math.Clamp(end, -1, count - 1);
                for (var index = Math.Clamp(start, -1, count - 1); index > end; index += Step)
                {
                    budget.Spend();
                    found.Add(Item(node, (int)index));
                }
            }
        }

        private static long Normalize(long index, int count) => index >= 0 ? index : count + index;
    }
}
