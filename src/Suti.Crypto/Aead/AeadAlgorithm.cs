// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Authenticated encryption with associated data. Each is a singleton; the key is given as bytes because its owner decides
/// how it is kept.
/// </summary>
public abstract class AeadAlgorithm
{
    private const int KnownMessageSize = 33;

    private readonly SelfTest _selfTest;

    private protected AeadAlgorithm(string name, int keySize, int nonceSize, int tagSize, string knownTag)
    {
        _selfTest = new SelfTest(name, () => GivesKnownAnswer(Convert.FromHexString(knownTag)));
        Name = name;
        KeySize = keySize;
        NonceSize = nonceSize;
        TagSize = tagSize;
    }

    /// <summary>AES-GCM with a key of 128 bits (NIST SP 800-38D; <c>A128GCM</c>).</summary>
    public static AeadAlgorithm Aes128Gcm { get; } = new AesGcmAlgorithm("AES-128-GCM", 16);

    /// <summary>AES-GCM with a key of 192 bits (NIST SP 800-38D; <c>A192GCM</c>).</summary>
    public static AeadAlgorithm Aes192Gcm { get; } = new AesGcmAlgorithm("AES-192-GCM", 24);

    /// <summary>AES-GCM with a key of 256 bits (NIST SP 800-38D; <c>A256GCM</c>).</summary>
    public static AeadAlgorithm Aes256Gcm { get; } = new AesGcmAlgorithm("AES-256-GCM", 32);

    /// <summary>AES-128 in CBC mode with HMAC-SHA-256 (RFC 7518 section 5.2.3; <c>A128CBC-HS256</c>).</summary>
    public static AeadAlgorithm Aes128CbcHmacSha256 { get; } =
        new AesCbcHmacAlgorithm("AES-128-CBC-HMAC-SHA-256", 32, MacAlgorithm.HmacSha256);

    /// <summary>AES-192 in CBC mode with HMAC-SHA-384 (RFC 7518 section 5.2.4; <c>A192CBC-HS384</c>).</summary>
    public static AeadAlgorithm Aes192CbcHmacSha384 { get; } =
        new AesCbcHmacAlgorithm("AES-192-CBC-HMAC-SHA-384", 48, MacAlgorithm.HmacSha384);

    /// <summary>AES-256 in CBC mode with HMAC-SHA-512 (RFC 7518 section 5.2.5; <c>A256CBC-HS512</c>).</summary>
    public static AeadAlgorithm Aes256CbcHmacSha512 { get; } =
        new AesCbcHmacAlgorithm("AES-256-CBC-HMAC-SHA-512", 64, MacAlgorithm.HmacSha512);

    /// <summary>ChaCha20-Poly1305 (RFC 8439).</summary>
    public static AeadAlgorithm ChaCha20Poly1305 { get; } = new ChaChaPolyAlgorithm("ChaCha20-Poly1305", ChaCha20.NonceSize);

    /// <summary>ChaCha20-Poly1305 with a nonce of 24 bytes, which may be random (draft-irtf-cfrg-xchacha; <c>XC20P</c>).</summary>
    public static AeadAlgorithm XChaCha20Poly1305 { get; } =
        new ChaChaPolyAlgorithm("XChaCha20-Poly1305", ChaChaPolyAlgorithm.ExtendedNonceSize);

    /// <summary>XSalsa20-Poly1305 as in NaCl; it takes no associated data. For NaCl's layout see <see cref="SecretBox"/>.</summary>
    public static AeadAlgorithm XSalsa20Poly1305 { get; } = new XSalsaPolyAlgorithm();

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
        _selfTest.Require();
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

        _selfTest.Require();
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

    /// <summary>
    /// Encrypts 0, 1, 2... under such a key and nonce, and back. The tags are those that OpenSSL and libsodium give; a wrong
    /// ciphertext would give another.
    /// </summary>
    private bool GivesKnownAnswer(ReadOnlySpan<byte> knownTag)
    {
        byte[] count = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];
        ReadOnlySpan<byte> key = count.AsSpan(0, KeySize);
        ReadOnlySpan<byte> nonce = count.AsSpan(0, NonceSize);
        ReadOnlySpan<byte> message = count.AsSpan(0, KnownMessageSize);
        var ciphertext = new byte[GetCiphertextSize(message.Length)];
        var plaintext = new byte[ciphertext.Length];
        var tag = new byte[TagSize];
        EncryptCore(key, nonce, default, message, ciphertext, tag);
        return knownTag.SequenceEqual(tag)
            && TryDecryptCore(key, nonce, default, ciphertext, tag, plaintext, out var length)
            && message.SequenceEqual(plaintext.AsSpan(0, length));
    }

    private void RequireSize(int actual, int expected, string parameterName)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{Name} takes {expected} bytes here, not {actual}.", parameterName);
        }
    }
}
