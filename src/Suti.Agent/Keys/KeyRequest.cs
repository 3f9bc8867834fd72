// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a key.</summary>
public sealed record KeyRequest
{
    /// <summary>The id of the key.</summary>
    public required string Kid { get; init; }
}
