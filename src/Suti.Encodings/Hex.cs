// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Suti.Encodings;

/// <summary>
/// Base16 (RFC 4648 section 8): writes lower case, reads both cases. A <c>0x</c> in front is read only where it is asked for.
/// </summary>
public static class Hex
{
    private const string FormatName = "hexadecimal";
    private const string Prefix = "0x";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Encodes to lower case.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Encodes to lower case with <c>0x</c> in front, as Ethereum writes bytes.</summary>
    public static string EncodePrefixed(ReadOnlySpan<byte> bytes) =>
        string.Create((bytes.Length * 2) + Prefix.Length, bytes, static (text, bytes) =>
        {
            Prefix.CopyTo(text);
            Convert.TryToHexStringLower(bytes, text[Prefix.Length..], out _);
        });

    /// <summary>Encodes to lower case into <paramref name="destination"/> and returns the number of characters written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<char> destination) =>
        Convert.TryToHexStringLower(bytes, destination, out var written)
            ? written
            : throw new ArgumentException("The destination is too small.", nameof(destination));

    /// <summary>Decodes a text without prefix.</summary>
    /// <exception cref="FormatException">The text is not hexadecimal.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryCheck(text, out var fault) ? Convert.FromHexString(text) : throw fault.ToException(FormatName);

    /// <summary>Decodes a text that has <c>0x</c> in front.</summary>
    /// <exception cref="FormatException">The text is not hexadecimal, or has no prefix.</exception>
    public static byte[] DecodePrefixed(ReadOnlySpan<char> text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? Decode(text[Prefix.Length..])
        : throw new InputFault("no 0x", 0).ToException(FormatName);

    /// <summary>Decodes a text without prefix that may come from anywhere.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = TryCheck(text, out _) ? Convert.FromHexString(text) : null;
        return bytes is not null;
    }

    /// <summary>Decodes a text with <c>0x</c> in front that may come from anywhere.</summary>
    public static bool TryDecodePrefixed(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && TryDecode(text[Prefix.Length..], out bytes);
    }

    /// <summary>
    /// Decodes a text without prefix that may come from anywhere into <paramref name="destination"/>; false also when the
    /// destination is too small.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int bytesWritten) =>
        Convert.FromHexString(text, destination, out _, out bytesWritten) == OperationStatus.Done;

    private static bool TryCheck(ReadOnlySpan<char> text, out InputFault fault)
    {
        var invalidAt = text.IndexOfAnyExcept(Digits);
        fault = invalidAt >= 0 ? new InputFault("a character that is no digit", invalidAt)
            : text.Length % 2 != 0 ? new InputFault("half a byte", text.Length - 1)
            : default;
        return fault.What is null;
    }
}
