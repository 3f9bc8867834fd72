// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Somebody whose word is accepted for a claim.</summary>
public sealed record ClaimIssuer
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>Where the holder can get such a credential.</summary>
    public string? Url { get; init; }
}
