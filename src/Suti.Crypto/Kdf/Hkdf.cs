// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>HKDF (RFC 5869), over any HMAC: derives keys from a secret that is not uniform, such as a shared secret.</summary>
public sealed class Hkdf
{
    private readonly MacAlgorithm _hmac;

    private Hkdf(MacAlgorithm hmac)
    {
        _hmac = hmac;
        Name = hmac.Name.Replace("HMAC", "HKDF", StringComparison.Ordinal);
    }

    /// <summary>HKDF with HMAC-SHA-256.</summary>
    public static Hkdf Sha256 { get; } = new(MacAlgorithm.HmacSha256);

    /// <summary>HKDF with HMAC-SHA-384.</summary>
    public static Hkdf Sha384 { get; } = new(MacAlgorithm.HmacSha384);

    /// <summary>HKDF with HMAC-SHA-512.</summary>
    public static Hkdf Sha512 { get; } = new(MacAlgorithm.HmacSha512);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The size of a pseudorandom key in bytes: that of the hash.</summary>
    public int PseudorandomKeySize => _hmac.TagSize;

    /// <summary>The most bytes that can be derived from one pseudorandom key (RFC 5869 §2.3).</summary>
    public int MaxOutputSize => 255 * _hmac.TagSize;

    /// <summary>The extract step (RFC 5869 §2.2). An empty salt stands for zeros.</summary>
    /// <exception cref="ArgumentException">The destination has another size than a pseudorandom key.</exception>
    public void Extract(ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> salt, Span<byte> pseudorandomKey) =>
        _hmac.Compute(salt, inputKey, pseudorandomKey);

    /// <summary>The expand step (RFC 5869 §2.3): fills the whole of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentException">The pseudorandom key is shorter than the hash, or the output too long.</exception>
    public void Expand(ReadOnlySpan<byte> pseudorandomKey, ReadOnlySpan<byte> info, Span<byte> output)
    {
        if (pseudorandomKey.Length < PseudorandomKeySize)
        {
            throw new ArgumentException(
                $"{Name} expands a key of at least {PseudorandomKeySize} bytes.", nameof(pseudorandomKey));
        }

        if (output.Length > MaxOutputSize)
        {
            throw new ArgumentException($"{Name} gives at most {MaxOutputSize} bytes.", nameof(output));
        }

        // T(i) = HMAC(PRK, T(i - 1) | info | i)
        using var scratch = new SecretBuffer(stackalloc byte[512], _hmac.TagSize + info.Length + 1);
        var input = scratch.Span;
        info.CopyTo(input[_hmac.TagSize..]);
        Span<byte> block = stackalloc byte[64];
        block = block[.._hmac.TagSize];
        for (byte counter = 1; !output.IsEmpty; counter++)
        {
            input[^1] = counter;
            _hmac.Compute(pseudorandomKey, counter == 1 ? input[_hmac.TagSize..] : input, block);
            block.CopyTo(input);
            var taken = Math.Min(block.Length, output.Length);
            block[..taken].CopyTo(output);
            output = output[taken..];
        }

        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>Extracts and expands: fills the whole of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentException">The output is too long.</exception>
    public void DeriveKey(
        ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> pseudorandomKey = stackalloc byte[64];
        pseudorandomKey = pseudorandomKey[..PseudorandomKeySize];
        Extract(inputKey, salt, pseudorandomKey);
        Expand(pseudorandomKey, info, output);
        CryptographicOperations.ZeroMemory(pseudorandomKey);
    }

    /// <summary>Extracts and expands to <paramref name="outputSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or too large.</exception>
    public byte[] DeriveKey(ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outputSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputSize, MaxOutputSize);
        var output = new byte[outputSize];
        DeriveKey(inputKey, salt, info, output);
        return output;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
