// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// ChaCha20-Poly1305 (RFC 8439 section 2.8) and, with the longer nonce, XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha section 2.3).
/// </summary>
internal sealed class ChaChaPolyAlgorithm(string name, int nonceSize)
    : AeadAlgorithm(name, ChaCha20.KeySize, nonceSize, Poly1305.TagSize, nonceSize == ChaCha20.NonceSize ? KnownTag : KnownExtendedTag)
{
    public const int ExtendedNonceSize = 24;

    private const string KnownTag = "7d8e2676c70aa23578d79144ed7813f0";
    private const string KnownExtendedTag = "7b13ce64258624d0d1c5bf45e28f9f74";

    private protected override void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        Span<byte> derivedKey = stackalloc byte[ChaCha20.KeySize];
        Span<byte> shortNonce = stackalloc byte[ChaCha20.NonceSize];
        Derive(key, nonce, derivedKey, shortNonce);
        ChaCha20.Transform(derivedKey, shortNonce, 1, plaintext, ciphertext);
        ComputeTag(derivedKey, shortNonce, associatedData, ciphertext, tag);
        CryptographicOperations.ZeroMemory(derivedKey);
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
        Span<byte> derivedKey = stackalloc byte[ChaCha20.KeySize];
        Span<byte> shortNonce = stackalloc byte[ChaCha20.NonceSize];
        Span<byte> expected = stackalloc byte[Poly1305.TagSize];
        Derive(key, nonce, derivedKey, shortNonce);
        ComputeTag(derivedKey, shortNonce, associatedData, ciphertext, expected);
        var isRight = CryptographicOperations.FixedTimeEquals(expected, tag);
        if (isRight)
        {
            ChaCha20.Transform(derivedKey, shortNonce, 1, ciphertext, plaintext);
        }

        CryptographicOperations.ZeroMemory(derivedKey);
        CryptographicOperations.ZeroMemory(expected);
        bytesWritten = isRight ? ciphertext.Length : 0;
        return isRight;
    }

    /// <summary>An extended nonce goes into the key with its first sixteen bytes; eight are left.</summary>
    private static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> derivedKey, Span<byte> shortNonce)
    {
        if (nonce.Length == ChaCha20.NonceSize)
        {
            key.CopyTo(derivedKey);
            nonce.CopyTo(shortNonce);
            return;
        }

        ChaCha20.Hash(key, nonce[..ChaCha20.HashNonceSize], derivedKey);
        shortNonce[..4].Clear();
        nonce[ChaCha20.HashNonceSize..].CopyTo(shortNonce[4..]);
    }

    private static void ComputeTag(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> tag)
    {
        Span<byte> authenticationKey = stackalloc byte[Poly1305.KeySize];
        authenticationKey.Clear();
        ChaCha20.Transform(key, nonce, 0, authenticationKey, authenticationKey);
        var poly = new Poly1305(authenticationKey);
        CryptographicOperations.ZeroMemory(authenticationKey);
        poly.AppendPadded(associatedData);
        poly.AppendPadded(ciphertext);
        poly.AppendLengths(associatedData.Length, ciphertext.Length);
        poly.Finish(tag);
    }
}
