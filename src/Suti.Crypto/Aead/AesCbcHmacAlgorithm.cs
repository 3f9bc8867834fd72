// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES-CBC and HMAC (RFC 7518 section 5.2): half of the key is for each, the MAC covers associated data, initialization vector,
/// ciphertext and the length of the associated data, and half of it is the tag.
/// </summary>
internal sealed class AesCbcHmacAlgorithm(string name, int keySize, MacAlgorithm mac)
    : AeadAlgorithm(name, keySize, AesCbc.IvSize, keySize / 2, KnownTag(keySize))
{
    private const int LengthSize = sizeof(ulong);
    private const int MaxTagSize = 64;

    public override int GetCiphertextSize(int plaintextSize) => AesCbc.GetCiphertextSize(plaintextSize);

    private protected override void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        AesCbc.EncryptCore(key[TagSize..], nonce, plaintext, ciphertext);
        ComputeTag(key[..TagSize], nonce, associatedData, ciphertext, tag);
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
        bytesWritten = 0;
        if (ciphertext.IsEmpty || ciphertext.Length % AesCbc.IvSize != 0)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[MaxTagSize];
        expected = expected[..TagSize];
        ComputeTag(key[..TagSize], nonce, associatedData, ciphertext, expected);
        var isRight = CryptographicOperations.FixedTimeEquals(expected, tag);
        CryptographicOperations.ZeroMemory(expected);

        // Nothing is decrypted before the tag is right, so the padding cannot be probed.
        return isRight && AesCbc.TryDecryptCore(key[TagSize..], nonce, ciphertext, plaintext, out bytesWritten);
    }

    private static string KnownTag(int keySize) => keySize switch
    {
        32 => "885cfbf7e8577c8007c46315b7df78ba",
        48 => "84380f773c5040fd11e92d3ca4642cf7ff5ebeb16c437b28",
        _ => "8d71c8aa2d4fb6f606ba857f2e0596ba43ad7753b57a1486333ec84d226afa67",
    };

    private void ComputeTag(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> tag)
    {
        // Put together in one pooled buffer, because the platform's MAC in one go is several times faster than in pieces.
        var size = checked(associatedData.Length + iv.Length + ciphertext.Length + LengthSize);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        var input = rented.AsSpan(0, size);
        associatedData.CopyTo(input);
        iv.CopyTo(input[associatedData.Length..]);
        ciphertext.CopyTo(input[(associatedData.Length + iv.Length)..]);
        BinaryPrimitives.WriteUInt64BigEndian(input[^LengthSize..], (ulong)associatedData.Length * 8);

        Span<byte> whole = stackalloc byte[MaxTagSize];
        whole = whole[..mac.TagSize];
        mac.Compute(key, input, whole);
        whole[..TagSize].CopyTo(tag);
        CryptographicOperations.ZeroMemory(whole);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
