// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// Shamir's secret sharing over GF(256) as SLIP-39 has it: the secret is the polynomial at 255, a digest of it at 254. Products
/// are computed bit by bit, so that the time does not depend on the shares; their indexes are public.
/// </summary>
internal static class ShamirSharing
{
    public const int MaxShares = 16;

    private const byte SecretIndex = 255;
    private const byte DigestIndex = 254;
    private const int DigestSize = 4;

    /// <summary>Splits a secret into shares with the indexes 0, 1, 2...</summary>
    public static byte[][] Split(int threshold, int count, ReadOnlySpan<byte> secret, RandomSource random)
    {
        var shares = new byte[count][];
        for (var index = 0; index < count; index++)
        {
            shares[index] = new byte[secret.Length];
        }

        if (threshold == 1)
        {
            foreach (var share in shares)
            {
                secret.CopyTo(share);
            }

            return shares;
        }

        // The points that fix the polynomial: random shares, the digest, the secret.
        var points = new byte[threshold][];
        var indexes = new byte[threshold];
        for (var index = 0; index < threshold - 2; index++)
        {
            random.Fill(shares[index]);
            (points[index], indexes[index]) = (shares[index], (byte)index);
        }

        var digest = new byte[secret.Length];
        random.Fill(digest.AsSpan(DigestSize));
        WriteDigest(secret, digest.AsSpan(DigestSize), digest);
        var copy = secret.ToArray();
        (points[^2], indexes[^2]) = (digest, DigestIndex);
        (points[^1], indexes[^1]) = (copy, SecretIndex);
        for (var index = threshold - 2; index < count; index++)
        {
            Interpolate((byte)index, indexes, points, shares[index]);
        }

        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(copy);
        return shares;
    }

    /// <summary>Recovers a secret from exactly as many shares as are needed; null when their digest is wrong.</summary>
    public static byte[]? TryRecover(ReadOnlySpan<byte> indexes, ReadOnlySpan<byte[]> shares)
    {
        var secret = new byte[shares[0].Length];
        if (shares.Length == 1)
        {
            shares[0].CopyTo(secret.AsSpan());
            return secret;
        }

        var digest = new byte[secret.Length];
        Span<byte> expected = stackalloc byte[DigestSize];
        Interpolate(SecretIndex, indexes, shares, secret);
        Interpolate(DigestIndex, indexes, shares, digest);
        WriteDigest(secret, digest.AsSpan(DigestSize), expected);
        var isRight = CryptographicOperations.FixedTimeEquals(expected, digest.AsSpan(0, DigestSize));
        CryptographicOperations.ZeroMemory(digest);
        if (!isRight)
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        return isRight ? secret : null;
    }

    /// <summary>The polynomial of lowest degree through the points, at <paramref name="x"/> (Lagrange).</summary>
    private static void Interpolate(byte x, ReadOnlySpan<byte> indexes, ReadOnlySpan<byte[]> points, Span<byte> result)
    {
        result.Clear();
        for (var i = 0; i < points.Length; i++)
        {
            byte numerator = 1;
            byte denominator = 1;
            for (var j = 0; j < points.Length; j++)
            {
                if (j != i)
                {
                    numerator = Multiply(numerator, (byte)(x ^ indexes[j]));
                    denominator = Multiply(denominator, (byte)(indexes[i] ^ indexes[j]));
                }
            }

            var coefficient = Multiply(numerator, Invert(denominator));
            for (var k = 0; k < result.Length; k++)
            {
                result[k] ^= Multiply(points[i][k], coefficient);
            }
        }
    }

    private static void WriteDigest(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> key, Span<byte> digest)
    {
        Span<byte> tag = stackalloc byte[32];
        MacAlgorithm.HmacSha256.Compute(key, secret, tag);
        tag[..DigestSize].CopyTo(digest);
        CryptographicOperations.ZeroMemory(tag);
    }

    /// <summary>The product modulo x^8 + x^4 + x^3 + x + 1.</summary>
    private static byte Multiply(byte left, byte right)
    {
        int product = 0;
        int shifted = left;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= shifted & -((right >> bit) & 1);
            shifted = (shifted << 1) ^ (0x11B & -((shifted >> 7) & 1));
        }

        return (byte)product;
    }

    /// <summary>The inverse as the power of 254.</summary>
    private static byte Invert(byte value)
    {
        byte result = 1;
        for (var bit = 7; bit >= 0; bit--)
        {
            result = Multiply(result, result);
            if (((254 >> bit) & 1) == 1)
            {
                result = Multiply(result, value);
            }
        }

        return result;
    }
}
