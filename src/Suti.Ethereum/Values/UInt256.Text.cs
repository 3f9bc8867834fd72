// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <content>Texts: decimal, and hexadecimal with <c>0x</c>.</content>
public readonly partial struct UInt256 : ISpanParsable<UInt256>, ISpanFormattable
{
    /// <summary>2^256 - 1 has this many decimal digits.</summary>
    private const int MaxDecimalDigits = 78;

    private const int MaxHexDigits = 64;

    private const ulong TenTo19 = 10_000_000_000_000_000_000;

    /// <summary>Reads decimal digits, or hexadecimal ones after <c>0x</c>. No sign, no separators, no white space.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt256 value)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return TryParseHex(text[2..], out value);
        }

        value = default;
        if (text.IsEmpty)
        {
            return false;
        }

        text = text.TrimStart('0');
        if (text.Length > MaxDecimalDigits)
        {
            return false;
        }

        ulong part = 0;
        ulong scale = 1;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                value = default;
                return false;
            }

            part = (part * 10) + (ulong)(digit - '0');
            scale *= 10;
            if (scale == TenTo19 && !TryAppend(ref value, ref part, ref scale))
            {
                return false;
            }
        }

        return TryAppend(ref value, ref part, ref scale);
    }

    /// <summary>Reads decimal digits, or hexadecimal ones after <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is not a number of 256 bits.</exception>
    public static UInt256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException("The text is not an unsigned number of 256 bits.");

    /// <inheritdoc/>
    static UInt256 ISpanParsable<UInt256>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool ISpanParsable<UInt256>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UInt256 result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    static UInt256 IParsable<UInt256>.Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s);
    }

    /// <inheritdoc/>
    static bool IParsable<UInt256>.TryParse(string? s, IFormatProvider? provider, out UInt256 result) => TryParse(s, out result);

    /// <summary>Decimal digits.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxDecimalDigits];
        TryFormatDecimal(text, out var written);
        return new string(text[..written]);
    }

    /// <summary>The shortest hexadecimal digits after <c>0x</c>, as JSON-RPC writes quantities.</summary>
    public string ToHex()
    {
        Span<char> text = stackalloc char[MaxHexDigits + 2];
        TryFormatHex(text, out var written);
        return new string(text[..written]);
    }

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => format is "x" ? ToHex() : ToString();

    /// <inheritdoc/>
    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        format is "x" ? TryFormatHex(destination, out charsWritten) : TryFormatDecimal(destination, out charsWritten);

    private static bool TryParseHex(ReadOnlySpan<char> digits, out UInt256 value)
    {
        value = default;
        if (digits.IsEmpty)
        {
            return false;
        }

        digits = digits.TrimStart('0');
        if (digits.Length > MaxHexDigits)
        {
            return false;
        }

        Span<ulong> words = stackalloc ulong[4];
        words.Clear();
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[digits.Length - 1 - index];
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            words[index >> 4] |= (ulong)HexValue(digit) << ((index & 15) * 4);
        }

        value = new UInt256(words[3], words[2], words[1], words[0]);
        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool TryAppend(ref UInt256 value, ref ulong part, ref ulong scale)
    {
        ulong carry = part;
        var w0 = Step(value._w0, scale, ref carry);
        var w1 = Step(value._w1, scale, ref carry);
        var w2 = Step(value._w2, scale, ref carry);
        var w3 = Step(value._w3, scale, ref carry);
        value = carry == 0 ? new UInt256(w3, w2, w1, w0) : default;
        (part, scale) = (0, 1);
        return carry == 0;

        static ulong Step(ulong word, ulong scale, ref ulong carry)
        {
            var sum = ((UInt128)word * scale) + carry;
            carry = (ulong)(sum >> 64);
            return (ulong)sum;
        }
    }

    private bool TryFormatDecimal(Span<char> destination, out int charsWritten)
    {
        Span<char> digits = stackalloc char[MaxDecimalDigits + 19];
        var at = digits.Length;
        var rest = this;
        do
        {
            rest = DivRem(rest, TenTo19, out var part);
            for (var count = 0; rest.IsZero ? part != 0 : count < 19; count++)
            {
                (part, var digit) = Math.DivRem(part, 10);
                digits[--at] = (char)('0' + digit);
            }
        }
        while (!rest.IsZero);
        if (at == digits.Length)
        {
            digits[--at] = '0';
        }

        return TryCopy(digits[at..], destination, out charsWritten);
    }

    private bool TryFormatHex(Span<char> destination, out int charsWritten)
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteBigEndian(bytes);
        Span<char> digits = stackalloc char[MaxHexDigits];
        Encodings.Hex.Encode(bytes, digits);
        var start = Math.Min(MaxHexDigits - ((BitLength + 3) / 4), MaxHexDigits - 1);
        Span<char> text = stackalloc char[MaxHexDigits + 2];
        "0x".CopyTo(text);
        digits[start..].CopyTo(text[2..]);
        return TryCopy(text[..(2 + MaxHexDigits - start)], destination, out charsWritten);
    }

    private static bool TryCopy(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten)
    {
        charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
        return charsWritten != 0;
    }
}
