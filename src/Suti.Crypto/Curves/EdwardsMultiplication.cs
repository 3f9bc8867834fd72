// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Scalar multiplication on the Edwards curve 25519, over either representation of its points.</summary>
[SkipLocalsInit]
internal static class EdwardsMultiplication<TPoint, TCached>
    where TPoint : struct, IEdwardsPoint<TPoint, TCached>
    where TCached : struct
{
    /// <summary>The width of the window over a point that is not known beforehand: eight odd multiples.</summary>
    private const int PointWidth = 5;

    /// <summary>The width of the window over the base point: 64 odd multiples.</summary>
    private const int BaseWidth = 8;

    public const int PointTableSize = 1 << (PointWidth - 2);

    /// <summary>Digits of a reduced scalar in non-adjacent form.</summary>
    public const int DigitCount = 254;

    /// <summary>For each i below 32, the multiples 1 to 8 of 256^i B.</summary>
    private static readonly Lazy<TCached[]> Comb = new(MakeComb);

    /// <summary>B, 3B, 5B ... 127B.</summary>
    private static readonly Lazy<TCached[]> BaseOdd = new(() =>
    {
        var table = new TCached[1 << (BaseWidth - 2)];
        OddMultiples(EdwardsPoint.Base, table);
        return table;
    });

    /// <summary>scalar B, constant-time; the scalar is reduced.</summary>
    public static void MultiplyBase(ReadOnlySpan<byte> scalar, out EdwardsPoint result)
    {
        // With signed digits in radix 16, the odd ones are added first and then moved up by 16.
        Span<sbyte> digits = stackalloc sbyte[64];
        Scalar25519.ToSignedRadix16(scalar, digits);
        ReadOnlySpan<TCached> comb = Comb.Value;
        TPoint.SetIdentity(out var sum);
        for (var i = 1; i < 64; i += 2)
        {
            TPoint.Select(comb.Slice(i / 2 * 8, 8), digits[i], out var multiple);
            TPoint.Add(ref sum, multiple);
        }

        TPoint.Double(ref sum, 4);
        for (var i = 0; i < 64; i += 2)
        {
            TPoint.Select(comb.Slice(i / 2 * 8, 8), digits[i], out var multiple);
            TPoint.Add(ref sum, multiple);
        }

        TPoint.To(sum, out result);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<TPoint>(ref sum)));
    }

    /// <summary>The odd multiples of a point, as many as the table holds.</summary>
    public static void OddMultiples(in EdwardsPoint point, Span<TCached> table)
    {
        TPoint.From(point, out var twice);
        var current = twice;
        TPoint.Double(ref twice, 1);
        TPoint.Cache(twice, out var step);
        for (var i = 0; i < table.Length; i++)
        {
            TPoint.Cache(current, out table[i]);
            TPoint.Add(ref current, step);
        }
    }

    /// <summary>
    /// b B + a A, where <paramref name="table"/> holds the odd multiples of A. Variable-time: for public scalars, both reduced.
    /// </summary>
    public static void MultiplyAddBaseVartime(
        ReadOnlySpan<byte> a, ReadOnlySpan<TCached> table, ReadOnlySpan<byte> b, out EdwardsPoint result)
    {
        Span<sbyte> digits = stackalloc sbyte[DigitCount];
        ToPointDigitsVartime(a, digits);
        SumVartime(b, table, digits, count: 1, out result);
    }

    /// <summary>The digits of a reduced scalar that go with the odd multiples of a point.</summary>
    public static void ToPointDigitsVartime(ReadOnlySpan<byte> scalar, Span<sbyte> digits) =>
        Scalar25519.ToNonAdjacentFormVartime(scalar, PointWidth, digits);

    /// <summary>
    /// b B and the sum of <paramref name="count"/> multiples of points, whose odd multiples and digits stand one after the
    /// other. Variable-time: for public scalars.
    /// </summary>
    public static void SumVartime(
        ReadOnlySpan<byte> b,
        ReadOnlySpan<TCached> tables,
        ReadOnlySpan<sbyte> digits,
        int count,
        out EdwardsPoint result)
    {
        Span<sbyte> baseDigits = stackalloc sbyte[DigitCount];
        Scalar25519.ToNonAdjacentFormVartime(b, BaseWidth, baseDigits);
        ReadOnlySpan<TCached> baseTable = BaseOdd.Value;
        TPoint.SetIdentity(out var sum);

        // Doublings wait until something is added, because a run of them costs less.
        var doublings = 0;
        for (var i = DigitCount - 1; i >= 0; i--)
        {
            doublings++;
            for (var j = 0; j < count; j++)
            {
                AddDigitVartime(
                    ref sum, ref doublings, tables.Slice(j * PointTableSize, PointTableSize), digits[(j * DigitCount) + i]);
            }

            AddDigitVartime(ref sum, ref doublings, baseTable, baseDigits[i]);
        }

        if (doublings > 0)
        {
            TPoint.Double(ref sum, doublings);
        }

        TPoint.To(sum, out result);
    }

    private static void AddDigitVartime(
        ref TPoint sum, ref int doublings, ReadOnlySpan<TCached> oddMultiples, int digit)
    {
        if (digit == 0)
        {
            return;
        }

        if (doublings > 0)
        {
            TPoint.Double(ref sum, doublings);
            doublings = 0;
        }

        if (digit > 0)
        {
            TPoint.Add(ref sum, oddMultiples[digit / 2]);
        }
        else
        {
            TPoint.Subtract(ref sum, oddMultiples[-digit / 2]);
        }
    }

    private static TCached[] MakeComb()
    {
        var table = new TCached[32 * 8];
        TPoint.From(EdwardsPoint.Base, out var power);
        for (var i = 0; i < 32; i++)
        {
            TPoint.Cache(power, out var step);
            var multiple = power;
            for (var j = 0; j < 8; j++)
            {
                TPoint.Cache(multiple, out table[(8 * i) + j]);
                TPoint.Add(ref multiple, step);
            }

            TPoint.Double(ref power, 8);
        }

        return table;
    }
}
