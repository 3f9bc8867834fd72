// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// Arithmetic modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point (RFC 8032 §5.1), on
/// 32 little-endian bytes. Constant-time, but for what is named otherwise.
/// </summary>
internal static class Scalar25519
{
    public const int Size = 32;

    /// <summary>-1/L modulo 2^64, for Montgomery's reduction.</summary>
    private const ulong NegativeInverse = 0xd2b51da312547e1b;

    private static ReadOnlySpan<ulong> Order => [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0x0000000000000000, 0x1000000000000000];

    /// <summary>2^256 modulo L: Montgomery's R.</summary>
    private static ReadOnlySpan<ulong> R => [0xd6ec31748d98951d, 0xc6ef5bf4737dcf70, 0xfffffffffffffffe, 0x0fffffffffffffff];

    /// <summary>2^512 modulo L.</summary>
    private static ReadOnlySpan<ulong> R2 => [0xa40611e3449c0f01, 0xd00e1ba768859347, 0xceec73d217f5be65, 0x0399411b7c309a3d];

    /// <summary>Whether the bytes are a number below L. Variable-time: for public scalars.</summary>
    public static bool IsCanonicalVartime(ReadOnlySpan<byte> scalar)
    {
        for (var i = 3; i >= 0; i--)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(scalar[(8 * i)..]);
            if (word != Order[i])
            {
                return word < Order[i];
            }
        }

