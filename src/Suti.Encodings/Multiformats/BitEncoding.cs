// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>
/// Bases whose digits hold a whole number of bits (RFC 4648): base2, base8, base16, the base32 family and base64. Strict: unused
/// bits are zero and padding is exactly as encoded.
/// </summary>
internal sealed class BitEncoding(string characters, int bitsPerDigit, bool ignoreCase = false, bool padded = false)
{
    private const char Padding = '=';

    private readonly DigitAlphabet _alphabet = new(characters, ignoreCase);

    // Padding fills the text up to where digits and bytes end together: 8 digits for base32, 4 for base64.
    private readonly int _groupSize = bitsPerDigit == 5 ? 8 : 4;

    public string Encode(ReadOnlySpan<byte> bytes)
    {
        var digits = (int)((((long)bytes.Length * 8) + bitsPerDigit - 1) / bitsPerDigit);
        return string.Create(GetPaddedLength(digits), bytes, (text, bytes) =>
        {
            var position = 0;
            uint pending = 0;
            var pendingBits = 0;
            foreach (var next in bytes)
            {
                pending = (pending << 8) | next;
                pendingBits += 8;
                while (pendingBits >= bitsPerDigit)
                {
                    pendingBits -= bitsPerDigit;
                    text[position++] = characters[(int)(pending >> pendingBits) & ((1 << bitsPerDigit) - 1)];
                }
            }

            if (pendingBits > 0)
            {
                text[position++] = characters[(int)(pending << (bitsPerDigit - pendingBits)) & ((1 << bitsPerDigit) - 1)];
            }

            text[position..].Fill(Padding);
        });
    }

    public byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault)
    {
        var digits = padded ? text.TrimEnd(Padding) : text;
        var bytes = new byte[(int)((long)digits.Length * bitsPerDigit / 8)];
        var written = 0;
        uint pending = 0;
        var pendingBits = 0;
        for (var position = 0; position < digits.Length; position++)
        {
            var value = _alphabet.ValueOf(digits[position]);
            if (value == DigitAlphabet.NoDigit)
            {
                fault = new InputFault("a character outside the alphabet", position);
                return null;
            }

            pending = (pending << bitsPerDigit) | value;
            pendingBits += bitsPerDigit;
            if (pendingBits >= 8)
            {
                pendingBits -= 8;
                bytes[written++] = (byte)(pending >> pendingBits);
            }
        }

        fault = pendingBits >= bitsPerDigit ? new InputFault("a last character that holds no byte", digits.Length - 1)
            : (pending & ((1U << pendingBits) - 1)) != 0 ? new InputFault("unused bits that are not zero", digits.Length - 1)
            : text.Length != GetPaddedLength(digits.Length) ? new InputFault("too little or too much padding", digits.Length)
            : default;
        return fault.What is null ? bytes : null;
    }

    private int GetPaddedLength(int digits) => padded ? (digits + _groupSize - 1) / _groupSize * _groupSize : digits;
}
