// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Crypto;

/// <summary>
/// NaCl's <c>crypto_secretbox</c>: XSalsa20-Poly1305 with the tag in front of the ciphertext. A nonce must not come twice with a
/// key; 24 random bytes will do.
/// </summary>
public static class SecretBox
{
    /// <summary>The size of a key in bytes.</summary>
    public const int KeySize = Salsa20.KeySize;

    /// <summary>The size of a nonce in bytes.</summary>
    public const int NonceSize = XSalsaPolyAlgorithm.ExtendedNonceSize;

    /// <summary>How many bytes a box is longer than its content.</summary>
    public const int Overhead = Poly1305.TagSize;

    /// <summary>Puts content into a box; <paramref name="box"/> is longer by <see cref="Overhead"/>.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content, Span<byte> box)
    {
        if (box.Length != content.Length + Overhead)
        {
            throw new ArgumentException($"A box has {Overhead} bytes more than its content.", nameof(box));
        }

        AeadAlgorithm.XSalsa20Poly1305.Encrypt(key, nonce, default, content, box[Overhead..], box[..Overhead]);
    }

    /// <summary>Puts content into a box.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content)
    {
        var box = new byte[content.Length + Overhead];
        Seal(key, nonce, content, box);
        return box;
    }

    /// <summary>
    /// Opens a box into <paramref name="content"/>, which is shorter by <see cref="Overhead"/>. False, with nothing left behind,
    /// when it is no box made with this key and nonce.
    /// </summary>
    /// <exception cref="ArgumentException">The key or the destination has a wrong size.</exception>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> box, Span<byte> content) =>
        box.Length >= Overhead
        && AeadAlgorithm.XSalsa20Poly1305.TryDecrypt(key, nonce, default, box[Overhead..], box[..Overhead], content, out _);

    /// <summary>Opens a box; false when it is none made with this key and nonce.</summary>
    /// <exception cref="ArgumentException">The key has a wrong size.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> box, [NotNullWhen(true)] out byte[]? content)
    {
        content = new byte[Math.Max(0, box.Length - Overhead)];
        content = TryOpen(key, nonce, box, content.AsSpan()) ? content : null;
        return content is not null;
    }
}
