// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks whether a presentation answers a request.</summary>
public sealed record ValidateDisclosureRequest
{
    /// <summary>The presentation.</summary>
    public required JsonElement Presentation { get; init; }

    /// <summary>The request.</summary>
    public required DisclosureRequest Sdr { get; init; }

    /// <summary>The challenge that came with the request.</summary>
    public string? Challenge { get; init; }

    /// <summary>The domain that came with the request.</summary>
    public string? Domain { get; init; }

    /// <summary>Checks that the caller switches off.</summary>
    public VerificationPolicies? Policies { get; init; }
}
