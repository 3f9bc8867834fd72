// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A query over one kind of records.</summary>
/// <param name="Kind">The kind.</param>
public sealed record RecordQuery(RecordKind Kind)
{
    /// <summary>What records; null for all.</summary>
    public RecordFilter? Filter { get; init; }

    /// <summary>The order; by key when empty.</summary>
    public IReadOnlyList<RecordOrder> Order { get; init; } = [];

    /// <summary>How many records to leave out at the beginning.</summary>
    public int Skip { get; init; }

    /// <summary>How many records to give at most; null for all.</summary>
    public int? Take { get; init; }

    /// <summary>The place after which to begin; null for the beginning.</summary>
    public RecordCursor? After { get; init; }

    /// <summary>Whether records come with their fields.</summary>
    public bool IncludeFields { get; init; }

    /// <summary>The filter with the cursor in it; null for all records.</summary>
    public RecordFilter? GetEffectiveFilter() => (Filter, After) switch
    {
        (var filter, null) => filter,
        (null, var after) => after.ToFilter(Order),
        var (filter, after) => RecordFilter.All(filter, after.ToFilter(Order)),
    };

    /// <summary>Checks that columns, types and limits fit the kind. Every store does so first.</summary>
    /// <exception cref="SutiException">Something does not fit (<see cref="RecordErrorCodes.InvalidQuery"/>).</exception>
    public void Check() => RecordQueryChecker.Check(this);
}
