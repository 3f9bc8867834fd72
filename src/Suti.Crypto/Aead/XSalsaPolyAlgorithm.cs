// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// XSalsa20-Poly1305, as NaCl's <c>secretbox</c> has it: the first half block of the stream is the key of the MAC, the message
/// starts in its middle. There is no associated data.
/// </summary>
internal sealed class XSalsaPolyAlgorithm()
    : AeadAlgorithm("XSalsa20-Poly1305", Salsa20.KeySize, ExtendedNonceSize, Poly1305.TagSize, KnownTag)
{
    public const int ExtendedNonceSize = 24;

    private const string KnownTag = "0c84897f207a6349b0507c5cba7b70b9";

    private protected override void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        RequireNone(associatedData);
        Span<byte> derivedKey = stackalloc byte[Salsa20.KeySize];
        Span<byte> stream = stackalloc byte[Salsa20.BlockSize];
        Salsa20.Hash(key, nonce[..Salsa20.HashNonceSize], derivedKey);
        nonce = nonce[Salsa20.HashNonceSize..];
        Salsa20.WriteBlock(derivedKey, nonce, 0, stream);
        var poly = new Poly1305(stream);
        Transform(derivedKey, nonce, stream, plaintext, ciphertext);
        poly.AppendLast(ciphertext);
        poly.Finish(tag);
        CryptographicOperations.ZeroMemory(derivedKey);
        CryptographicOperations.ZeroMemory(stream);
    }

    private protected override bool TryDecryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        out int bytesWritten)
    {
        RequireNone(associatedData);
        Span<byte> derivedKey = stackalloc byte[Salsa20.KeySize];
        Span<byte> stream = stackalloc byte[Salsa20.BlockSize];
        Span<byte> expected = stackalloc byte[Poly1305.TagSize];
        Salsa20.Hash(key, nonce[..Salsa20.HashNonceSize], derivedKey);
        nonce = nonce[Salsa20.HashNonceSize..];
        Salsa20.WriteBlock(derivedKey, nonce, 0, stream);
        var poly = new Poly1305(stream);
        poly.AppendLast(ciphertext);
        poly.Finish(expected);
        var isRight = CryptographicOperations.FixedTimeEquals(expected, tag);
        if (isRight)
        {
            Transform(derivedKey, nonce, stream, ciphertext, plaintext);
        }

        CryptographicOperations.ZeroMemory(derivedKey);
        CryptographicOperations.ZeroMemory(stream);
        CryptographicOperations.ZeroMemory(expected);
        bytesWritten = isRight ? ciphertext.Length : 0;
        return isRight;
    }

    /// <summary>Combines the message with the stream, whose first block is given.</summary>
    private static void Transform(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> stream, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var available = stream[Poly1305.KeySize..];
        for (ulong counter = 1; ; counter++)
        {
            var size = Math.Min(input.Length, available.Length);
            for (var index = 0; index < size; index++)
            {
                output[index] = (byte)(input[index] ^ available[index]);
            }

            if (size == input.Length)
            {
                return;
            }

            input = input[size..];
            output = output[size..];
            Salsa20.WriteBlock(key, nonce, counter, stream);
            available = stream;
        }
    }

    private static void RequireNone(ReadOnlySpan<byte> associatedData)
    {
        if (!associatedData.IsEmpty)
        {
            throw new ArgumentException("XSalsa20-Poly1305 takes no associated data.", nameof(associatedData));
        }
    }
}
