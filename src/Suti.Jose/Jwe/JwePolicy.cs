// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>What a recipient accepts of a JWE.</summary>
public sealed record JwePolicy
{
    /// <summary>The key management algorithms that are accepted.</summary>
    public required IReadOnlyList<JweAlgorithm> Algorithms { get; init; }

    /// <summary>The content encryption algorithms that are accepted; all when nothing is said.</summary>
    public IReadOnlyList<JweEncryption> Encryptions { get; init; } = JweEncryption.All;

    /// <summary>The key of the authenticated sender, for ECDH-1PU. Find it by the <c>skid</c> of the header.</summary>
    public PublicKey? Sender { get; init; }

    /// <summary>What <c>apu</c> must be, decoded; anything when null.</summary>
    public ReadOnlyMemory<byte>? PartyUInfo { get; init; }

    /// <summary>What <c>apv</c> must be, decoded; anything when null.</summary>
    public ReadOnlyMemory<byte>? PartyVInfo { get; init; }

    /// <summary>How much a message may ask.</summary>
    public JoseLimits Limits { get; init; } = JoseLimits.Standard;
}
