// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The identity that a request with a salt creates.</summary>
public sealed record PredictedIdentity
{
    /// <summary>Its address.</summary>
    public required string Identity { get; init; }

    /// <summary>Its DID.</summary>
    public required string Did { get; init; }

    /// <summary>Whether it is there already.</summary>
    public required bool IsCreated { get; init; }
}
