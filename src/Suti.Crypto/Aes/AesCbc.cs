// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES in CBC mode with the padding of PKCS#7 (NIST SP 800-38A; RFC 5652 section 6.3). It hides but does not authenticate: who
/// can ask whether a ciphertext decrypts can learn the plaintext. For formats that put a MAC around it; new designs take an
/// <see cref="AeadAlgorithm"/>.
/// </summary>
public static class AesCbc
{
    /// <summary>The size of an initialization vector in bytes.</summary>
    public const int IvSize = AesCipher.BlockSize;

    /// <summary>The size of the ciphertext of a plaintext of <paramref name="plaintextSize"/> bytes: the next whole block.</summary>
    public static int GetCiphertextSize(int plaintextSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plaintextSize);
        return checked(((plaintextSize / AesCipher.BlockSize) + 1) * AesCipher.BlockSize);
    }

    /// <summary>Encrypts. The key has 16, 24 or 32 bytes; <paramref name="iv"/> must be unpredictable.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public static void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        RequireKey(key);
        if (iv.Length != IvSize)
        {
            throw new ArgumentException($"An initialization vector has {IvSize} bytes.", nameof(iv));
        }

        if (ciphertext.Length != GetCiphertextSize(plaintext.Length))
        {
            throw new ArgumentException("The destination has another size than the ciphertext.", nameof(ciphertext));
        }

        EncryptCore(key, iv, plaintext, ciphertext);
    }

    /// <summary>Encrypts. The key has 16, 24 or 32 bytes; <paramref name="iv"/> must be unpredictable.</summary>
    /// <exception cref="ArgumentException">A span has a wrong size.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext)
    {
        var ciphertext = new byte[GetCiphertextSize(plaintext.Length)];
        Encrypt(key, iv, plaintext, ciphertext);
        return ciphertext;
    }

    /// <summary>
    /// Decrypts into <paramref name="plaintext"/>, which holds at least as many bytes as the ciphertext. False, with nothing left
    /// behind, when a size or the padding is wrong; the time does not tell where the padding is.
    /// </summary>
    /// <exception cref="ArgumentException">The key has no AES size, or the destination is too small.</exception>
    public static bool TryDecrypt(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext,
        out int bytesWritten)
    {
        RequireKey(key);
        if (plaintext.Length < ciphertext.Length)
        {
            throw new ArgumentException("The destination is smaller than the ciphertext.", nameof(plaintext));
        }

        bytesWritten = 0;
        return iv.Length == IvSize
            && !ciphertext.IsEmpty
            && ciphertext.Length % AesCipher.BlockSize == 0
            && TryDecryptCore(key, iv, ciphertext, plaintext, out bytesWritten);
    }

    internal static void EncryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        bool forcePortable = false)
    {
        using var cipher = new AesCipher(key, forcePortable: forcePortable);
        var block = Vector128.Create(iv);
        while (plaintext.Length >= AesCipher.BlockSize)
        {
            block ^= Vector128.Create(plaintext);
            cipher.Transform(ref block);
            block.CopyTo(ciphertext);
            plaintext = plaintext[AesCipher.BlockSize..];
            ciphertext = ciphertext[AesCipher.BlockSize..];
        }

        Span<byte> last = stackalloc byte[AesCipher.BlockSize];
        last.Fill((byte)(AesCipher.BlockSize - plaintext.Length));
        plaintext.CopyTo(last);
        block ^= Vector128.Create(last);
        cipher.Transform(ref block);
        block.CopyTo(ciphertext);
        CryptographicOperations.ZeroMemory(last);
    }

    internal static bool TryDecryptCore(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext,
        out int bytesWritten,
        bool forcePortable = false)
    {
        using var cipher = new AesCipher(key, forDecryption: true, forcePortable);
        Span<Vector128<byte>> blocks = stackalloc Vector128<byte>[AesCipher.ParallelBlocks];
        var destination = plaintext;
        var previous = Vector128.Create(iv);
        var last = previous;
        for (var rest = ciphertext; !rest.IsEmpty;)
        {
            // All blocks of a batch are read before any is written, so that the destination may be the source.
            var batch = blocks[..Math.Min(rest.Length / AesCipher.BlockSize, blocks.Length)];
            rest[..(batch.Length * AesCipher.BlockSize)].CopyTo(MemoryMarshal.AsBytes(batch));
            var next = batch[^1];
            cipher.Transform(batch);
            for (var index = batch.Length - 1; index > 0; index--)
            {
                batch[index] ^= Vector128.Create(rest[((index - 1) * AesCipher.BlockSize)..]);
            }

            batch[0] ^= previous;
            (previous, last) = (next, batch[^1]);
            MemoryMarshal.AsBytes(batch).CopyTo(destination);
            rest = rest[(batch.Length * AesCipher.BlockSize)..];
            destination = destination[(batch.Length * AesCipher.BlockSize)..];
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(blocks));
        var padding = GetPaddingSize(last);
        bytesWritten = padding == 0 ? 0 : ciphertext.Length - padding;
        CryptographicOperations.ZeroMemory(plaintext[bytesWritten..ciphertext.Length]);
        return padding != 0;
    }

    /// <summary>The size of a right padding, 0 for a wrong one; looks at all bytes whatever they are.</summary>
    private static int GetPaddingSize(Vector128<byte> block)
    {
        int size = block.GetElement(AesCipher.BlockSize - 1);

        // Below zero, so with the highest bit set, when a check fails.
        var wrong = (size - 1) | (AesCipher.BlockSize - size);
        for (var index = 0; index < AesCipher.BlockSize; index++)
        {
            // All ones for the bytes of the padding: those at distance 0 to size - 1 from the end.
            var isPadding = (AesCipher.BlockSize - 1 - index - size) >> 31;
            wrong |= -((block.GetElement(index) ^ size) & isPadding);
        }

        return size & ~(wrong >> 31);
    }

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (!AesCipher.IsKeySize(key.Length))
        {
            throw new ArgumentException($"An AES key has 16, 24 or 32 bytes, not {key.Length}.", nameof(key));
        }
    }
}
