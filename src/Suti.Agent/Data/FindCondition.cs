// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Agent;

/// <summary>A condition: a comparison with a column, or other conditions of which one must hold.</summary>
public sealed record FindCondition
{
    /// <summary>The column.</summary>
    public string? Column { get; init; }

    /// <summary>The values to compare with.</summary>
    public IReadOnlyList<string>? Value { get; init; }

    /// <summary>Whether the comparison must not hold.</summary>
    public bool? Not { get; init; }

    /// <summary>The comparison; <c>In</c> when absent.</summary>
    [Description("Equal, In (when absent), Any, Like, Between, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual or IsNull.")]
    public string? Op { get; init; }

    /// <summary>Conditions of which one must hold; then there is no column.</summary>
    [Description("Conditions of which one must hold; then there is no column.")]
    public IReadOnlyList<FindCondition>? Or { get; init; }

    /// <summary>Conditions which must all hold; then there is no column.</summary>
    [Description("Conditions which must all hold; then there is no column.")]
    public IReadOnlyList<FindCondition>? And { get; init; }
}
