// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// What records a query wants. A comparison with a multi-valued column holds when it holds for any of the values; one with a
/// column that has no value holds never, nor does its value order before or after others.
/// </summary>
public abstract record RecordFilter
{
    private protected RecordFilter()
    {
    }

    /// <summary>All of these hold; with none, always.</summary>
    public static RecordFilter All(params IReadOnlyList<RecordFilter> filters) =>
        filters is [var only] ? only : new RecordAndFilter(filters);

    /// <summary>At least one of these holds; with none, never.</summary>
    public static RecordFilter Any(params IReadOnlyList<RecordFilter> filters) =>
        filters is [var only] ? only : new RecordOrFilter(filters);

    /// <summary>This does not hold.</summary>
    public static RecordFilter Not(RecordFilter filter) => new RecordNotFilter(filter);

    /// <summary>The column has this value.</summary>
    public static RecordFilter Equal(RecordColumn column, RecordValue value) =>
        new RecordComparisonFilter(column, RecordComparison.Equal, value);

    /// <summary>The column has this text.</summary>
    public static RecordFilter Equal(RecordColumn column, string value) => Equal(column, RecordValue.Of(value));

    /// <summary>The column has one of these values.</summary>
    public static RecordFilter In(RecordColumn column, IReadOnlyList<RecordValue> values) => new RecordInFilter(column, values);

    /// <summary>The text fits a pattern; see <see cref="RecordLikeFilter"/>.</summary>
    public static RecordFilter Like(RecordColumn column, string pattern) => new RecordLikeFilter(column, pattern);

    /// <summary>The value is between two others, or is one of them.</summary>
    public static RecordFilter Between(RecordColumn column, RecordValue low, RecordValue high) => All(
        new RecordComparisonFilter(column, RecordComparison.GreaterOrEqual, low),
        new RecordComparisonFilter(column, RecordComparison.LessOrEqual, high));

    /// <summary>The column has no value.</summary>
    public static RecordFilter IsNull(RecordColumn column) => new RecordNullFilter(column);
}
