// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>Tables of P, 3P, 5P...</summary>
internal static class OddMultiples
{
    /// <summary>Fills a table for a public point. The scratch has the size of the table.</summary>
    public static void FillVartime<TCurve, TField>(
        in AffinePoint<TField> point, Span<AffinePoint<TField>> table, Span<JacobianPoint<TCurve, TField>> scratch)
        where TCurve : ICurve<TField>
        where TField : unmanaged, IFieldElement<TField>
    {
        // On the isomorphic curve where 2P = (X, Y, Z) is the affine (X, Y), each step is a mixed addition; its
        // formula does not contain a or b. Times Z the results are points of this curve. Small multiples of a point
        // of large prime order are all distinct.
        var twice = new JacobianPoint<TCurve, TField>(point);
        twice.Double();
        var step = new AffinePoint<TField>(twice.X, twice.Y);
        var z2 = TField.Square(twice.Z);
        var current = new JacobianPoint<TCurve, TField>(new AffinePoint<TField>(point.X * z2, point.Y * (z2 * twice.Z)));
        scratch[0] = current;
        scratch[0].Z = twice.Z;
        for (var i = 1; i < table.Length; i++)
        {
            current.AddDistinct(step);
            scratch[i] = current;
            scratch[i].Z = current.Z * twice.Z;
        }

        JacobianPoint<TCurve, TField>.ToAffineVartime(scratch[..table.Length], table);
    }

    /// <summary>
    /// Fills rows of a table with the odd multiples of 2^(<paramref name="bits"/> i) times a public point.
    /// </summary>
    public static void FillRowsVartime<TCurve, TField>(
        in AffinePoint<TField> point, Span<AffinePoint<TField>> table, int entries, int bits)
        where TCurve : ICurve<TField>
        where TField : unmanaged, IFieldElement<TField>
    {
        var scratch = new JacobianPoint<TCurve, TField>[entries];
        var current = point;
        for (var row = 0; row < table.Length; row += entries)
        {
            FillVartime(current, table.Slice(row, entries), scratch);
            var next = new JacobianPoint<TCurve, TField>(current);
            for (var i = 0; i < bits; i++)
            {
                next.Double();
            }

            current = next.ToAffineVartime();
        }
    }

    /// <summary>Reads one entry by looking at all of them.</summary>
    public static AffinePoint<TField> Select<TField>(ReadOnlySpan<AffinePoint<TField>> table, int index)
        where TField : unmanaged, IFieldElement<TField>
    {
        Unsafe.SkipInit(out AffinePoint<TField> result);
        var size = Unsafe.SizeOf<AffinePoint<TField>>();
        ref var source = ref Unsafe.As<AffinePoint<TField>, byte>(ref MemoryMarshal.GetReference(table));
        ref var destination = ref Unsafe.As<AffinePoint<TField>, byte>(ref result);

        // Coordinates are whole 64-bit limbs and come in pairs, so a point is a multiple of 16 bytes.
        var offset = 0;
        for (; offset + 32 <= size; offset += 32)
        {
            var wanted = Vector256.Create((ulong)index);
            var current = Vector256<ulong>.Zero;
            var sum = Vector256<byte>.Zero;
            for (var i = 0; i < table.Length; i++)
            {
                sum |= Vector256.LoadUnsafe(ref source, (nuint)((i * size) + offset)) & Vector256.Equals(current, wanted).AsByte();
                current += Vector256<ulong>.One;
            }

            sum.StoreUnsafe(ref destination, (nuint)offset);
        }

        if (offset < size)
        {
            var wanted = Vector128.Create((ulong)index);
            var current = Vector128<ulong>.Zero;
            var sum = Vector128<byte>.Zero;
            for (var i = 0; i < table.Length; i++)
            {
                sum |= Vector128.LoadUnsafe(ref source, (nuint)((i * size) + offset)) & Vector128.Equals(current, wanted).AsByte();
                current += Vector128<ulong>.One;
            }

            sum.StoreUnsafe(ref destination, (nuint)offset);
        }

        return result;
    }
}
