// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What a handler noted of a message.</summary>
public sealed record MessageMetadata
{
    /// <summary>What kind of note.</summary>
    public required string Type { get; init; }

    /// <summary>The note.</summary>
    public string? Value { get; init; }
}
