// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES-GCM (NIST SP 800-38D) with nonces of 12 and tags of 16 bytes: the platform's, or ours where it has none or where setting
/// up the platform's, which is an object outside of managed memory, costs more than it saves.
/// </summary>
internal sealed class AesGcmAlgorithm(string name, int keySize, AesGcmEngine engine = AesGcmEngine.Fastest)
    : AeadAlgorithm(name, keySize, AesGcmCore.NonceSize, AesGcmCore.TagSize, KnownTag(keySize))
{
    /// <summary>Up to this size ours is faster where the processor has the instructions; beyond, the platform's.</summary>
    private const int ManagedSize = 4096;

    public AesGcmEngine Engine => engine;

    [UnsupportedOSPlatformGuard("browser")]
    private static bool IsPlatformSupported => !OperatingSystem.IsBrowser() && AesGcm.IsSupported;

    private static bool IsManagedFast => AesHardware.IsSupported && CarrylessProduct.IsSupported;

    private protected override void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        if (IsPlatformSupported && PrefersPlatform(plaintext.Length))
        {
            using var platform = new AesGcm(key, TagSize);
            platform.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
            return;
        }

        AesGcmCore.Encrypt(key, nonce, associatedData, plaintext, ciphertext, tag);
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
        var isRight = IsPlatformSupported && PrefersPlatform(ciphertext.Length)
            ? TryDecryptOnPlatform(key, nonce, associatedData, ciphertext, tag, plaintext)
            : AesGcmCore.TryDecrypt(key, nonce, associatedData, ciphertext, tag, plaintext);
        bytesWritten = isRight ? ciphertext.Length : 0;
        return isRight;
    }

    [UnsupportedOSPlatform("browser")]
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

    private static string KnownTag(int keySize) => keySize switch
    {
        16 => "f784d07537d7825bfef6abfed6545b35",
        24 => "3ef228dcec405dc03cb32339981b2ce2",
        _ => "425e426498806fed764d383314691192",
    };

    private bool PrefersPlatform(int size) =>
        engine == AesGcmEngine.Platform || (engine == AesGcmEngine.Fastest && (size > ManagedSize || !IsManagedFast));
}
