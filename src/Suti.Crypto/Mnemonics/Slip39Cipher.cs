// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The encryption of a master secret under a passphrase: a Feistel network of four rounds whose function is PBKDF2.</summary>
internal static class Slip39Cipher
{
    private const int Rounds = 4;
    private const int BaseIterations = 2500;

    public static void Encrypt(Span<byte> secret, ReadOnlySpan<byte> passphrase, int exponent, int identifier, bool isExtendable)
    {
        for (var round = 0; round < Rounds; round++)
        {
            ApplyRound(round, secret, passphrase, exponent, identifier, isExtendable);
        }

        SwapHalves(secret);
    }

    public static void Decrypt(Span<byte> secret, ReadOnlySpan<byte> passphrase, int exponent, int identifier, bool isExtendable)
    {
        for (var round = Rounds - 1; round >= 0; round--)
        {
            ApplyRound(round, secret, passphrase, exponent, identifier, isExtendable);
        }

        SwapHalves(secret);
    }

    /// <summary>(L, R) becomes (R, L xor F(i, R)).</summary>
    private static void ApplyRound(
        int round, Span<byte> secret, ReadOnlySpan<byte> passphrase, int exponent, int identifier, bool isExtendable)
    {
        var half = secret.Length / 2;
        ReadOnlySpan<byte> right = secret[half..];
        byte[] password = [(byte)round, .. passphrase];
        Span<byte> prefix = stackalloc byte[8];
        "shamir"u8.CopyTo(prefix);
        BinaryPrimitives.WriteUInt16BigEndian(prefix[6..], (ushort)identifier);
        byte[] salt = [.. isExtendable ? default : prefix, .. right];
        var mask = Pbkdf2.HmacSha256.DeriveKey(password, salt, BaseIterations << exponent, half);
        for (var index = 0; index < half; index++)
        {
            var left = secret[index];
            secret[index] = secret[half + index];
            secret[half + index] = (byte)(left ^ mask[index]);
        }

        CryptographicOperations.ZeroMemory(password);
        CryptographicOperations.ZeroMemory(salt);
        CryptographicOperations.ZeroMemory(mask);
    }

    private static void SwapHalves(Span<byte> secret)
    {
        var half = secret.Length / 2;
        for (var index = 0; index < half; index++)
        {
            (secret[index], secret[half + index]) = (secret[half + index], secret[index]);
        }
    }
}
