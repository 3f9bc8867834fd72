// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;

namespace Suti.Encodings;

/// <summary>Numbers as ECMAScript's <c>Number::toString</c> writes them (RFC 8785 section 3.2.2.3).</summary>
internal static class EcmaScriptNumber
{
    /// <summary>No number is longer: a sign, 17 digits, a point, and <c>e-324</c>, or 21 digits with <c>0.00000</c>.</summary>
    public const int MaxSize = 32;

    private const int MaxDigits = 17;
    private const int MaxPlainExponent = 21;
    private const int MinPlainExponent = -6;

    /// <summary>Writes a finite number and returns its size; <paramref name="destination"/> has room for the longest.</summary>
    public static int Write(double value, Span<byte> destination)
    {
        // Both zeros are written the same.
        if (value == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        var sign = 0;
        if (value < 0)
        {
            destination[sign++] = (byte)'-';
            value = -value;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        var count = GetShortestDigits(value, digits, out var exponent);
        return sign + LayOut(digits[..count], exponent, destination[sign..]);
    }

    /// <summary>
    /// The fewest digits that read back as the same number, which the platform finds too, and the exponent of ten that the
    /// fraction <c>0.digits</c> is multiplied with.
    /// </summary>
    private static int GetShortestDigits(double value, Span<byte> digits, out int exponent)
    {
        Span<byte> text = stackalloc byte[MaxSize];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text = text[..length];

        exponent = 0;
        var exponentAt = text.IndexOf((byte)'E');
        if (exponentAt >= 0)
        {
            exponent = int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..exponentAt];
        }

        var pointAt = text.IndexOf((byte)'.');
        exponent += pointAt < 0 ? text.Length : pointAt;
        var count = 0;
        foreach (var character in text)
        {
            if (character == '.')
            {
                continue;
            }

            if (count == 0 && character == '0')
            {
                // A zero in front of the first digit that counts.
                exponent--;
                continue;
            }

            digits[count++] = character;
            if (count == digits.Length)
            {
                break;
            }
        }

        return digits[..count].TrimEnd((byte)'0').Length;
    }

    private static int LayOut(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        if (exponent is <= MinPlainExponent or > MaxPlainExponent)
        {
            return LayOutWithExponent(digits, exponent - 1, destination);
        }

        if (exponent <= 0)
        {
            "0."u8.CopyTo(destination);
            destination.Slice(2, -exponent).Fill((byte)'0');
            digits.CopyTo(destination[(2 - exponent)..]);
            return 2 - exponent + digits.Length;
        }

        if (digits.Length <= exponent)
        {
            digits.CopyTo(destination);
            destination[digits.Length..exponent].Fill((byte)'0');
            return exponent;
        }

        digits[..exponent].CopyTo(destination);
        destination[exponent] = (byte)'.';
        digits[exponent..].CopyTo(destination[(exponent + 1)..]);
        return digits.Length + 1;
    }

    private static int LayOutWithExponent(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        destination[0] = digits[0];
        var length = 1;
        if (digits.Length > 1)
        {
            destination[length++] = (byte)'.';
            digits[1..].CopyTo(destination[length..]);
            length += digits.Length - 1;
        }

        destination[length++] = (byte)'e';
        destination[length++] = (byte)(exponent < 0 ? '-' : '+');
        Utf8Formatter.TryFormat(Math.Abs(exponent), destination[length..], out var written);
        return length + written;
    }
}
