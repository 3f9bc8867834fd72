// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Agent;

/// <summary>What to find, in which order, and how much of it.</summary>
public sealed record FindRequest
{
    /// <summary>Conditions, which must all hold.</summary>
    [Description("Conditions, which must all hold.")]
    public IReadOnlyList<FindCondition>? Where { get; init; }

    /// <summary>The order.</summary>
    public IReadOnlyList<FindOrder>? Order { get; init; }

    /// <summary>How many to leave out at the beginning.</summary>
    public int? Skip { get; init; }

    /// <summary>How many to give at most.</summary>
    public int? Take { get; init; }

    /// <summary>Where to go on: <c>next</c> of the page before. Only for operations that give pages.</summary>
    [Description("Where to go on: next of the page before. Only for operations that give pages.")]
    public string? After { get; init; }
}
