// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Suti.Encodings;

/// <summary>
/// Bytes as one big number in some base, with a zero digit in front for each leading zero byte: base58, base36, base10. The work
/// grows with the square of the length, so hostile text is limited.
/// </summary>
internal static class PositionalEncoding<TRadix>
    where TRadix : IRadix
{
    /// <summary>The longest text that is decoded: some milliseconds of work.</summary>
    public const int MaxTextLength = 16 * 1024;

    private const int StackLimbs = 64;

    // Rounded up: how many digits a byte can take.
    private static readonly double DigitsPerByte = Math.Log(256) / Math.Log(TRadix.Radix);

    public static int GetMaxEncodedLength(int byteCount) => checked((int)Math.Ceiling(byteCount * DigitsPerByte) + 1);

    /// <summary>Encodes; <paramref name="destination"/> has room for <see cref="GetMaxEncodedLength"/>.</summary>
    public static int Encode(ReadOnlySpan<byte> bytes, DigitAlphabet alphabet, Span<char> destination)
    {
        var zeros = bytes.IndexOfAnyExcept((byte)0);
        zeros = zeros < 0 ? bytes.Length : zeros;
        destination[..zeros].Fill(alphabet.Characters[0]);
        bytes = bytes[zeros..];

        var maxLimbs = (GetMaxEncodedLength(bytes.Length) / TRadix.DigitsPerLimb) + 1;
        var rented = maxLimbs > StackLimbs ? ArrayPool<uint>.Shared.Rent(maxLimbs) : null;
        var limbs = rented ?? stackalloc uint[StackLimbs];
        var length = zeros + WriteDigits(limbs[..ToLimbs(bytes, limbs)], alphabet.Characters, destination[zeros..]);
        if (rented is not null)
        {
            ArrayPool<uint>.Shared.Return(rented, clearArray: true);
        }

        return length;
    }

    /// <summary>
    /// Decodes; <paramref name="destination"/> has room for as many bytes as the text has characters, of which it may use all.
    /// </summary>
    public static bool TryDecode(
        ReadOnlySpan<char> text, DigitAlphabet alphabet, Span<byte> destination, out int bytesWritten, out InputFault fault)
    {
        bytesWritten = 0;
        if (text.Length > MaxTextLength)
        {
            fault = new InputFault(string.Create(CultureInfo.InvariantCulture, $"more than {MaxTextLength} characters"), MaxTextLength);
            return false;
        }

        var zeros = text.IndexOfAnyExcept(alphabet.Characters[0]);
        zeros = zeros < 0 ? text.Length : zeros;
        destination[..zeros].Clear();

        var digits = text[zeros..];
        var maxWords = (digits.Length / sizeof(uint)) + 1;
        var rented = maxWords > StackLimbs ? ArrayPool<uint>.Shared.Rent(maxWords) : null;
        var words = rented ?? stackalloc uint[StackLimbs];
        var decoded = TryToWords(digits, alphabet, words, out var count, out var invalidAt);
        if (decoded)
        {
            bytesWritten = zeros + WriteBytes(words[..count], destination[zeros..]);
        }

        if (rented is not null)
        {
            ArrayPool<uint>.Shared.Return(rented, clearArray: true);
        }

        fault = decoded ? default : new InputFault("a character outside the alphabet", zeros + invalidAt);
        return decoded;
    }

    /// <summary>Turns bytes into limbs, the lowest first, and returns how many there are.</summary>
    private static int ToLimbs(ReadOnlySpan<byte> bytes, Span<uint> limbs)
    {
        var count = 0;
        while (!bytes.IsEmpty)
        {
            // The first word is the short one, so that all others are whole.
            var size = bytes.Length % sizeof(uint) is > 0 and var rest ? rest : sizeof(uint);
            ulong carry = 0;
            foreach (var next in bytes[..size])
            {
                carry = (carry << 8) | next;
            }

            bytes = bytes[size..];
            for (var index = 0; index < count; index++)
            {
                carry |= (ulong)limbs[index] << 32;
                var quotient = carry / TRadix.LimbModulus;
                limbs[index] = (uint)(carry - (quotient * TRadix.LimbModulus));
                carry = quotient;
            }

            for (; carry != 0; carry /= TRadix.LimbModulus)
            {
                limbs[count++] = (uint)(carry % TRadix.LimbModulus);
            }
        }

        return count;
    }

    private static int WriteDigits(ReadOnlySpan<uint> limbs, string characters, Span<char> destination)
    {
        if (limbs.IsEmpty)
        {
            return 0;
        }

        // The highest limb without the zeros in front of it, all others whole.
        var top = limbs[^1];
        var topLength = 0;
        for (var rest = top; rest != 0; rest /= TRadix.Radix)
        {
            topLength++;
        }

        WriteLimb(top, characters, destination[..topLength]);
        var length = topLength;
        for (var index = limbs.Length - 2; index >= 0; index--)
        {
            WriteLimb(limbs[index], characters, destination.Slice(length, TRadix.DigitsPerLimb));
            length += TRadix.DigitsPerLimb;
        }

        return length;
    }

    private static void WriteLimb(uint limb, string characters, Span<char> destination)
    {
        for (var index = destination.Length - 1; index >= 0; index--)
        {
            var quotient = limb / TRadix.Radix;
            destination[index] = characters[(int)(limb - (quotient * TRadix.Radix))];
            limb = quotient;
        }
    }

    /// <summary>Turns digits into words of 32 bits, the lowest first.</summary>
    private static bool TryToWords(
        ReadOnlySpan<char> digits, DigitAlphabet alphabet, Span<uint> words, out int count, out int invalidAt)
    {
        count = 0;
        for (var position = 0; position < digits.Length;)
        {
            var size = position == 0 && digits.Length % TRadix.DigitsPerLimb is > 0 and var rest ? rest : TRadix.DigitsPerLimb;
            uint limb = 0;
            for (var end = position + size; position < end; position++)
            {
                uint value = alphabet.ValueOf(digits[position]);
                if (value == DigitAlphabet.NoDigit)
                {
                    invalidAt = position;
                    return false;
                }

                limb = (limb * TRadix.Radix) + value;
            }

            ulong carry = limb;
            for (var index = 0; index < count; index++)
            {
                carry += (ulong)words[index] * TRadix.LimbModulus;
                words[index] = (uint)carry;
                carry >>= 32;
            }

            if (carry != 0)
            {
                words[count++] = (uint)carry;
            }
        }

        invalidAt = -1;
        return true;
    }

    private static int WriteBytes(ReadOnlySpan<uint> words, Span<byte> destination)
    {
        if (words.IsEmpty)
        {
            return 0;
        }

        Span<byte> top = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(top, words[^1]);
        var withoutZeros = top[top.IndexOfAnyExcept((byte)0)..];
        withoutZeros.CopyTo(destination);
        var length = withoutZeros.Length;
        for (var index = words.Length - 2; index >= 0; index--)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[length..], words[index]);
            length += sizeof(uint);
        }

        return length;
    }
}
