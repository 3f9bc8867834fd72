// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Crypto;

/// <summary>
/// libsodium's <c>crypto_box_seal</c>: a <see cref="Box"/> from a key that is made for it and forgotten, whose public half
/// stands in front. Only the recipient can open it, and nobody can tell who made it.
/// </summary>
public static class SealedBox
{
    /// <summary>How many bytes a sealed box is longer than its content.</summary>
    public const int Overhead = PublicKeySize + SecretBox.Overhead;

    private const int PublicKeySize = X25519Core.Size;

    private static readonly Blake2b NonceHash = Blake2b.OfSize(SecretBox.NonceSize);

    /// <summary>Puts content into a box for the owner of a key.</summary>
    /// <exception cref="ArgumentException">The key is no X25519 key, or of small order.</exception>
    public static byte[] Seal(PublicKey recipient, ReadOnlySpan<byte> content, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        using var ephemeral = PrivateKey.Generate(KeyType.X25519, random: random);
        Span<byte> nonce = stackalloc byte[SecretBox.NonceSize];
        DeriveNonce(ephemeral.PublicKey, recipient, nonce);
        return [.. ephemeral.PublicKey.Raw, .. Box.Seal(ephemeral, recipient, nonce, content)];
    }

    /// <summary>Opens a box that was made for this key; false when it was not.</summary>
    /// <exception cref="ArgumentException">The key is no X25519 key.</exception>
    public static bool TryOpen(PrivateKey recipient, ReadOnlySpan<byte> box, [NotNullWhen(true)] out byte[]? content)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        content = null;
        if (box.Length < Overhead
            || !PublicKey.TryImport(KeyType.X25519, box[..PublicKeySize], PublicKeyFormat.Raw, out var ephemeral))
        {
            return false;
        }

        Span<byte> nonce = stackalloc byte[SecretBox.NonceSize];
        DeriveNonce(ephemeral, recipient.PublicKey, nonce);
        return Box.TryOpen(recipient, ephemeral, nonce, box[PublicKeySize..], out content);
    }

    private static void DeriveNonce(PublicKey ephemeral, PublicKey recipient, Span<byte> nonce)
    {
        if (recipient.Type != KeyType.X25519)
        {
            throw new ArgumentException($"A sealed box takes an X25519 key, not {recipient.Type}.", nameof(recipient));
        }

        Span<byte> keys = stackalloc byte[2 * PublicKeySize];
        ephemeral.Raw.CopyTo(keys);
        recipient.Raw.CopyTo(keys[PublicKeySize..]);
        NonceHash.Hash(keys, nonce);
    }
}
