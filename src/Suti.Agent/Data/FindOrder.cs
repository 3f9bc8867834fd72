// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>An order by a column.</summary>
public sealed record FindOrder
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary><c>ASC</c> or <c>DESC</c>.</summary>
    public string Direction { get; init; } = "ASC";
}
