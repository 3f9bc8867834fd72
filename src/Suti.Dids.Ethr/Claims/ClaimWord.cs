// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>The 32 bytes of a key or value: as 64 hexadecimal digits after <c>0x</c>, or as a short text, filled with zeros, as Solidity has them.</summary>
internal static class ClaimWord
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static UInt256 Parse(string text, string place)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return text.Length == 2 + (2 * UInt256.Size) && Hex.TryDecodePrefixed(text, out var bytes)
                ? UInt256.FromBigEndian(bytes)
                : throw EthrOperations.Invalid(place, "must have 64 hexadecimal digits after 0x, or be a text.");
        }

        try
        {
            if (text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) && Strict.GetByteCount(text) <= UInt256.Size)
            {
                var word = new byte[UInt256.Size];
                Strict.GetBytes(text, word);
                return UInt256.FromBigEndian(word);
            }
        }
        catch (EncoderFallbackException)
        {
            // Half a surrogate pair.
        }

        throw EthrOperations.Invalid(place, "must be a text of 1 to 32 bytes in UTF-8, or 64 hexadecimal digits after 0x.");
    }

    public static string ToHex(UInt256 word) => Hex.EncodePrefixed(word.ToBigEndian());

    /// <summary>The text that the bytes are; null when they are none that a person could read.</summary>
    public static string? ToText(UInt256 word)
    {
        var bytes = word.ToBigEndian().AsSpan().TrimEnd((byte)0);
        try
        {
            var text = Strict.GetString(bytes);
            return text.Length > 0 && !text.Any(char.IsControl) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
