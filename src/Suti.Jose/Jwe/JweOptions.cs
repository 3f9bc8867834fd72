// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>How a new JWE is encrypted.</summary>
public sealed record JweOptions
{
    internal static JweOptions Standard { get; } = new();

    /// <summary>The content encryption.</summary>
    public JweEncryption Encryption { get; init; } = JweEncryption.A256Gcm;

    /// <summary>Members of the protected header.</summary>
    public JoseHeaderParameters? Header { get; init; }

    /// <summary>Data that is authenticated with the message and travels beside it in the clear. JSON serializations only.</summary>
    public ReadOnlyMemory<byte> AssociatedData { get; init; }

    /// <summary>
    /// Whether to compress before encryption. The size of the message then tells something of its content; leave it off when
    /// an attacker can put text of theirs beside a secret.
    /// </summary>
    public bool Compress { get; init; }

    /// <summary>The sender's key, for ECDH-1PU.</summary>
    public IKeyAgreement? Sender { get; init; }

    /// <summary>What the sender's key is known by: <c>skid</c>.</summary>
    public string? SenderKeyId { get; init; }

    /// <summary><c>apu</c>, before encoding; left out when empty.</summary>
    public ReadOnlyMemory<byte> PartyUInfo { get; init; }

    /// <summary><c>apv</c>, before encoding; left out when empty.</summary>
    public ReadOnlyMemory<byte> PartyVInfo { get; init; }

    /// <summary>Where keys and nonces come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;
}
