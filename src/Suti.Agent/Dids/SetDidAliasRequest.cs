// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>An alias for a DID.</summary>
public sealed record SetDidAliasRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The alias.</summary>
    public required string Alias { get; init; }
}
