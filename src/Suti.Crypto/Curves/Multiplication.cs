// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Multiplication of points by numbers below the order.</summary>
internal static class Multiplication<TCurve, TField, TScalar>
    where TCurve : ICurve<TField>
    where TField : unmanaged, IFieldElement<TField>
    where TScalar : unmanaged, IScalar<TScalar>
{
    private const int PointWindow = 5;

    /// <summary>The most limbs of a number below twice an order, for all curves.</summary>
    private const int MaximumLimbs = 10;

    public static AffinePoint<TField> Generator { get; } = DecodeGenerator();

    /// <summary>Multiplies the generator by a secret that is not zero, in constant time.</summary>
    public static JacobianPoint<TCurve, TField> MultiplyGenerator(in TScalar factor)
    {
        Span<ulong> number = stackalloc ulong[MaximumLimbs];
        var windows = Recode(factor, TCurve.GeneratorWindow, number);
        var entries = 1 << (TCurve.GeneratorWindow - 1);
        ReadOnlySpan<AffinePoint<TField>> table = GeneratorWindows.Table;

        var index = windows.IndexOf(windows.Count - 1, out var negative);
        var sum = new JacobianPoint<TCurve, TField>(Entry(table[^entries..], index, negative));
        for (var i = windows.Count - 2; i > 0; i--)
        {
            // The sum so far and the entry are 2^(wi) times whole numbers, the first larger than the second and both
            // together below the order, so that they are distinct points; only the last window reaches beyond it.
            index = windows.IndexOf(i, out negative);
            sum.AddDistinct(Entry(table.Slice(i * entries, entries), index, negative));
        }

        index = windows.IndexOf(0, out negative);
        sum.AddOrDouble(Entry(table[..entries], index, negative));
        number.Clear();
        return sum;
    }

    /// <summary>Multiplies a public point by a secret that is not zero, in a time that depends on neither.</summary>
    public static JacobianPoint<TCurve, TField> Multiply(in AffinePoint<TField> point, in TScalar factor)
    {
        Span<AffinePoint<TField>> table = stackalloc AffinePoint<TField>[1 << (PointWindow - 1)];
        Span<JacobianPoint<TCurve, TField>> scratch = stackalloc JacobianPoint<TCurve, TField>[table.Length];
        OddMultiples.FillVartime(point, table, scratch);

        Span<ulong> number = stackalloc ulong[MaximumLimbs];
        var windows = Recode(factor, PointWindow, number);
        var index = windows.IndexOf(windows.Count - 1, out var negative);
        var sum = new JacobianPoint<TCurve, TField>(Entry(table, index, negative));
        for (var i = windows.Count - 2; i >= 0; i--)
        {
            for (var j = 0; j < PointWindow; j++)
            {
                sum.Double();
            }

            // As above: only the last addition may meet the same point.
            index = windows.IndexOf(i, out negative);
            if (i > 0)
            {
                sum.AddDistinct(Entry(table, index, negative));
            }
            else
            {
                sum.AddOrDouble(Entry(table, index, negative));
            }
        }

        number.Clear();
        return sum;
    }

    /// <summary>The factor, or the factor plus the order if that makes it odd, as signed windows.</summary>
    private static SignedWindows Recode(in TScalar factor, int width, Span<ulong> number)
    {
        number.Clear();
        TScalar.ToLimbs(factor, number);
        var even = (number[0] & 1) - 1;
        ulong carry = 0;
        for (var i = 0; i < TScalar.LimbCount; i++)
        {
            number[i] = WideMath.AddWithCarry(number[i], TScalar.Modulus[i] & even, ref carry);
        }

        number[TScalar.LimbCount] = carry;
        return new SignedWindows(number[..(TScalar.LimbCount + 1)], width, TScalar.BitLength);
    }

    private static AffinePoint<TField> Entry(ReadOnlySpan<AffinePoint<TField>> table, int index, ulong negative) =>
        OddMultiples.Select(table, index).NegateWhere(negative);

    private static AffinePoint<TField> DecodeGenerator()
    {
        TField.TryDecode(TCurve.GeneratorX, out var x);
        TField.TryDecode(TCurve.GeneratorY, out var y);
        return new(x, y);
    }

    /// <summary>For each window the odd multiples of 2^(wi) times the generator. Made with the first use.</summary>
    private static class GeneratorWindows
    {
        public static readonly AffinePoint<TField>[] Table = Make();

        private static AffinePoint<TField>[] Make()
        {
            var entries = 1 << (TCurve.GeneratorWindow - 1);
            var table = new AffinePoint<TField>[entries * SignedWindows.CountFor(TCurve.GeneratorWindow, TScalar.BitLength)];
            OddMultiples.FillRowsVartime<TCurve, TField>(Generator, table, entries, TCurve.GeneratorWindow);
            return table;
        }
    }
}
