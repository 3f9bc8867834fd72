// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// The one-step key derivation of NIST SP 800-56A §5.8.1 with SHA-256, as JOSE uses it for ECDH-ES (RFC 7518 §4.6). The
/// caller composes the other info; <see cref="GetOtherInfo"/> does it for JOSE.
/// </summary>
public static class ConcatKdf
{
    private const int HashSize = 32;

    /// <summary>The most bytes that are derived: far more than any key.</summary>
    public const int MaxOutputSize = 1 << 16;

    /// <summary>Derives a key from a shared secret and fills the whole of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentException">The output is longer than <see cref="MaxOutputSize"/>.</exception>
    public static void DeriveKey(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> otherInfo, Span<byte> output)
    {
        if (output.Length > MaxOutputSize)
        {
            throw new ArgumentException($"The Concat KDF gives at most {MaxOutputSize} bytes here.", nameof(output));
        }

        // K(i) = H(i | Z | OtherInfo)
        using var scratch = new SecretBuffer(stackalloc byte[512], 4 + sharedSecret.Length + otherInfo.Length);
        var input = scratch.Span;
        sharedSecret.CopyTo(input[4..]);
        otherInfo.CopyTo(input[(4 + sharedSecret.Length)..]);
        Span<byte> hash = stackalloc byte[HashSize];
        for (uint counter = 1; !output.IsEmpty; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input, counter);
            HashFunction.Sha256.Hash(input, hash);
            var taken = Math.Min(HashSize, output.Length);
            hash[..taken].CopyTo(output);
            output = output[taken..];
        }

        CryptographicOperations.ZeroMemory(hash);
    }

    /// <summary>
    /// The other info of RFC 7518 §4.6.2: algorithm and parties with their lengths before them, the size of the key in bits,
    /// and what else is bound (for ECDH-1PU the tag, length before it).
    /// </summary>
    /// <param name="algorithm">The ASCII name of the algorithm that the key is for.</param>
    /// <param name="partyU">What the producer goes by (<c>apu</c>, decoded).</param>
    /// <param name="partyV">What the recipient goes by (<c>apv</c>, decoded).</param>
    /// <param name="keySizeInBits">The size of the key.</param>
    /// <param name="suppliedPrivateInfo">Appended as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size of the key is negative.</exception>
    public static byte[] GetOtherInfo(
        ReadOnlySpan<byte> algorithm,
        ReadOnlySpan<byte> partyU,
        ReadOnlySpan<byte> partyV,
        int keySizeInBits,
        ReadOnlySpan<byte> suppliedPrivateInfo = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keySizeInBits);
        var info = new byte[16 + algorithm.Length + partyU.Length + partyV.Length + suppliedPrivateInfo.Length];
        var rest = info.AsSpan();
        WritePrefixed(ref rest, algorithm);
        WritePrefixed(ref rest, partyU);
        WritePrefixed(ref rest, partyV);
        BinaryPrimitives.WriteInt32BigEndian(rest, keySizeInBits);
        suppliedPrivateInfo.CopyTo(rest[4..]);
        return info;
    }

    private static void WritePrefixed(ref Span<byte> destination, ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, value.Length);
        value.CopyTo(destination[4..]);
        destination = destination[(4 + value.Length)..];
    }
}
