// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PlatformBase64Url = System.Buffers.Text.Base64Url;

namespace Suti.Encodings;

/// <summary>
/// Base64url without padding, as RFC 7515 section 2 has it, and strictly: no padding, no whitespace, no other alphabet, and the
/// unused bits of the last character are zero (RFC 4648 section 3.5). So each byte string has exactly one text.
/// </summary>
public static class Base64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string FormatName = "base64url";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);
    private static readonly SearchValues<byte> Utf8Characters = SearchValues.Create(Encoding.ASCII.GetBytes(Alphabet));

    /// <summary>The characters that last in a text whose last group has two (index 0) or three (index 1) characters.</summary>
    private static readonly SearchValues<char>[] LastCharacters =
        [SearchValues.Create("AQgw"), SearchValues.Create("AEIMQUYcgkosw048")];

    /// <summary>The number of characters that <paramref name="byteCount"/> bytes become.</summary>
    public static int GetEncodedLength(int byteCount) => PlatformBase64Url.GetEncodedLength(byteCount);

    /// <summary>The number of bytes that a valid text of <paramref name="length"/> characters becomes.</summary>
    public static int GetDecodedLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return (int)((long)length * 3 / 4);
    }

    /// <summary>Encodes to a string.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => PlatformBase64Url.EncodeToString(bytes);

    /// <summary>Encodes into <paramref name="destination"/> and returns the number of characters written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<char> destination) =>
        PlatformBase64Url.EncodeToChars(bytes, destination);

    /// <summary>Encodes into <paramref name="destination"/> as UTF-8 and returns the number of bytes written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int EncodeToUtf8(ReadOnlySpan<byte> bytes, Span<byte> destination) =>
        PlatformBase64Url.EncodeToUtf8(bytes, destination);

    /// <summary>Decodes a text.</summary>
    /// <exception cref="FormatException">The text is not strict base64url.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryCheck(text, out var fault) ? DecodeChecked(text) : throw fault.ToException(FormatName);

    /// <summary>Decodes a UTF-8 text.</summary>
    /// <exception cref="FormatException">The text is not strict base64url.</exception>
    public static byte[] DecodeFromUtf8(ReadOnlySpan<byte> text) =>
        TryCheck(text, out var fault) ? DecodeChecked(text) : throw fault.ToException(FormatName);

    /// <summary>Decodes a text into <paramref name="destination"/> and returns the number of bytes written.</summary>
    /// <exception cref="FormatException">The text is not strict base64url.</exception>
    /// <exception cref="ArgumentException">The destination is smaller than <see cref="GetDecodedLength"/>.</exception>
    public static int Decode(ReadOnlySpan<char> text, Span<byte> destination) => TryCheck(text, out var fault)
        ? PlatformBase64Url.DecodeFromChars(text, Sized(text.Length, destination))
        : throw fault.ToException(FormatName);

    /// <summary>Decodes a UTF-8 text into <paramref name="destination"/> and returns the number of bytes written.</summary>
    /// <exception cref="FormatException">The text is not strict base64url.</exception>
    /// <exception cref="ArgumentException">The destination is smaller than <see cref="GetDecodedLength"/>.</exception>
    public static int DecodeFromUtf8(ReadOnlySpan<byte> text, Span<byte> destination) => TryCheck(text, out var fault)
        ? PlatformBase64Url.DecodeFromUtf8(text, Sized(text.Length, destination))
        : throw fault.ToException(FormatName);

    /// <summary>Decodes a text that may come from anywhere; false when it is not strict base64url.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes) =>
        TryDecode(text, out bytes, out _);

    /// <summary>Decodes a UTF-8 text that may come from anywhere; false when it is not strict base64url.</summary>
    public static bool TryDecodeFromUtf8(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = TryCheck(text, out _) ? DecodeChecked(text) : null;
        return bytes is not null;
    }

    /// <summary>
    /// Decodes a text that may come from anywhere into <paramref name="destination"/>; false when it is not strict base64url or
    /// when the destination is too small.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        return destination.Length >= GetDecodedLength(text.Length)
            && TryCheck(text, out _)
            && PlatformBase64Url.TryDecodeFromChars(text, destination, out bytesWritten);
    }

    /// <summary>
    /// Decodes a UTF-8 text that may come from anywhere into <paramref name="destination"/>; false when it is not strict
    /// base64url or when the destination is too small.
    /// </summary>
    public static bool TryDecodeFromUtf8(ReadOnlySpan<byte> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        return destination.Length >= GetDecodedLength(text.Length)
            && TryCheck(text, out _)
            && PlatformBase64Url.TryDecodeFromUtf8(text, destination, out bytesWritten);
    }

    /// <summary>Whether a UTF-8 text is strict base64url.</summary>
    public static bool IsValidUtf8(ReadOnlySpan<byte> text) => TryCheck(text, out _);

    /// <summary>Whether a text is strict base64url.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => TryCheck(text, out _);

    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes, out InputFault fault)
    {
        bytes = TryCheck(text, out fault) ? DecodeChecked(text) : null;
        return bytes is not null;
    }

    private static byte[] DecodeChecked(ReadOnlySpan<char> text)
    {
        var bytes = new byte[GetDecodedLength(text.Length)];
        PlatformBase64Url.DecodeFromChars(text, bytes);
        return bytes;
    }

    private static byte[] DecodeChecked(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[GetDecodedLength(text.Length)];
        PlatformBase64Url.DecodeFromUtf8(text, bytes);
        return bytes;
    }

    private static Span<byte> Sized(int textLength, Span<byte> destination) =>
        destination.Length >= GetDecodedLength(textLength)
            ? destination
            : throw new ArgumentException("The destination is smaller than the decoded text.", nameof(destination));

    // The platform's decoder is fast but skips whitespace and padding. What these checks let through it decodes exactly.
    private static bool TryCheck(ReadOnlySpan<char> text, out InputFault fault) =>
        TryCheck(text.IndexOfAnyExcept(Characters), text.Length, text.IsEmpty ? 'A' : text[^1], out fault);

    private static bool TryCheck(ReadOnlySpan<byte> text, out InputFault fault) =>
        TryCheck(text.IndexOfAnyExcept(Utf8Characters), text.Length, text.IsEmpty ? 'A' : (char)text[^1], out fault);

    private static bool TryCheck(int invalidAt, int length, char last, out InputFault fault)
    {
        var inLastGroup = length % 4;
        fault = invalidAt >= 0 ? new InputFault("a character outside the alphabet", invalidAt)
            : inLastGroup == 1 ? new InputFault("a lone last character", length - 1)
            : inLastGroup >= 2 && !LastCharacters[inLastGroup - 2].Contains(last)
                ? new InputFault("unused bits that are not zero", length - 1)
            : default;
        return fault.What is null;
    }
}
