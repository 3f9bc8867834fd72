// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks whether an answer fits a presentation definition.</summary>
public sealed record ExchangeValidateRequest
{
    /// <summary>The definition.</summary>
    [Description("The presentation definition that was sent.")]
    public required JsonElement Definition { get; init; }

    /// <summary>The presentations that came.</summary>
    [Description("The presentations that came, in their order: one, or a list.")]
    public required JsonElement Presentations { get; init; }

    /// <summary>The submission that came with them; the member of the only presentation when absent.</summary>
    [Description("The submission that came with them; presentation_submission of the only presentation when absent.")]
    public JsonElement? PresentationSubmission { get; init; }

    /// <summary>The challenge or nonce that was sent.</summary>
    public string? Challenge { get; init; }

    /// <summary>Who the verifier is.</summary>
    public string? Domain { get; init; }

    /// <summary>Checks that the caller switches off.</summary>
    public VerificationPolicies? Policies { get; init; }
}
