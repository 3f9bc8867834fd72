// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>What a new key shall be.</summary>
public sealed record CreateKeyRequest
{
    /// <summary>The type: <c>Ed25519</c>, <c>X25519</c>, <c>Secp256k1</c>, <c>Secp256r1</c>, <c>Secp384r1</c>.</summary>
    [Description("Ed25519, X25519, Secp256k1, Secp256r1 or Secp384r1.")]
    public required string Type { get; init; }

    /// <summary>The key management system; null for the default.</summary>
    [Description("The key management system; the default when absent.")]
    public string? Kms { get; init; }

    /// <summary>The id; null for one made from the public key.</summary>
    [Description("The id; made from the public key when absent.")]
    public string? Kid { get; init; }

    /// <summary>Whatever shall be noted with the key, an object.</summary>
    public JsonElement? Meta { get; init; }

    /// <summary>Whether the private key may ever be exported.</summary>
    [Description("Whether the private key may ever be exported.")]
    public bool Exportable { get; init; }
}
