// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The place in an order after which a page begins.</summary>
/// <param name="Values">The values of the last record seen, for each order of the query; null where it has none.</param>
/// <param name="Key">Its key.</param>
public sealed record RecordCursor(IReadOnlyList<RecordValue?> Values, string Key)
{
    /// <summary>
    /// The records after the cursor, as a filter: so that a page begins where the last one ended, whatever was added or
    /// removed meanwhile.
    /// </summary>
    public RecordFilter ToFilter(IReadOnlyList<RecordOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.Count != Values.Count)
        {
            throw new SutiException(RecordErrorCodes.InvalidQuery, "The cursor is of a query with another order.");
        }

        RecordFilter after = new RecordComparisonFilter(RecordColumn.Key, RecordComparison.Greater, RecordValue.Of(Key));
        for (var index = orders.Count - 1; index >= 0; index--)
        {
            var column = orders[index].Column;
            var same = Values[index] is { } value ? RecordFilter.Equal(column, value) : RecordFilter.IsNull(column);
            after = RecordFilter.Any(IsAfter(orders[index], Values[index]), RecordFilter.All(same, after));
        }

        return after;
    }

    private static RecordFilter IsAfter(RecordOrder order, RecordValue? last) => (order.IsDescending, last) switch
    {
        (false, null) => RecordFilter.Not(RecordFilter.IsNull(order.Column)),
        (false, { } value) => new RecordComparisonFilter(order.Column, RecordComparison.Greater, value),
        (true, null) => RecordFilter.Any(),
        (true, { } value) => RecordFilter.Any(
            new RecordComparisonFilter(order.Column, RecordComparison.Less, value), RecordFilter.IsNull(order.Column)),
    };
}
