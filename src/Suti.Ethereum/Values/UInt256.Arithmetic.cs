// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Ethereum;

/// <content>Operators and conversions.</content>
public readonly partial struct UInt256 :
    IAdditionOperators<UInt256, UInt256, UInt256>,
    ISubtractionOperators<UInt256, UInt256, UInt256>,
    IMultiplyOperators<UInt256, UInt256, UInt256>,
    IDivisionOperators<UInt256, UInt256, UInt256>,
    IModulusOperators<UInt256, UInt256, UInt256>,
    IBitwiseOperators<UInt256, UInt256, UInt256>,
    IShiftOperators<UInt256, int, UInt256>,
    IComparisonOperators<UInt256, UInt256, bool>
{
    /// <summary>Widens a number.</summary>
    public static implicit operator UInt256(ulong value) => new(0, 0, 0, value);

    /// <summary>Widens a number.</summary>
    public static implicit operator UInt256(uint value) => new(0, 0, 0, value);

    /// <summary>Widens a number.</summary>
    /// <exception cref="OverflowException">The value is negative.</exception>
    public static implicit operator UInt256(int value) => new(0, 0, 0, checked((ulong)value));

    /// <summary>Narrows a number.</summary>
    /// <exception cref="OverflowException">The value needs more than 64 bits.</exception>
    public static explicit operator ulong(UInt256 value) =>
        value.TryToUInt64(out var narrow) ? narrow : throw new OverflowException("The number needs more than 64 bits.");

    /// <summary>The number when it fits 64 bits.</summary>
    public bool TryToUInt64(out ulong value)
    {
        value = _w0;
        return (_w1 | _w2 | _w3) == 0;
    }

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It needs more than 256 bits.</exception>
    public static UInt256 operator +(UInt256 left, UInt256 right) =>
        AddWrapping(left, right, out var sum) == 0 ? sum : throw new OverflowException("The sum needs more than 256 bits.");

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public static UInt256 operator -(UInt256 left, UInt256 right) =>
        SubtractWrapping(left, right, out var difference) == 0
            ? difference
            : throw new OverflowException("The difference is negative.");

    /// <summary>The product.</summary>
    /// <exception cref="OverflowException">It needs more than 256 bits.</exception>
    public static UInt256 operator *(UInt256 left, UInt256 right)
    {
        Span<ulong> a = [left._w0, left._w1, left._w2, left._w3];
        Span<ulong> b = [right._w0, right._w1, right._w2, right._w3];
        Span<ulong> product = stackalloc ulong[8];
        product.Clear();
        for (var i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < 4; j++)
            {
                var sum = ((UInt128)a[i] * b[j]) + product[i + j] + carry;
                product[i + j] = (ulong)sum;
                carry = (ulong)(sum >> 64);
            }

            product[i + 4] = carry;
        }

        return (product[4] | product[5] | product[6] | product[7]) == 0
            ? new UInt256(product[3], product[2], product[1], product[0])
            : throw new OverflowException("The product needs more than 256 bits.");
    }

    /// <summary>The quotient, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(UInt256 left, UInt256 right) => DivRem(left, right).Quotient;

    /// <summary>The remainder.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(UInt256 left, UInt256 right) => DivRem(left, right).Remainder;

    /// <summary>The quotient, rounded down, and the remainder.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static (UInt256 Quotient, UInt256 Remainder) DivRem(UInt256 left, UInt256 right)
    {
        if (right.TryToUInt64(out var small))
        {
            var quotient = DivRem(left, small, out var remainder);
            return (quotient, remainder);
        }

        return DivRemLong(left, right);
    }

    /// <summary>The bits that both have.</summary>
    public static UInt256 operator &(UInt256 left, UInt256 right) =>
        new(left._w3 & right._w3, left._w2 & right._w2, left._w1 & right._w1, left._w0 & right._w0);

    /// <summary>The bits that either has.</summary>
    public static UInt256 operator |(UInt256 left, UInt256 right) =>
        new(left._w3 | right._w3, left._w2 | right._w2, left._w1 | right._w1, left._w0 | right._w0);

    /// <summary>The bits that exactly one has.</summary>
    public static UInt256 operator ^(UInt256 left, UInt256 right) =>
        new(left._w3 ^ right._w3, left._w2 ^ right._w2, left._w1 ^ right._w1, left._w0 ^ right._w0);

    /// <summary>All bits turned over.</summary>
    public static UInt256 operator ~(UInt256 value) => new(~value._w3, ~value._w2, ~value._w1, ~value._w0);

    /// <summary>Shifts to the left; bits that leave are lost. 256 and more give zero.</summary>
    public static UInt256 operator <<(UInt256 value, int shiftAmount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shiftAmount);
        if (shiftAmount >= 256)
        {
            return Zero;
        }

        var bits = shiftAmount & 63;
        var (w3, w2, w1, w0) = (shiftAmount >> 6) switch
        {
            0 => (value._w3, value._w2, value._w1, value._w0),
            1 => (value._w2, value._w1, value._w0, 0UL),
            2 => (value._w1, value._w0, 0UL, 0UL),
            _ => (value._w0, 0UL, 0UL, 0UL),
        };
        return bits == 0
            ? new UInt256(w3, w2, w1, w0)
            : new UInt256(
                (w3 << bits) | (w2 >> (64 - bits)), (w2 << bits) | (w1 >> (64 - bits)), (w1 << bits) | (w0 >> (64 - bits)), w0 << bits);
    }

    /// <summary>Shifts to the right. 256 and more give zero.</summary>
    public static UInt256 operator >>(UInt256 value, int shiftAmount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shiftAmount);
        if (shiftAmount >= 256)
        {
            return Zero;
        }

        var bits = shiftAmount & 63;
        var (w3, w2, w1, w0) = (shiftAmount >> 6) switch
        {
            0 => (value._w3, value._w2, value._w1, value._w0),
            1 => (0UL, value._w3, value._w2, value._w1),
            2 => (0UL, 0UL, value._w3, value._w2),
            _ => (0UL, 0UL, 0UL, value._w3),
        };
        return bits == 0
            ? new UInt256(w3, w2, w1, w0)
            : new UInt256(
                w3 >> bits, (w2 >> bits) | (w3 << (64 - bits)), (w1 >> bits) | (w2 << (64 - bits)), (w0 >> bits) | (w1 << (64 - bits)));
    }

    /// <summary>Shifts to the right; the number has no sign, so this is the same as <c>&gt;&gt;</c>.</summary>
    public static UInt256 operator >>>(UInt256 value, int shiftAmount) => value >> shiftAmount;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(UInt256 left, UInt256 right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(UInt256 left, UInt256 right) => !left.Equals(right);

    /// <summary>Whether the left is less.</summary>
    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is greater.</summary>
    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is not greater.</summary>
    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is not less.</summary>
    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;

    internal static UInt256 NegateWrapping(UInt256 value)
    {
        SubtractWrapping(Zero, value, out var negated);
        return negated;
    }

    private static UInt256 DivRem(UInt256 value, ulong divisor, out ulong remainder)
    {
        if (divisor == 0)
        {
            throw new DivideByZeroException();
        }

        var (w3, r3) = Math.DivRem(value._w3, divisor);
        var w2 = Step(r3, value._w2, divisor, out var r2);
        var w1 = Step(r2, value._w1, divisor, out var r1);
        var w0 = Step(r1, value._w0, divisor, out remainder);
        return new UInt256(w3, w2, w1, w0);

        static ulong Step(ulong high, ulong low, ulong divisor, out ulong remainder)
        {
            if (high == 0)
            {
                (var quotient, remainder) = Math.DivRem(low, divisor);
                return quotient;
            }

            var (wide, rest) = UInt128.DivRem(new UInt128(high, low), divisor);
            remainder = (ulong)rest;
            return (ulong)wide;
        }
    }

    /// <summary>Knuth, The Art of Computer Programming, volume 2, section 4.3.1, algorithm D, with digits of 64 bits.</summary>
    private static (UInt256 Quotient, UInt256 Remainder) DivRemLong(UInt256 left, UInt256 right)
    {
        if (left < right)
        {
            return (Zero, left);
        }

        var length = (right.BitLength + 63) >> 6;
        var shift = (length << 6) - right.BitLength;
        var scaled = right << shift;
        Span<ulong> divisor = [scaled._w0, scaled._w1, scaled._w2, scaled._w3];
        scaled = left << shift;
        Span<ulong> rest = [scaled._w0, scaled._w1, scaled._w2, scaled._w3, shift == 0 ? 0 : left._w3 >> (64 - shift)];
        Span<ulong> quotient = [0, 0, 0, 0];
        for (var at = 4 - length; at >= 0; at--)
        {
            quotient[at] = DivideDigit(rest.Slice(at, length + 1), divisor[..length]);
        }

        return (
            new UInt256(quotient[3], quotient[2], quotient[1], quotient[0]),
            new UInt256(rest[3], rest[2], rest[1], rest[0]) >> shift);
    }

    /// <summary>One digit of the quotient; what is left stays in <paramref name="rest"/>, which is one digit longer than the divisor.</summary>
    private static ulong DivideDigit(Span<ulong> rest, ReadOnlySpan<ulong> divisor)
    {
        var length = divisor.Length;
        var top = new UInt128(rest[length], rest[length - 1]);
        var (estimate, remainder) = UInt128.DivRem(top, divisor[length - 1]);

        // D3: the estimate is at most two too high.
        while (estimate > ulong.MaxValue || estimate * divisor[length - 2] > new UInt128((ulong)remainder, rest[length - 2]))
        {
            estimate--;
            remainder += divisor[length - 1];
            if (remainder > ulong.MaxValue)
            {
                break;
            }
        }

        var digit = (ulong)estimate;
        UInt128 carry = 0;
        ulong borrow = 0;
        for (var index = 0; index <= length; index++)
        {
            carry += (UInt128)digit * (index < length ? divisor[index] : 0);
            var difference = (UInt128)rest[index] - (ulong)carry - borrow;
            rest[index] = (ulong)difference;
            borrow = (ulong)(difference >> 64) & 1;
            carry >>= 64;
        }

        if (borrow == 0)
        {
            return digit;
        }

        // D6: it was still one too high.
        carry = 0;
        for (var index = 0; index <= length; index++)
        {
            carry += (UInt128)rest[index] + (index < length ? divisor[index] : 0);
            rest[index] = (ulong)carry;
            carry >>= 64;
        }

        return digit - 1;
    }

    private static ulong AddWrapping(UInt256 left, UInt256 right, out UInt256 sum)
    {
        var w0 = (UInt128)left._w0 + right._w0;
        var w1 = (UInt128)left._w1 + right._w1 + (w0 >> 64);
        var w2 = (UInt128)left._w2 + right._w2 + (w1 >> 64);
        var w3 = (UInt128)left._w3 + right._w3 + (w2 >> 64);
        sum = new UInt256((ulong)w3, (ulong)w2, (ulong)w1, (ulong)w0);
        return (ulong)(w3 >> 64);
    }

    private static ulong SubtractWrapping(UInt256 left, UInt256 right, out UInt256 difference)
    {
        var w0 = (UInt128)left._w0 - right._w0;
        var w1 = (UInt128)left._w1 - right._w1 - ((w0 >> 64) & 1);
        var w2 = (UInt128)left._w2 - right._w2 - ((w1 >> 64) & 1);
        var w3 = (UInt128)left._w3 - right._w3 - ((w2 >> 64) & 1);
        difference = new UInt256((ulong)w3, (ulong)w2, (ulong)w1, (ulong)w0);
        return (ulong)((w3 >> 64) & 1);
    }
}
