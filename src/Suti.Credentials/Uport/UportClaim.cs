// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A claim of one identity about another that is verified.</summary>
public sealed record UportClaim
{
    /// <summary>Who says it.</summary>
    public required string Issuer { get; init; }

    /// <summary>About whom.</summary>
    public required string Subject { get; init; }

    /// <summary>What: names and values.</summary>
    public required JsonElement Claim { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The token.</summary>
    public required string Token { get; init; }
}
