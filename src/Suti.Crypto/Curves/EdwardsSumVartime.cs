// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Suti.Crypto;

/// <summary>
/// A sum of many multiples of points, with doublings that all share (Straus). Variable-time: for public scalars. Its tables
/// are rented, and given back when disposed.
/// </summary>
internal ref struct EdwardsSumVartime<TPoint, TCached>
    where TPoint : struct, IEdwardsPoint<TPoint, TCached>
    where TCached : struct
{
    private readonly TCached[] _tables;
    private readonly sbyte[] _digits;
    private int _count;

    public EdwardsSumVartime(int capacity)
    {
        _tables = ArrayPool<TCached>.Shared.Rent(capacity * EdwardsMultiplication<TPoint, TCached>.PointTableSize);
        _digits = ArrayPool<sbyte>.Shared.Rent(capacity * EdwardsMultiplication<TPoint, TCached>.DigitCount);
    }

    /// <summary>Adds scalar times the point whose odd multiples are given.</summary>
    public void Add(scoped ReadOnlySpan<TCached> oddMultiples, scoped ReadOnlySpan<byte> scalar)
    {
        oddMultiples.CopyTo(NextTable());
        EdwardsMultiplication<TPoint, TCached>.ToPointDigitsVartime(scalar, NextDigits());
        _count++;
    }

    /// <summary>Adds scalar times the negative of the point.</summary>
    public void AddNegative(in EdwardsPoint point, scoped ReadOnlySpan<byte> scalar)
    {
        EdwardsMultiplication<TPoint, TCached>.OddMultiples(-point, NextTable());
        EdwardsMultiplication<TPoint, TCached>.ToPointDigitsVartime(scalar, NextDigits());
        _count++;
    }

    /// <summary>The sum of all that was added and <paramref name="baseScalar"/> times the base point.</summary>
    public readonly void Compute(ReadOnlySpan<byte> baseScalar, out EdwardsPoint result) =>
        EdwardsMultiplication<TPoint, TCached>.SumVartime(baseScalar, _tables, _digits, _count, out result);

    public readonly void Dispose()
    {
        ArrayPool<TCached>.Shared.Return(_tables);
        ArrayPool<sbyte>.Shared.Return(_digits);
    }

    private readonly Span<TCached> NextTable() => _tables.AsSpan(
        _count * EdwardsMultiplication<TPoint, TCached>.PointTableSize,
        EdwardsMultiplication<TPoint, TCached>.PointTableSize);

    private readonly Span<sbyte> NextDigits() => _digits.AsSpan(
        _count * EdwardsMultiplication<TPoint, TCached>.DigitCount, EdwardsMultiplication<TPoint, TCached>.DigitCount);
}
