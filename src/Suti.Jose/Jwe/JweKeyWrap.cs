// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>Wraps and unwraps the content key with a symmetric key: AES-KW, AES-GCM or XChaCha20-Poly1305.</summary>
internal static class JweKeyWrap
{
    /// <summary>The content key, which must have the size that the content encryption takes; null when it does not unwrap.</summary>
    public static byte[]? Unwrap(
        ReadOnlySpan<byte> wrappingKey, JweReceived recipient, JweAlgorithm algorithm, JweEncryption encryption)
    {
        if (wrappingKey.Length != algorithm.WrappingKeySize)
        {
            return null;
        }

        var contentKey = AeadOf(algorithm) is { } aead
            ? UnwrapWithAead(aead, wrappingKey, recipient)
            : UnwrapWithAes(wrappingKey, recipient.EncryptedKey);
        return contentKey?.Length == encryption.Aead.KeySize ? contentKey : null;
    }

    /// <summary>Wraps the content key with AES-KW.</summary>
    public static byte[] WrapWithAes(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> contentKey) =>
        AesKeyWrap(wrappingKey.Length).Wrap(wrappingKey, contentKey);

    /// <summary>Wraps the content key with AES-GCM, which gives a nonce and a tag for the header.</summary>
    public static byte[] WrapWithGcm(
        JweAlgorithm algorithm, ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> contentKey, byte[] nonce, out byte[] tag)
    {
        var aead = AeadOf(algorithm)!;
        var wrapped = new byte[contentKey.Length];
        tag = new byte[aead.TagSize];
        aead.Encrypt(wrappingKey, nonce, [], contentKey, wrapped, tag);
        return wrapped;
    }

    /// <summary>The wrapping key of a password (RFC 7518 §4.8.1.1).</summary>
    public static byte[] FromPassword(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, JweAlgorithm algorithm)
    {
        var kdf = algorithm == JweAlgorithm.Pbes2Hs256A128KW ? Pbkdf2.HmacSha256
            : algorithm == JweAlgorithm.Pbes2Hs384A192KW ? Pbkdf2.HmacSha384
            : Pbkdf2.HmacSha512;
        return kdf.DeriveKey(password, [.. Encoding.ASCII.GetBytes(algorithm.Name), 0, .. salt], iterations, algorithm.WrappingKeySize);
    }

    private static byte[]? UnwrapWithAes(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> encryptedKey) =>
        AesKeyWrap(wrappingKey.Length).TryUnwrap(wrappingKey, encryptedKey, out var contentKey) ? contentKey : null;

    private static byte[]? UnwrapWithAead(AeadAlgorithm aead, ReadOnlySpan<byte> wrappingKey, JweReceived recipient)
    {
        var nonce = JweAgreement.ReadBytes(recipient.Header, "iv");
        var tag = JweAgreement.ReadBytes(recipient.Header, "tag");
        var contentKey = new byte[recipient.EncryptedKey.Length];
        return nonce is not null
            && tag is not null
            && aead.TryDecrypt(wrappingKey, nonce, [], recipient.EncryptedKey, tag, contentKey, out _)
                ? contentKey
                : null;
    }

    private static AeadAlgorithm? AeadOf(JweAlgorithm algorithm) =>
        algorithm.WrapsWithXChaCha ? AeadAlgorithm.XChaCha20Poly1305
        : algorithm.Kind != JweAlgorithmKind.AesGcmKeyWrap ? null
        : algorithm.WrappingKeySize switch
        {
            16 => AeadAlgorithm.Aes128Gcm,
            24 => AeadAlgorithm.Aes192Gcm,
            _ => AeadAlgorithm.Aes256Gcm,
        };

    private static KeyWrapAlgorithm AesKeyWrap(int keySize) => keySize switch
    {
        16 => KeyWrapAlgorithm.Aes128KeyWrap,
        24 => KeyWrapAlgorithm.Aes192KeyWrap,
        _ => KeyWrapAlgorithm.Aes256KeyWrap,
    };
}
