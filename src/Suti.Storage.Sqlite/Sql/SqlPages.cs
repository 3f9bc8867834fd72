// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage;

/// <summary>
/// A later page in descending order ends with the records that have no value. No bound of an index holds for them and for the others,
/// so that they are asked for apart, when there is still room: else each page would be looked for from the beginning.
/// </summary>
internal static class SqlPages
{
    internal static (RecordQuery First, RecordQuery? Last) Split(RecordQuery query) =>
        query is { Take: > 0, Skip: 0, Order: [{ IsDescending: true, Column.IsKey: false } order, ..], After.Values: [{ } last, ..] }
            ? (With(query, new RecordComparisonFilter(order.Column, RecordComparison.LessOrEqual, last)), With(query, RecordFilter.IsNull(order.Column)))
            : (query, null);

    /// <summary>What the second part of a page is asked for, or null when the first is the whole page.</summary>
    internal static RecordQuery? Continue(RecordQuery? rest, RecordPage first) =>
        rest is { Take: { } take } && first.Records.Count < take ? rest with { Take = take - first.Records.Count } : null;

    internal static RecordPage Join(RecordPage first, RecordPage second) => new([.. first.Records, .. second.Records], second.Next);

    private static RecordQuery With(RecordQuery query, RecordFilter filter) =>
        query with { Filter = query.Filter is { } other ? RecordFilter.All(filter, other) : filter };
}
