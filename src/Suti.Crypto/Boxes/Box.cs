// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// NaCl's <c>crypto_box</c>: a <see cref="SecretBox"/> under the secret that two X25519 keys share, hashed with HSalsa20. Both
/// sides can make and open the same boxes.
/// </summary>
public static class Box
{
    /// <summary>Puts content into a box from one key to another.</summary>
    /// <exception cref="ArgumentException">A key is no X25519 key, the peer's is of small order, or the nonce has a wrong size.</exception>
    public static byte[] Seal(PrivateKey key, PublicKey peer, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content)
    {
        Span<byte> shared = stackalloc byte[SecretBox.KeySize];
        if (!TryDeriveKey(key, peer, shared))
        {
            throw new ArgumentException("The public key is of small order.", nameof(peer));
        }

        try
        {
            return SecretBox.Seal(shared, nonce, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
        }
    }

    /// <summary>Opens a box between the two keys; false when it is none.</summary>
    /// <exception cref="ArgumentException">A key is no X25519 key.</exception>
    public static bool TryOpen(
        PrivateKey key,
        PublicKey peer,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> box,
        [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        Span<byte> shared = stackalloc byte[SecretBox.KeySize];
        var opened = TryDeriveKey(key, peer, shared) && SecretBox.TryOpen(shared, nonce, box, out content);
        CryptographicOperations.ZeroMemory(shared);
        return opened;
    }

    private static bool TryDeriveKey(PrivateKey key, PublicKey peer, Span<byte> derived)
    {
        if (!KeyAgreementAlgorithm.X25519.TryAgree(key, peer, derived))
        {
            return false;
        }

        ReadOnlySpan<byte> zeros = stackalloc byte[Salsa20.HashNonceSize];
        Salsa20.Hash(derived, zeros, derived);
        return true;
    }
}
