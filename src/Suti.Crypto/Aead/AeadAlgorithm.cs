// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Authenticated encryption with associated data. Each is a singleton; the key is given as bytes because its owner decides
/// how it is kept.
/// </summary>
public abstract class AeadAlgorithm
{
    private protected AeadAlgorithm(string name, int keySize, int nonceSize, int tagSize)
    {
        Name = name;
        KeySize = keySize;
        NonceSize = nonceSize;
        TagSize = tagSize;
    }

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The size of a key in bytes.</summary>
    public int KeySize { get; }

    /// <summary>The size of a nonce (initialization vector) in bytes.</summary>
    public int NonceSize { get; }

    /// <summary>The size of a tag in bytes.</summary>
    public int TagSize { get; }

    /// <summary>The size in bytes of the ciphertext, without tag, of a plaintext of <paramref name="plaintextSize"/> bytes.</summary>
    public virtual int GetCiphertextSize(int plaintextSize) => plaintextSize;

    /// <summary>Encrypts; <paramref name="ciphertext"/> and <paramref name="tag"/> have exactly the sizes of the algorithm.</summary>
    /// <exception cref="ArgumentException">A span has another size than the algorithm's.</exception>
    public void Encrypt(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        RequireSize(key.Length, KeySize, nameof(key));
        RequireSize(nonce.Length, NonceSize, nameof(nonce));
        RequireSize(tag.Length, TagSize, nameof(tag));
        RequireSize(ciphertext.Length, GetCiphertextSize(plaintext.Length), nameof(ciphertext));
        EncryptCore(key, nonce, associatedData, plaintext, ciphertext, tag);
    }

    /// <summary>
    /// Decrypts into <paramref name="plaintext"/>, which holds at least as many bytes as the ciphertext. False when the tag, the
    /// padding or a size is wrong; nothing of the plaintext is then left behind, and nothing tells which it was.
    /// </summary>
    /// <exception cref="ArgumentException">The key has another size, or the destination is too small.</exception>
    public bool TryDecrypt(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        out int bytesWritten)
    {
        RequireSize(key.Length, KeySize, nameof(key));
        if (plaintext.Length < ciphertext.Length)
        {
            throw new ArgumentException("The destination is smaller than the ciphertext.", nameof(plaintext));
        }

        bytesWritten = 0;
        return nonce.Length == NonceSize
            && tag.Length == TagSize
            && TryDecryptCore(key, nonce, associatedData, ciphertext, tag, plaintext, out bytesWritten);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag);

    private protected abstract bool TryDecryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        out int bytesWritten);

    private void RequireSize(int actual, int expected, string parameterName)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{Name} takes {expected} bytes here, not {actual}.", parameterName);
        }
    }
}
