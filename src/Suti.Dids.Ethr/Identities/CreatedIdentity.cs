// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>An identity that was created.</summary>
public sealed record CreatedIdentity
{
    /// <summary>Its address.</summary>
    public required string Identity { get; init; }

    /// <summary>Its DID.</summary>
    public required string Did { get; init; }

    /// <summary>The key of the agent that owns it.</summary>
    public string? KeyId { get; init; }

    /// <summary>The transaction.</summary>
    public required EthrTransaction Transaction { get; init; }
}
