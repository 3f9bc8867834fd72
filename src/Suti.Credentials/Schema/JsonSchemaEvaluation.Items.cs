// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The keywords for arrays: how many items there are, and what each must follow.</summary>
internal sealed partial class JsonSchemaEvaluation
{
    private bool EvaluateArray(JsonElement part, JsonElement value, Seen seen)
    {
        var count = value.GetArrayLength();
        if (count > Count(part, "maxItems") || count < Count(part, "minItems"))
        {
            return Fail(count > Count(part, "maxItems") ? "maxItems" : "minItems");
        }

        if (part.Member("uniqueItems").ValueKind == JsonValueKind.True && !AreUnique(value, count))
        {
            return Fail("uniqueItems");
        }

        var prefix = part.Member("prefixItems").Items();
        var contained = 0;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            _path.Push(index.ToString(CultureInfo.InvariantCulture));
            if (index < prefix.Count || part.TryGetProperty("items", out _))
            {
                if (!Evaluate(index < prefix.Count ? prefix[index] : part.GetProperty("items"), item, out _))
                {
                    return false;
                }

                seen.Items.Add(index);
            }

            if (part.TryGetProperty("contains", out var contains) && Quietly(contains, item, out _))
            {
                contained++;
                seen.Items.Add(index);
            }

            if (!seen.Items.Contains(index) && part.TryGetProperty("unevaluatedItems", out var rest))
            {
                if (!Evaluate(rest, item, out _))
                {
                    return Fail("unevaluatedItems");
                }

                seen.Items.Add(index);
            }

            _path.Pop();
            index++;
        }

        return !part.TryGetProperty("contains", out _)
            || (contained >= (Count(part, "minContains") ?? 1) && !(contained > Count(part, "maxContains")))
            || Fail("contains");
    }

    private bool AreUnique(JsonElement value, int count)
    {
        // Every pair is compared: the budget is charged for it first.
        _steps = (int)Math.Min(int.MaxValue, _steps + ((long)count * count / 20));
        if (_steps > MaxSteps)
        {
            throw Refuse();
        }

        var items = value.Items();
        for (var first = 0; first < items.Count; first++)
        {
            for (var second = first + 1; second < items.Count; second++)
            {
                if (JsonElement.DeepEquals(items[first], items[second]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
