// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What one has for a query.</summary>
/// <param name="IsSatisfied">Whether the query can be answered.</param>
/// <param name="Matches">The credentials that fit, by the id of what was asked for.</param>
/// <param name="Reasons">
/// Why there is none, by the id of what was asked for: <c>none-of-this-format</c>, <c>none-of-this-type</c>, <c>claim-missing</c> or
/// <c>claim-value</c>, whichever came nearest.
/// </param>
public sealed record DcqlAnswer(
    bool IsSatisfied, IReadOnlyDictionary<string, IReadOnlyList<DcqlMatch>> Matches, IReadOnlyDictionary<string, string> Reasons)
{
    /// <summary>
    /// The ids of what answers the query: of each required credential set the first option that one has, or everything that was asked
    /// for when there are no sets. Empty when the query cannot be answered.
    /// </summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
}
