// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Encryption of keys under keys, deterministic and authenticated. Each is a singleton.</summary>
public abstract class KeyWrapAlgorithm
{
    /// <summary>The most key material that is wrapped, in bytes.</summary>
    public const int MaxKeyDataSize = 1 << 20;

    private readonly SelfTest _selfTest;

    private protected KeyWrapAlgorithm(string name, int keySize, string knownWrapped)
    {
        _selfTest = new SelfTest(name, () => GivesKnownAnswer(Convert.FromHexString(knownWrapped)));
        Name = name;
        KeySize = keySize;
    }

    /// <summary>AES Key Wrap with 128 bits (RFC 3394; <c>A128KW</c>).</summary>
    public static KeyWrapAlgorithm Aes128KeyWrap { get; } = new AesKeyWrap("AES-128 Key Wrap", 16);

    /// <summary>AES Key Wrap with 192 bits (RFC 3394; <c>A192KW</c>).</summary>
    public static KeyWrapAlgorithm Aes192KeyWrap { get; } = new AesKeyWrap("AES-192 Key Wrap", 24);

    /// <summary>AES Key Wrap with 256 bits (RFC 3394; <c>A256KW</c>).</summary>
    public static KeyWrapAlgorithm Aes256KeyWrap { get; } = new AesKeyWrap("AES-256 Key Wrap", 32);

    /// <summary>AES Key Wrap with Padding with 128 bits (RFC 5649).</summary>
    public static KeyWrapAlgorithm Aes128KeyWrapWithPadding { get; } = new AesKeyWrapWithPadding("AES-128 Key Wrap with Padding", 16);

    /// <summary>AES Key Wrap with Padding with 192 bits (RFC 5649).</summary>
    public static KeyWrapAlgorithm Aes192KeyWrapWithPadding { get; } = new AesKeyWrapWithPadding("AES-192 Key Wrap with Padding", 24);

    /// <summary>AES Key Wrap with Padding with 256 bits (RFC 5649).</summary>
    public static KeyWrapAlgorithm Aes256KeyWrapWithPadding { get; } = new AesKeyWrapWithPadding("AES-256 Key Wrap with Padding", 32);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The size of the wrapping key in bytes.</summary>
    public int KeySize { get; }

    /// <summary>The size of the wrapped form of <paramref name="keyDataSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm does not wrap so many or so few bytes.</exception>
    public int GetWrappedSize(int keyDataSize) => keyDataSize <= MaxKeyDataSize && IsKeyDataSize(keyDataSize)
        ? GetWrappedSizeCore(keyDataSize)
        : throw new ArgumentOutOfRangeException(nameof(keyDataSize), keyDataSize, $"{Name} does not wrap so many bytes.");

    /// <summary>Wraps key material; <paramref name="wrapped"/> has exactly the size of the result.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public void Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyData, Span<byte> wrapped)
    {
        RequireKey(key);
        if (wrapped.Length != GetWrappedSize(keyData.Length))
        {
            throw new ArgumentException("The destination has another size than the wrapped key.", nameof(wrapped));
        }

        _selfTest.Require();
        WrapCore(key, keyData, wrapped);
    }

    /// <summary>Wraps key material.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyData)
    {
        var wrapped = new byte[GetWrappedSize(keyData.Length)];
        Wrap(key, keyData, wrapped);
        return wrapped;
    }

    /// <summary>
    /// Unwraps key material into <paramref name="keyData"/>, which holds at least eight bytes less than the wrapped form. False,
    /// with nothing left behind, when it was not wrapped under this key.
    /// </summary>
    /// <exception cref="ArgumentException">The key has another size, or the destination is too small.</exception>
    public bool TryUnwrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, Span<byte> keyData, out int bytesWritten)
    {
        RequireKey(key);
        if (keyData.Length < wrapped.Length - AesKeyWrapCore.HalfBlockSize)
        {
            throw new ArgumentException("The destination is smaller than the key may be.", nameof(keyData));
        }

        _selfTest.Require();
        bytesWritten = 0;
        return wrapped.Length <= GetWrappedSizeCore(MaxKeyDataSize)
            && IsWrappedSize(wrapped.Length)
            && TryUnwrapCore(key, wrapped, keyData, out bytesWritten);
    }

    /// <summary>Unwraps key material; false when it was not wrapped under this key.</summary>
    /// <exception cref="ArgumentException">The key has another size.</exception>
    public bool TryUnwrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, [NotNullWhen(true)] out byte[]? keyData)
    {
        keyData = null;
        if (wrapped.Length > GetWrappedSizeCore(MaxKeyDataSize))
        {
            RequireKey(key);
            return false;
        }

        var buffer = new byte[Math.Max(0, wrapped.Length - AesKeyWrapCore.HalfBlockSize)];
        if (TryUnwrap(key, wrapped, buffer, out var length))
        {
            keyData = buffer.AsSpan(0, length).ToArray();
            CryptographicOperations.ZeroMemory(buffer);
        }

        return keyData is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract bool IsKeyDataSize(int size);

    private protected abstract int GetWrappedSizeCore(int keyDataSize);

    private protected abstract bool IsWrappedSize(int size);

    private protected abstract void WrapCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyData, Span<byte> wrapped);

    private protected abstract bool TryUnwrapCore(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, Span<byte> keyData, out int bytesWritten);

    /// <summary>The key and key data of RFC 3394 section 4, for the padded form too.</summary>
    private bool GivesKnownAnswer(ReadOnlySpan<byte> knownWrapped)
    {
        byte[] key = [.. Enumerable.Range(0, KeySize).Select(value => (byte)value)];
        byte[] keyData = [.. Enumerable.Range(0, 16).Select(value => (byte)(value * 0x11))];
        var wrapped = new byte[knownWrapped.Length];
        var unwrapped = new byte[keyData.Length];
        WrapCore(key, keyData, wrapped);
        return knownWrapped.SequenceEqual(wrapped)
            && TryUnwrapCore(key, wrapped, unwrapped, out var length)
            && keyData.AsSpan().SequenceEqual(unwrapped.AsSpan(0, length));
    }

    private void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
        {
            throw new ArgumentException($"{Name} takes a key of {KeySize} bytes, not {key.Length}.", nameof(key));
        }
    }
}
