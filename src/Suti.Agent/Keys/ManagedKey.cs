// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A key of the agent: all that may be known of it.</summary>
public sealed record ManagedKey
{
    /// <summary>The id.</summary>
    public required string Kid { get; init; }

    /// <summary>The key management system that holds the private key.</summary>
    public required string Kms { get; init; }

    /// <summary>The type: <c>Ed25519</c>, <c>X25519</c>, <c>Secp256k1</c>, <c>Secp256r1</c>, <c>Secp384r1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The public key in hexadecimal digits; uncompressed for Secp256k1, compressed for other curves with two coordinates.</summary>
    public required string PublicKeyHex { get; init; }

    /// <summary>What the creator noted of the key, and <c>algorithms</c>: what it can do.</summary>
    public JsonElement? Meta { get; init; }
}