        return false;
    }

    /// <summary>Reduces 32 bytes.</summary>
    public static void Reduce(ReadOnlySpan<byte> value, Span<byte> result)
    {
        Span<ulong> words = stackalloc ulong[4];
        Load(value, words);
        MultiplyMontgomery(words, R, words);
        StoreAndClear(words, result);
    }

    /// <summary>Reduces 64 bytes, as a hash gives them.</summary>
    public static void ReduceWide(ReadOnlySpan<byte> value, Span<byte> result)
    {
        Span<ulong> low = stackalloc ulong[4];
        Span<ulong> high = stackalloc ulong[4];
        Load(value[..32], low);
        Load(value[32..], high);
        MultiplyMontgomery(low, R, low);
        MultiplyMontgomery(high, R2, high);
        Add(low, high, low);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(high));
        StoreAndClear(low, result);
    }

    /// <summary>a b + c, where a is any 32 bytes and b and c are reduced.</summary>
    public static void MultiplyAdd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> result)
    {
        Span<ulong> x = stackalloc ulong[4];
        Span<ulong> y = stackalloc ulong[4];
        Load(a, x);
        Load(b, y);
        MultiplyMontgomery(x, R2, x);
        MultiplyMontgomery(x, y, x);
        Load(c, y);
        Add(x, y, x);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(y));
        StoreAndClear(x, result);
    }

    /// <summary>-a, where a is reduced.</summary>
    public static void Negate(ReadOnlySpan<byte> a, Span<byte> result)
    {
        Span<ulong> x = stackalloc ulong[4];
        Span<ulong> words = stackalloc ulong[4];
        Load(a, x);
        ulong borrow = 0;
        for (var i = 0; i < 4; i++)
        {
            words[i] = SubtractWithBorrow(Order[i], x[i], ref borrow);
        }

        // L - 0 is L, which one subtraction brings back to zero.
        SubtractOrder(words);
        StoreAndClear(words, result);
    }

    /// <summary>The 64 digits of a reduced scalar in radix 16, each from -8 to 8.</summary>
    public static void ToSignedRadix16(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        for (var i = 0; i < 32; i++)
        {
            digits[2 * i] = (sbyte)(scalar[i] & 15);
            digits[(2 * i) + 1] = (sbyte)(scalar[i] >> 4);
        }

        var carry = 0;
        for (var i = 0; i < 63; i++)
        {
            var digit = digits[i] + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (sbyte)(digit - (carry << 4));
        }

        digits[63] += (sbyte)carry;
    }

    /// <summary>
    /// The non-adjacent form of width <paramref name="width"/>: digits are zero or odd and below 2^(width-1) in absolute
    /// value, and of any <paramref name="width"/> neighbours one at most is not zero. Variable-time: for public scalars.
    /// </summary>
    /// <param name="scalar">At most 32 bytes; the value is below 2^253.</param>
    /// <param name="width">From 2 to 8.</param>
    /// <param name="digits">One for each bit and one more.</param>
    public static void ToNonAdjacentFormVartime(ReadOnlySpan<byte> scalar, int width, Span<sbyte> digits)
    {
        digits.Clear();
        Span<ulong> words = stackalloc ulong[5];
        words.Clear();
        scalar.CopyTo(MemoryMarshal.AsBytes(words));
        var window = 1UL << width;
        ulong carry = 0;
        for (var at = 0; at < digits.Length;)
        {
            var (word, bit) = (at >> 6, at & 63);
            var bits = words[word] >> bit;
            if (bit != 0)
            {
                bits |= words[word + 1] << (64 - bit);
            }

            var value = carry + (bits & (window - 1));
            if ((value & 1) == 0)
            {
                at++;
                continue;
            }

            carry = value >= window / 2 ? 1UL : 0;
            digits[at] = (sbyte)((long)value - (long)(carry << width));
            at += width;
        }
    }

    private static void Load(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (var i = 0; i < 4; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
        }
    }

    private static void StoreAndClear(Span<ulong> words, Span<byte> bytes)
    {
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], words[i]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words));
    }

    /// <summary>a b / 2^256; b is reduced, a any 256 bits. The result is reduced and may overwrite a factor.</summary>
    private static void MultiplyMontgomery(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        Span<ulong> t = stackalloc ulong[6];
        t.Clear();
        for (var i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < 4; j++)
            {
                t[j] = MultiplyAddCarry(a[i], b[j], t[j], ref carry);
            }

            var top = (UInt128)t[4] + carry;
            (t[4], t[5]) = ((ulong)top, (ulong)(top >> 64));

            var m = t[0] * NegativeInverse;
            carry = 0;
            _ = MultiplyAddCarry(m, Order[0], t[0], ref carry);
            for (var j = 1; j < 4; j++)
            {
                t[j - 1] = MultiplyAddCarry(m, Order[j], t[j], ref carry);
            }

            top = (UInt128)t[4] + carry;
            t[3] = (ulong)top;
            t[4] = t[5] + (ulong)(top >> 64);
        }

        // Below 2L, which is below 2^254.
        t[..4].CopyTo(result);
        SubtractOrder(result);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(t));
    }

    /// <summary>a + b for reduced a and b.</summary>
    private static void Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        ulong carry = 0;
        for (var i = 0; i < 4; i++)
        {
            var sum = (UInt128)a[i] + b[i] + carry;
            result[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }

        SubtractOrder(result);
    }

    /// <summary>Subtracts L where the value, which is below 2L, is at least L.</summary>
    private static void SubtractOrder(Span<ulong> value)
    {
        Span<ulong> difference = stackalloc ulong[4];
        ulong borrow = 0;
        for (var i = 0; i < 4; i++)
        {
            difference[i] = SubtractWithBorrow(value[i], Order[i], ref borrow);
        }

        var keep = 0 - borrow;
        for (var i = 0; i < 4; i++)
        {
            value[i] = difference[i] ^ (keep & (difference[i] ^ value[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAddCarry(ulong a, ulong b, ulong c, ref ulong carry)
    {
        var sum = Math.BigMul(a, b) + c + carry;
        carry = (ulong)(sum >> 64);
        return (ulong)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractWithBorrow(ulong a, ulong b, ref ulong borrow)
    {
        var difference = (UInt128)a - b - borrow;
        borrow = (ulong)(difference >> 64) & 1;
        return (ulong)difference;
    }
}
