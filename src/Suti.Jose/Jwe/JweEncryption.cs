// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>How the content of a JWE is encrypted: <c>enc</c> (RFC 7518 §5).</summary>
public sealed class JweEncryption
{
    private JweEncryption(string name, AeadAlgorithm aead)
    {
        Name = name;
        Aead = aead;
    }

    /// <summary>AES-GCM with a 128-bit key.</summary>
    public static JweEncryption A128Gcm { get; } = new("A128GCM", AeadAlgorithm.Aes128Gcm);

    /// <summary>AES-GCM with a 192-bit key.</summary>
    public static JweEncryption A192Gcm { get; } = new("A192GCM", AeadAlgorithm.Aes192Gcm);

    /// <summary>AES-GCM with a 256-bit key.</summary>
    public static JweEncryption A256Gcm { get; } = new("A256GCM", AeadAlgorithm.Aes256Gcm);

    /// <summary>AES-128 in CBC mode with HMAC-SHA-256.</summary>
    public static JweEncryption A128CbcHs256 { get; } = new("A128CBC-HS256", AeadAlgorithm.Aes128CbcHmacSha256);

    /// <summary>AES-192 in CBC mode with HMAC-SHA-384.</summary>
    public static JweEncryption A192CbcHs384 { get; } = new("A192CBC-HS384", AeadAlgorithm.Aes192CbcHmacSha384);

    /// <summary>AES-256 in CBC mode with HMAC-SHA-512.</summary>
    public static JweEncryption A256CbcHs512 { get; } = new("A256CBC-HS512", AeadAlgorithm.Aes256CbcHmacSha512);

    /// <summary>XChaCha20-Poly1305 (draft-amringer-jose-chacha).</summary>
    public static JweEncryption Xc20P { get; } = new("XC20P", AeadAlgorithm.XChaCha20Poly1305);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<JweEncryption> All { get; } =
        [A128Gcm, A192Gcm, A256Gcm, A128CbcHs256, A192CbcHs384, A256CbcHs512, Xc20P];

    /// <summary>The value of <c>enc</c>.</summary>
    public string Name { get; }

    /// <summary>The AEAD behind it.</summary>
    public AeadAlgorithm Aead { get; }

    /// <summary>The algorithm of that name.</summary>
    public static bool TryGet(string? name, [NotNullWhen(true)] out JweEncryption? encryption)
    {
        encryption = All.FirstOrDefault(candidate => candidate.Name == name);
        return encryption is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
