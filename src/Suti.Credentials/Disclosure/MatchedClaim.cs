// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A claim that is asked for, and the credentials that have it.</summary>
public sealed record MatchedClaim : RequestedClaim
{
    /// <summary>Takes over what is asked.</summary>
    public MatchedClaim(RequestedClaim requested)
        : base(requested)
    {
    }

    /// <summary>For the serializer.</summary>
    [System.Text.Json.Serialization.JsonConstructor]
    public MatchedClaim()
    {
    }

    /// <summary>The credentials.</summary>
    public IReadOnlyList<FoundCredential> Credentials { get; init; } = [];
}
