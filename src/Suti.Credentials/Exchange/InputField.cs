// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A field that an input descriptor asks for.</summary>
/// <param name="Id">Its name, by which other rules speak of it.</param>
/// <param name="Paths">Where it may stand, in the order of preference.</param>
/// <param name="Filter">What its value must follow.</param>
/// <param name="FilterJson">The same as it was written.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="NeedsPredicate">Whether an answer computed from the value is asked for instead of the value.</param>
/// <param name="PrefersPredicate">Whether such an answer is only wished for.</param>
internal sealed record InputField(
    string? Id, IReadOnlyList<JsonPath> Paths, JsonSchema? Filter, JsonElement FilterJson, bool IsOptional, bool NeedsPredicate, bool PrefersPredicate)
{
    /// <summary>
    /// Finds the field: the first match of the first path whose value the filter accepts (section "Input Evaluation").
    /// </summary>
    /// <param name="documents">The forms of the credential.</param>
    /// <param name="budget">What may be looked at.</param>
    /// <param name="found">The field; null when an optional one is missing.</param>
    /// <returns>Null when the field is in order; otherwise why not.</returns>
    public string? Find(IReadOnlyList<JsonElement> documents, JsonPathBudget budget, out JsonPathNode? found)
    {
        found = null;
        var isThere = false;
        foreach (var path in Paths)
        {
            foreach (var document in documents)
            {
                if (path.Select(document, budget) is not [var node, ..])
                {
                    continue;
                }

                isThere = true;
                if (Filter is null || Filter.Accepts(node.Value, budget))
                {
                    found = node;
                    return NeedsPredicate ? ExchangeReasons.Predicate : null;
                }
            }
        }

        // An optional field may be missing, but when it is there its value must follow the filter.
        return isThere ? ExchangeReasons.FieldValue : IsOptional ? null : ExchangeReasons.FieldMissing;
    }
}
