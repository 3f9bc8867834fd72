// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Sums of a multiple of the generator and a multiple of a public point, for verification: the digits of all factors
/// are interleaved over one chain of doublings (Straus), which is short because factors are cut into pieces, each
/// with a table of its own.
/// </summary>
internal static class Combination<TCurve, TField, TScalar>
    where TCurve : ICurve<TField>
    where TField : unmanaged, IFieldElement<TField>
    where TScalar : unmanaged, IScalar<TScalar>
{
    /// <summary>The bits of a piece, where there is a table for every piece.</summary>
    private const int PieceBits = 64;

    private const int PointWidth = 5;

    private const int PreparedWidth = 6;

    private const int MaximumLimbs = 9;

    private static readonly TField Beta = DecodeBeta();

    private static int GeneratorWidth => TField.Size == 32 ? 12 : 8;

    private static int Pieces => TScalar.LimbCount;

    private static bool HasEndomorphism => TCurve.Beta.Length != 0;

    /// <summary>
    /// Makes the tables of a point that is used again and again. They hold its multiples by powers of 2^64, so that
    /// only 64 doublings remain.
    /// </summary>
    public static AffinePoint<TField>[] PrepareVartime(in AffinePoint<TField> point)
    {
        var entries = 1 << (PreparedWidth - 2);
        var table = new AffinePoint<TField>[Pieces * entries];
        if (!HasEndomorphism)
        {
            OddMultiples.FillRowsVartime<TCurve, TField>(point, table, entries, PieceBits);
            return table;
        }

        // Two rows, and their images under the endomorphism.
        var half = table.Length / 2;
        OddMultiples.FillRowsVartime<TCurve, TField>(point, table.AsSpan(0, half), entries, PieceBits);
        MapByEndomorphism(table.AsSpan(0, half), table.AsSpan(half));
        return table;
    }

    /// <summary>
    /// <paramref name="generatorFactor"/> times the generator plus <paramref name="factor"/> times a point.
    /// </summary>
    public static JacobianPoint<TCurve, TField> EvaluateVartime(
        in TScalar generatorFactor, in TScalar factor, in AffinePoint<TField> point, AffinePoint<TField>[]? prepared)
    {
        Span<ulong> number = stackalloc ulong[MaximumLimbs];
        number = number[..TScalar.LimbCount];
        TScalar.ToLimbs(generatorFactor, number);
        Span<short> generatorDigits = stackalloc short[MaximumLimbs * (PieceBits + 1)];
        generatorDigits = generatorDigits[..(Pieces * (PieceBits + 1))];
        WritePieces(number, GeneratorWidth, negative: false, generatorDigits);

        TScalar.ToLimbs(factor, number);
        if (prepared is not null)
        {
            Span<short> digits = stackalloc short[generatorDigits.Length];
            WritePreparedDigits(number, digits);
            return Interleave(new(generatorDigits, Pieces, GeneratorPieces.Table), new(digits, Pieces, prepared));
        }

        var rows = HasEndomorphism ? 2 : 1;
        var length = (TScalar.BitLength / rows) + 1;
        Span<short> plainDigits = stackalloc short[rows * length];
        plainDigits.Clear();
        Span<AffinePoint<TField>> table = stackalloc AffinePoint<TField>[rows << (PointWidth - 2)];
        var row = table[..(1 << (PointWidth - 2))];
        Span<JacobianPoint<TCurve, TField>> scratch = stackalloc JacobianPoint<TCurve, TField>[row.Length];
        OddMultiples.FillVartime(point, row, scratch);
        if (HasEndomorphism)
        {
            MapByEndomorphism(row, table[row.Length..]);
            Span<ulong> parts = stackalloc ulong[4];
            Endomorphism.SplitVartime(number, parts[..2], parts[2..], out var negative1, out var negative2);
            NonAdjacentForm.WriteVartime(parts[..2], PointWidth, negative1, plainDigits[..length]);
            NonAdjacentForm.WriteVartime(parts[2..], PointWidth, negative2, plainDigits[length..]);
        }
        else
        {
            NonAdjacentForm.WriteVartime(number, PointWidth, negative: false, plainDigits);
        }

        return Interleave(new(generatorDigits, Pieces, GeneratorPieces.Table), new(plainDigits, rows, table));
    }

    private static void WritePreparedDigits(ReadOnlySpan<ulong> number, Span<short> digits)
    {
        if (!HasEndomorphism)
        {
            WritePieces(number, PreparedWidth, negative: false, digits);
            return;
        }

        Span<ulong> parts = stackalloc ulong[4];
        Endomorphism.SplitVartime(number, parts[..2], parts[2..], out var negative1, out var negative2);
        WritePieces(parts[..2], PreparedWidth, negative1, digits[..(digits.Length / 2)]);
        WritePieces(parts[2..], PreparedWidth, negative2, digits[(digits.Length / 2)..]);
    }

    private static void WritePieces(ReadOnlySpan<ulong> number, int width, bool negative, Span<short> digits)
    {
        digits.Clear();
        for (var i = 0; i < number.Length; i++)
        {
            NonAdjacentForm.WriteVartime(number.Slice(i, 1), width, negative, digits.Slice(i * (PieceBits + 1), PieceBits + 1));
        }
    }

    private static void MapByEndomorphism(ReadOnlySpan<AffinePoint<TField>> points, Span<AffinePoint<TField>> images)
    {
        for (var i = 0; i < points.Length; i++)
        {
            images[i] = new(points[i].X * Beta, points[i].Y);
        }
    }

    private static JacobianPoint<TCurve, TField> Interleave(in Rows first, in Rows second)
    {
        var sum = default(JacobianPoint<TCurve, TField>);
        var started = false;
        for (var i = Math.Max(first.Length, second.Length) - 1; i >= 0; i--)
        {
            if (started)
            {
                sum.Double();
            }

            started |= first.AddVartime(ref sum, i);
            started |= second.AddVartime(ref sum, i);
        }

        return sum;
    }

    private static TField DecodeBeta()
    {
        TField beta = default;
        _ = HasEndomorphism && TField.TryDecode(TCurve.Beta, out beta);
        return beta;
    }

    /// <summary>Rows of digits, each with its row of odd multiples.</summary>
    private readonly ref struct Rows(ReadOnlySpan<short> digits, int count, ReadOnlySpan<AffinePoint<TField>> table)
    {
        private readonly ReadOnlySpan<short> _digits = digits;
        private readonly ReadOnlySpan<AffinePoint<TField>> _table = table;
        private readonly int _entries = table.Length / count;

        public int Length { get; } = digits.Length / count;

        /// <summary>Adds what the digits of all rows at a position stand for; false when they are all zero.</summary>
        public bool AddVartime(ref JacobianPoint<TCurve, TField> sum, int position)
        {
            if (position >= Length)
            {
                return false;
            }

            var any = false;
            var row = 0;
            for (var at = position; at < _digits.Length; at += Length, row += _entries)
            {
                int digit = _digits[at];
                if (digit == 0)
                {
                    continue;
                }

                ref readonly var entry = ref _table[row + (Math.Abs(digit) >> 1)];
                if (digit > 0)
                {
                    sum.AddVartime(entry);
                }
                else
                {
                    // As a factor the difference need not be tidy.
                    sum.AddVartime(new AffinePoint<TField>(entry.X, TField.Zero - entry.Y));
                }

                any = true;
            }

            return any;
        }
    }

    /// <summary>For each piece the odd multiples of 2^(64i) times the generator. Made with the first use.</summary>
    private static class GeneratorPieces
    {
        public static readonly AffinePoint<TField>[] Table = Make();

        private static AffinePoint<TField>[] Make()
        {
            var entries = 1 << (GeneratorWidth - 2);
            var table = new AffinePoint<TField>[Pieces * entries];
            OddMultiples.FillRowsVartime<TCurve, TField>(
                Multiplication<TCurve, TField, TScalar>.Generator, table, entries, PieceBits);
            return table;
        }
    }
}
