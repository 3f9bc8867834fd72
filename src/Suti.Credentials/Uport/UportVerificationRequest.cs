// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks an identity to sign a claim (<c>verReq</c>).</summary>
public sealed record UportVerificationRequest
{
    /// <summary>The claim.</summary>
    public required JsonElement UnsignedClaim { get; init; }

    /// <summary>About whom.</summary>
    public required string Sub { get; init; }

    /// <summary>Who is asked.</summary>
    public string? Aud { get; init; }

    /// <summary>The identity that shall sign.</summary>
    public string? Riss { get; init; }

    /// <summary>When the claim shall end, in seconds since 1970.</summary>
    public long? Rexp { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string? Callback { get; init; }

    /// <summary>Claims of others about who asks, as JWTs.</summary>
    public IReadOnlyList<string>? Vc { get; init; }
}
