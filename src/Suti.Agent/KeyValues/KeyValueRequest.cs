// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a value.</summary>
public sealed record KeyValueRequest
{
    /// <summary>The name.</summary>
    public required string Key { get; init; }
}
