// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>What a verifier expects of a holder's key binding (RFC 9901 §7.3).</summary>
public sealed record KeyBindingPolicy
{
    /// <summary>The algorithms that are accepted of the holder.</summary>
    public required JwsAlgorithms Algorithms { get; init; }

    /// <summary>Who the verifier is.</summary>
    public required string Audience { get; init; }

    /// <summary>The nonce of this request.</summary>
    public required string Nonce { get; init; }

    /// <summary>How long ago the binding may have been made.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);
}
