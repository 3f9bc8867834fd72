// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>RSA encryption of a short secret (RFC 8017 §7) by the platform. A browser has none.</summary>
public sealed class RsaEncryption
{
    private readonly RSAEncryptionPadding _padding;

    private RsaEncryption(string name, RSAEncryptionPadding padding)
    {
        Name = name;
        _padding = padding;
    }

    /// <summary>RSAES-OAEP with SHA-1, which is sound here and what JOSE calls RSA-OAEP.</summary>
    public static RsaEncryption OaepSha1 { get; } = new("RSAES-OAEP-SHA-1", RSAEncryptionPadding.OaepSHA1);

    /// <summary>RSAES-OAEP with SHA-256.</summary>
    public static RsaEncryption OaepSha256 { get; } = new("RSAES-OAEP-SHA-256", RSAEncryptionPadding.OaepSHA256);

    /// <summary>
    /// RSAES-PKCS1-v1_5. Who can learn whether a ciphertext has valid padding can decrypt others: use it only to read what old
    /// senders made, and let nothing tell a failure from a success.
    /// </summary>
    public static RsaEncryption Pkcs1 { get; } = new("RSAES-PKCS1-v1_5", RSAEncryptionPadding.Pkcs1);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>Encrypts a secret that is short enough for the key.</summary>
    /// <exception cref="ArgumentException">The key is not an RSA key.</exception>
    /// <exception cref="CryptographicException">The secret is too long for the key.</exception>
    public byte[] Encrypt(PublicKey key, ReadOnlySpan<byte> plaintext)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireRsa(key.Type, nameof(key));
        var handles = ((RsaPublicKey)key.Material).Handles;
        var rsa = handles.Take();
        var ciphertext = rsa.Encrypt(plaintext, _padding);
        handles.Return(rsa);
        return ciphertext;
    }

    /// <summary>Decrypts; false when the ciphertext is not one of this padding for the key.</summary>
    /// <exception cref="ArgumentException">The key is not an RSA key.</exception>
    public bool TryDecrypt(PrivateKey key, ReadOnlySpan<byte> ciphertext, [NotNullWhen(true)] out byte[]? plaintext)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireRsa(key.Type, nameof(key));
        var handles = ((RsaPrivateKey)key.Material).Handles;
        var rsa = handles.Take();
        try
        {
            plaintext = rsa.Decrypt(ciphertext, _padding);
        }
        catch (CryptographicException)
        {
            plaintext = null;
        }

        handles.Return(rsa);
        return plaintext is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void RequireRsa(KeyType type, string name)
    {
        if (type != KeyType.Rsa)
        {
            throw new ArgumentException($"{Name} takes an RSA key, not a {type} key.", name);
        }
    }
}
