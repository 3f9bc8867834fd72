// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a message.</summary>
public sealed record MessageRequest
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }
}
