// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A presentation that the agent keeps.</summary>
public sealed record KeptPresentation
{
    /// <summary>Its hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The presentation as it was saved.</summary>
    public required JsonElement VerifiablePresentation { get; init; }
}
