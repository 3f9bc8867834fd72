// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>An answer that is verified: it is the identity's, it answers our request, and for the first time.</summary>
public sealed record UportDisclosure
{
    /// <summary>The DID of the identity.</summary>
    public required string Did { get; init; }

    /// <summary>What the identity says of itself; undefined when it says nothing.</summary>
    public JsonElement Own { get; init; }

    /// <summary>Claims of others about the identity, each verified.</summary>
    public IReadOnlyList<UportClaim> Verified { get; init; } = [];

    /// <summary>Claims that came with it and do not hold, with the reasons.</summary>
    public IReadOnlyList<UportRefusedClaim> Refused { get; init; } = [];

    /// <summary>The whole answer.</summary>
    public required JsonElement Payload { get; init; }
}
