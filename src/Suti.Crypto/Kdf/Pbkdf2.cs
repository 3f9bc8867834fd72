// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>PBKDF2 (RFC 8018 §5.2): derives a key from a password. New designs take <see cref="Argon2id"/>.</summary>
public sealed class Pbkdf2
{
    /// <summary>The most iterations that are accepted, so that a number in hostile data cannot keep a processor for hours.</summary>
    public const int MaxIterations = 100_000_000;

    private readonly HashAlgorithmName _algorithm;

    private Pbkdf2(string name, HashAlgorithmName algorithm)
    {
        Name = name;
        _algorithm = algorithm;
    }

    /// <summary>PBKDF2 with HMAC-SHA-256.</summary>
    public static Pbkdf2 HmacSha256 { get; } = new("PBKDF2-HMAC-SHA-256", HashAlgorithmName.SHA256);

    /// <summary>PBKDF2 with HMAC-SHA-384.</summary>
    public static Pbkdf2 HmacSha384 { get; } = new("PBKDF2-HMAC-SHA-384", HashAlgorithmName.SHA384);

    /// <summary>PBKDF2 with HMAC-SHA-512.</summary>
    public static Pbkdf2 HmacSha512 { get; } = new("PBKDF2-HMAC-SHA-512", HashAlgorithmName.SHA512);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>Derives a key and fills the whole of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The iterations are not between 1 and <see cref="MaxIterations"/>.</exception>
    /// <exception cref="ArgumentException">The output is empty.</exception>
    public void DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaxIterations);
        if (output.IsEmpty)
        {
            throw new ArgumentException("There is no key of no bytes.", nameof(output));
        }

        if (PlatformHashFunction.IsSupported)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, salt, output, iterations, _algorithm);
        }
        else
        {
            DeriveKeyManaged(password, salt, iterations, output);
        }
    }

    /// <summary>Derives a key of <paramref name="outputSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The iterations or the size are out of range.</exception>
    public byte[] DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        var output = new byte[outputSize];
        DeriveKey(password, salt, iterations, output);
        return output;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void DeriveKeyManaged(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output)
    {
        if (_algorithm == HashAlgorithmName.SHA256)
        {
            DeriveKey<BlockHashState<Sha256>>(password, salt, iterations, output);
        }
        else if (_algorithm == HashAlgorithmName.SHA384)
        {
            DeriveKey<BlockHashState<Sha384>>(password, salt, iterations, output);
        }
        else
        {
            DeriveKey<BlockHashState<Sha512>>(password, salt, iterations, output);
        }
    }

    private static void DeriveKey<TState>(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output)
        where TState : struct, IFixedHashState<TState>
    {
        var keyed = new HmacState<TState>(password);
        Span<byte> counter = stackalloc byte[4];
        Span<byte> u = stackalloc byte[TState.HashSize];
        Span<byte> sum = stackalloc byte[TState.HashSize];
        for (var index = 1; !output.IsEmpty; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, index);
            var first = keyed;
            first.Append(salt);
            first.Append(counter);
            first.Finish(u);
            u.CopyTo(sum);
            for (var iteration = 1; iteration < iterations; iteration++)
            {
                var next = keyed;
                next.Append(u);
                next.Finish(u);
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] ^= u[i];
                }
            }

            var taken = Math.Min(sum.Length, output.Length);
            sum[..taken].CopyTo(output);
            output = output[taken..];
        }

        CryptographicOperations.ZeroMemory(u);
        CryptographicOperations.ZeroMemory(sum);
    }
}
