// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A message to keep.</summary>
public sealed record SaveMessageRequest
{
    /// <summary>The message.</summary>
    public required AgentMessage Message { get; init; }
}
