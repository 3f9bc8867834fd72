// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks to verify a presentation.</summary>
public sealed record VerifyPresentationRequest
{
    /// <summary>The presentation: an object, or a string with a token.</summary>
    public required JsonElement Presentation { get; init; }

    /// <summary>The challenge that was given for it.</summary>
    public string? Challenge { get; init; }

    /// <summary>The domain that it must be for.</summary>
    public string? Domain { get; init; }

    /// <summary>Which checks to switch off.</summary>
    public VerificationPolicies? Policies { get; init; }
}
