// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>AES-GCM (NIST SP 800-38D) with nonces of 12 and tags of 16 bytes: the platform's, or ours where it has none.</summary>
internal sealed class AesGcmAlgorithm(string name, int keySize, bool usePlatform)
    : AeadAlgorithm(name, keySize, AesGcmCore.NonceSize, AesGcmCore.TagSize)
{
    /// <summary>Whether the platform has it.</summary>
    public static bool IsPlatformSupported => !OperatingSystem.IsBrowser() && AesGcm.IsSupported;

    public bool IsPlatform => usePlatform;

    private protected override void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        if (!usePlatform || OperatingSystem.IsBrowser())
        {
            AesGcmCore.Encrypt(key, nonce, associatedData, plaintext, ciphertext, tag);
            return;
        }

        using var platform = new AesGcm(key, TagSize);
        platform.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
    }

    private protected override bool TryDecryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        out int bytesWritten)
    {
        plaintext = plaintext[..ciphertext.Length];
        var isRight = !usePlatform || OperatingSystem.IsBrowser()
            ? AesGcmCore.TryDecrypt(key, nonce, associatedData, ciphertext, tag, plaintext)
            : TryDecryptOnPlatform(key, nonce, associatedData, ciphertext, tag, plaintext);
        bytesWritten = isRight ? ciphertext.Length : 0;
        return isRight;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
    private static bool TryDecryptOnPlatform(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext)
    {
        using var platform = new AesGcm(key, AesGcmCore.TagSize);
        try
        {
            platform.Decrypt(nonce, ciphertext, tag, plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(plaintext);
            return false;
        }
    }
}
