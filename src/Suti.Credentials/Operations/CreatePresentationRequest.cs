// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks for a presentation.</summary>
public sealed record CreatePresentationRequest
{
    /// <summary>The presentation without a proof: its holder, and the credentials in it.</summary>
    public required JsonElement Presentation { get; init; }

    /// <summary>The format.</summary>
    public required string ProofFormat { get; init; }

    /// <summary>The verifier's challenge.</summary>
    public string? Challenge { get; init; }

    /// <summary>The verifier's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether the agent keeps it.</summary>
    public bool Save { get; init; }

    /// <summary>The key to sign with: the id of its verification method, or its public key in hexadecimal.</summary>
    public string? KeyRef { get; init; }
}
