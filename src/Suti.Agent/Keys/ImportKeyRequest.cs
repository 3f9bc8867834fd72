// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>A private key to import, in exactly one form.</summary>
public sealed record ImportKeyRequest
{
    /// <summary>The type; needed with <see cref="PrivateKeyHex"/>.</summary>
    [Description("Ed25519, X25519, Secp256k1, Secp256r1 or Secp384r1; needed with privateKeyHex.")]
    public string? Type { get; init; }

    /// <summary>
    /// The private key in hexadecimal digits. An Ed25519 key may have its public key after it, as libsodium writes it.
    /// </summary>
    public string? PrivateKeyHex { get; init; }

    /// <summary>The private key as a JWK.</summary>
    public JsonElement? PrivateKeyJwk { get; init; }

    /// <summary>The private key in PEM.</summary>
    public string? PrivateKeyPem { get; init; }

    /// <summary>The key management system; null for the default.</summary>
    public string? Kms { get; init; }

    /// <summary>The id; null for one made from the public key.</summary>
    public string? Kid { get; init; }

    /// <summary>Whatever shall be noted with the key, an object.</summary>
    public JsonElement? Meta { get; init; }

    /// <summary>Whether the private key may ever be exported.</summary>
    public bool Exportable { get; init; }

    /// <summary>Says nothing of the key.</summary>
    public override string ToString() => $"{nameof(ImportKeyRequest)} of {Type ?? "a key"}";
}
