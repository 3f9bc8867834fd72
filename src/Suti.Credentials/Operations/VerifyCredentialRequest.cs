// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks to verify a credential.</summary>
public sealed record VerifyCredentialRequest
{
    /// <summary>The credential: an object, or a string with a token.</summary>
    public required JsonElement Credential { get; init; }

    /// <summary>Which checks to switch off.</summary>
    public VerificationPolicies? Policies { get; init; }
}
