// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Encodings;

/// <summary>Base58 with a checksum behind the content: the first four bytes of its double SHA-256, as Bitcoin has it.</summary>
public static class Base58Check
{
    private const int ChecksumSize = 4;

    /// <summary>Encodes the content, version byte or bytes included.</summary>
    public static string Encode(ReadOnlySpan<byte> content)
    {
        var bytes = new byte[content.Length + ChecksumSize];
        content.CopyTo(bytes);
        WriteChecksum(content, bytes.AsSpan(content.Length));
        var text = Base58.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    /// <summary>Decodes a text and checks its checksum.</summary>
    /// <exception cref="FormatException">The text is not base58, or the checksum is wrong.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryRemoveChecksum(Base58.Decode(text), out var content)
            ? content
            : throw new FormatException("Not base58check: the checksum is wrong.");

    /// <summary>Decodes a text that may come from anywhere; false when it is not base58 or its checksum is wrong.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        return Base58.TryDecode(text, out var bytes) && TryRemoveChecksum(bytes, out content);
    }

    private static bool TryRemoveChecksum(byte[] bytes, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (bytes.Length >= ChecksumSize)
        {
            Span<byte> checksum = stackalloc byte[ChecksumSize];
            WriteChecksum(bytes.AsSpan(..^ChecksumSize), checksum);
            content = checksum.SequenceEqual(bytes.AsSpan(^ChecksumSize..)) ? bytes[..^ChecksumSize] : null;
        }

        CryptographicOperations.ZeroMemory(bytes);
        return content is not null;
    }

    private static void WriteChecksum(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        SHA256.HashData(hash, hash);
        hash[..ChecksumSize].CopyTo(destination);
    }
}
