// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A credential that the agent keeps.</summary>
public sealed record KeptCredential
{
    /// <summary>Its hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The credential as it was saved.</summary>
    public required JsonElement VerifiableCredential { get; init; }
}
