// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>An <see cref="EdwardsCached"/> in lanes: y - x, y + x, 2d t and 2z.</summary>
[SkipLocalsInit]
internal struct EdwardsCachedVector
{
    /// <summary>Exchanges the first two lanes.</summary>
    private const byte Lanes1023 = 0b11_10_00_01;

    private Field25519x4Packed _factor;

    public EdwardsCachedVector(in Field25519x4 factor) => Field25519x4Packed.Pack(factor, out _factor);

    [UnscopedRef]
    public readonly ref readonly Field25519x4Packed Factor => ref _factor;

    /// <summary>The negative where <paramref name="mask"/> is all ones: x changes its sign, so the sums exchange places.</summary>
    public readonly void NegateIf(Vector256<ulong> mask, out EdwardsCachedVector result)
    {
        Unsafe.SkipInit(out result);
        var third = Vector256.Create(0, 0, ulong.MaxValue, 0);
        for (var i = 0; i < Field25519x4Packed.VectorCount; i++)
        {
            var v = _factor[i];
            var exchanged = Avx2.Permute4x64(v, Lanes1023);
            var minus = (Field25519x4Packed.TwoP(i) - v.AsUInt32()).AsUInt64();
            var negative = exchanged ^ ((exchanged ^ minus) & third);
            result._factor[i] = v ^ ((v ^ negative) & mask);
        }
    }

    /// <summary>Reads the whole table of eight and keeps the one that the digit names.</summary>
    public static void Select(ReadOnlySpan<EdwardsCachedVector> table, int digit, out EdwardsCachedVector result)
    {
        var sign = digit >> 31;
        var index = Vector256.Create((ulong)(uint)((digit ^ sign) - sign));

        // Digit zero names the neutral element: (1, 1, 0, 2).
        var isZero = Vector256.Equals(index, Vector256<ulong>.Zero);
        var s0 = Vector256.Create(1UL, 1, 0, 2) & isZero;
        var s1 = Vector256<ulong>.Zero;
        var s2 = Vector256<ulong>.Zero;
        var s3 = Vector256<ulong>.Zero;
        var s4 = Vector256<ulong>.Zero;
        var candidate = Vector256<ulong>.One;
        foreach (ref readonly var entry in table)
        {
            var isIt = Vector256.Equals(index, candidate);
            s0 |= entry._factor[0] & isIt;
            s1 |= entry._factor[1] & isIt;
            s2 |= entry._factor[2] & isIt;
            s3 |= entry._factor[3] & isIt;
            s4 |= entry._factor[4] & isIt;
            candidate += Vector256<ulong>.One;
        }

        Unsafe.SkipInit(out EdwardsCachedVector selected);
        selected._factor[0] = s0;
        selected._factor[1] = s1;
        selected._factor[2] = s2;
        selected._factor[3] = s3;
        selected._factor[4] = s4;
        selected.NegateIf(Vector256.Create((ulong)(long)sign), out result);
    }
}
