// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a DID by its alias.</summary>
public sealed record DidAliasRequest
{
    /// <summary>The alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The provider it must be of; null for any.</summary>
    public string? Provider { get; init; }
}
