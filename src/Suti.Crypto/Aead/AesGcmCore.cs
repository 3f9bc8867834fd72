// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES-GCM (NIST SP 800-38D section 7) in managed code; nonces of any length but none.
/// </summary>
internal static class AesGcmCore
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private const int BlockSize = AesCipher.BlockSize;

    public static void Encrypt(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag,
        bool forcePortable = false)
    {
        using var cipher = new AesCipher(key, forcePortable: forcePortable);
        var hash = Start(in cipher, nonce, forcePortable, out var counter);
        Transform(in cipher, counter, plaintext, ciphertext);
        ComputeTag(in cipher, ref hash, counter, associatedData, ciphertext, tag);
    }

    public static bool TryDecrypt(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        bool forcePortable = false)
    {
        using var cipher = new AesCipher(key, forcePortable: forcePortable);
        var hash = Start(in cipher, nonce, forcePortable, out var counter);
        Span<byte> expected = stackalloc byte[TagSize];
        ComputeTag(in cipher, ref hash, counter, associatedData, ciphertext, expected);
        var isRight = CryptographicOperations.FixedTimeEquals(expected, tag);
        if (isRight)
        {
            Transform(in cipher, counter, ciphertext, plaintext);
        }

        CryptographicOperations.ZeroMemory(expected);
        return isRight;
    }

    /// <summary>The hash keyed, and the first counter block.</summary>
    private static GHash Start(
        scoped ref readonly AesCipher cipher, ReadOnlySpan<byte> nonce, bool forcePortable, out Vector128<byte> counter)
    {
        var hashKey = Vector128<byte>.Zero;
        cipher.Transform(ref hashKey);
        Span<byte> bytes = stackalloc byte[BlockSize];
        hashKey.CopyTo(bytes);
        var hash = new GHash(bytes, forcePortable);
        if (nonce.Length == NonceSize)
        {
            bytes.Clear();
            nonce.CopyTo(bytes);
            bytes[^1] = 1;
        }
        else
        {
            var nonceHash = hash;
            nonceHash.AppendPadded(nonce);
            nonceHash.AppendLengths(0, nonce.Length);
            nonceHash.Finish(bytes);
        }

        counter = Vector128.Create((ReadOnlySpan<byte>)bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return hash;
    }

    private static void ComputeTag(
        scoped ref readonly AesCipher cipher,
        ref GHash hash,
        Vector128<byte> counter,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> tag)
    {
        hash.AppendPadded(associatedData);
        hash.AppendPadded(ciphertext);
        hash.AppendLengths(associatedData.Length, ciphertext.Length);
        hash.Finish(tag);
        cipher.Transform(ref counter);
        (counter ^ Vector128.Create((ReadOnlySpan<byte>)tag)).CopyTo(tag);
    }

    /// <summary>Counter mode; the last four bytes count from the block behind the first.</summary>
    private static void Transform(
        scoped ref readonly AesCipher cipher, Vector128<byte> counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<Vector128<byte>> stream = stackalloc Vector128<byte>[AesCipher.ParallelBlocks];
        var number = ToBigEndian(counter.AsUInt32().GetElement(3));
        while (!input.IsEmpty)
        {
            var batch = stream[..Math.Min(stream.Length, (input.Length + BlockSize - 1) / BlockSize)];
            foreach (ref var item in batch)
            {
                item = counter.AsUInt32().WithElement(3, ToBigEndian(++number)).AsByte();
            }

            cipher.Transform(batch);
            var bytes = MemoryMarshal.AsBytes(batch);
            var size = Math.Min(bytes.Length, input.Length);
            var at = 0;
            for (; at + BlockSize <= size; at += BlockSize)
            {
                (Vector128.Create(input[at..]) ^ batch[at / BlockSize]).CopyTo(output[at..]);
            }

            for (; at < size; at++)
            {
                output[at] = (byte)(input[at] ^ bytes[at]);
            }

            input = input[size..];
            output = output[size..];
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(stream));
    }

    private static uint ToBigEndian(uint value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
