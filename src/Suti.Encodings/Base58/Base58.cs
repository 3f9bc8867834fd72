// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Suti.Encodings;

/// <summary>
/// Base58 with the Bitcoin alphabet. The time it takes depends on the content; text of more than 16,384 characters is refused,
/// because the work grows with the square of its length.
/// </summary>
public static class Base58
{
    private const string FormatName = "base58";
    private const int StackSize = 256;

    private static readonly DigitAlphabet Bitcoin = new("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

    /// <summary>The greatest number of characters that <paramref name="byteCount"/> bytes can become.</summary>
    public static int GetMaxEncodedLength(int byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteCount);
        return PositionalEncoding<Radix58>.GetMaxEncodedLength(byteCount);
    }

    /// <summary>Encodes to a string.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var maxLength = GetMaxEncodedLength(bytes.Length);
        var rented = maxLength > StackSize ? ArrayPool<char>.Shared.Rent(maxLength) : null;
        var text = rented ?? stackalloc char[StackSize];
        var encoded = new string(text[..PositionalEncoding<Radix58>.Encode(bytes, Bitcoin, text)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }

        return encoded;
    }

    /// <summary>Encodes into <paramref name="destination"/> and returns the number of characters written.</summary>
    /// <exception cref="ArgumentException">The destination is smaller than <see cref="GetMaxEncodedLength"/>.</exception>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<char> destination) =>
        destination.Length >= GetMaxEncodedLength(bytes.Length)
            ? PositionalEncoding<Radix58>.Encode(bytes, Bitcoin, destination)
            : throw new ArgumentException("The destination is too small.", nameof(destination));

    /// <summary>Decodes a text.</summary>
    /// <exception cref="FormatException">The text is not base58.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryDecode(text, out var bytes, out var fault) ? bytes : throw fault.ToException(FormatName);

    /// <summary>Decodes a text that may come from anywhere.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes) =>
        TryDecode(text, out bytes, out _);

    /// <summary>
    /// Decodes a text that may come from anywhere into <paramref name="destination"/>; false also when the destination is too
    /// small.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        var rented = Rent(text.Length);
        var bytes = rented ?? stackalloc byte[StackSize];
        var decoded = PositionalEncoding<Radix58>.TryDecode(text, Bitcoin, bytes, out var length, out _)
            && length <= destination.Length;
        if (decoded)
        {
            bytes[..length].CopyTo(destination);
            bytesWritten = length;
        }

        Return(rented);
        return decoded;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes, out InputFault fault)
    {
        var rented = Rent(text.Length);
        var destination = rented ?? stackalloc byte[StackSize];
        bytes = PositionalEncoding<Radix58>.TryDecode(text, Bitcoin, destination, out var length, out fault)
            ? destination[..length].ToArray()
            : null;
        Return(rented);
        return bytes is not null;
    }

    private static byte[]? Rent(int textLength) => textLength > StackSize
        ? ArrayPool<byte>.Shared.Rent(Math.Min(textLength, PositionalEncoding<Radix58>.MaxTextLength))
        : null;

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
