// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <remarks>
/// Products go row by row, and every row adds to all ten sums: so ten sums and one row stay in registers, and no addition
/// waits for another.
/// </remarks>
internal partial struct Field25519x4
{
    public static void Multiply(in Field25519x4 a, in Field25519x4 b, out Field25519x4 result)
    {
        var nineteen = Vector256.Create(19UL);
        ref var x = ref First(in a);
        ref var y = ref First(in b);
        var y0 = Unsafe.Add(ref y, 0);
        var y1 = Unsafe.Add(ref y, 1);
        var y2 = Unsafe.Add(ref y, 2);
        var y3 = Unsafe.Add(ref y, 3);
        var y4 = Unsafe.Add(ref y, 4);
        var y5 = Unsafe.Add(ref y, 5);
        var y6 = Unsafe.Add(ref y, 6);
        var y7 = Unsafe.Add(ref y, 7);
        var y8 = Unsafe.Add(ref y, 8);
        var y9 = Unsafe.Add(ref y, 9);
        var z1 = Multiply(y1, nineteen);
        var z2 = Multiply(y2, nineteen);
        var z3 = Multiply(y3, nineteen);
        var z4 = Multiply(y4, nineteen);
        var z5 = Multiply(y5, nineteen);
        var z6 = Multiply(y6, nineteen);
        var z7 = Multiply(y7, nineteen);
        var z8 = Multiply(y8, nineteen);
        var z9 = Multiply(y9, nineteen);

        var x0 = Unsafe.Add(ref x, 0);
        var r0 = Multiply(x0, y0);
        var r1 = Multiply(x0, y1);
        var r2 = Multiply(x0, y2);
        var r3 = Multiply(x0, y3);
        var r4 = Multiply(x0, y4);
        var r5 = Multiply(x0, y5);
        var r6 = Multiply(x0, y6);
        var r7 = Multiply(x0, y7);
        var r8 = Multiply(x0, y8);
        var r9 = Multiply(x0, y9);

        var x1 = Unsafe.Add(ref x, 1);
        var d1 = x1 + x1;
        r1 += Multiply(x1, y0);
        r2 += Multiply(d1, y1);
        r3 += Multiply(x1, y2);
        r4 += Multiply(d1, y3);
        r5 += Multiply(x1, y4);
        r6 += Multiply(d1, y5);
        r7 += Multiply(x1, y6);
        r8 += Multiply(d1, y7);
        r9 += Multiply(x1, y8);
        r0 += Multiply(d1, z9);

        var x2 = Unsafe.Add(ref x, 2);
        r2 += Multiply(x2, y0);
        r3 += Multiply(x2, y1);
        r4 += Multiply(x2, y2);
        r5 += Multiply(x2, y3);
        r6 += Multiply(x2, y4);
        r7 += Multiply(x2, y5);
        r8 += Multiply(x2, y6);
        r9 += Multiply(x2, y7);
        r0 += Multiply(x2, z8);
        r1 += Multiply(x2, z9);

        var x3 = Unsafe.Add(ref x, 3);
        var d3 = x3 + x3;
        r3 += Multiply(x3, y0);
        r4 += Multiply(d3, y1);
        r5 += Multiply(x3, y2);
        r6 += Multiply(d3, y3);
        r7 += Multiply(x3, y4);
        r8 += Multiply(d3, y5);
        r9 += Multiply(x3, y6);
        r0 += Multiply(d3, z7);
        r1 += Multiply(x3, z8);
        r2 += Multiply(d3, z9);

        var x4 = Unsafe.Add(ref x, 4);
        r4 += Multiply(x4, y0);
        r5 += Multiply(x4, y1);
        r6 += Multiply(x4, y2);
        r7 += Multiply(x4, y3);
        r8 += Multiply(x4, y4);
        r9 += Multiply(x4, y5);
        r0 += Multiply(x4, z6);
        r1 += Multiply(x4, z7);
        r2 += Multiply(x4, z8);
        r3 += Multiply(x4, z9);

        var x5 = Unsafe.Add(ref x, 5);
        var d5 = x5 + x5;
        r5 += Multiply(x5, y0);
        r6 += Multiply(d5, y1);
        r7 += Multiply(x5, y2);
        r8 += Multiply(d5, y3);
        r9 += Multiply(x5, y4);
        r0 += Multiply(d5, z5);
        r1 += Multiply(x5, z6);
        r2 += Multiply(d5, z7);
        r3 += Multiply(x5, z8);
        r4 += Multiply(d5, z9);

        var x6 = Unsafe.Add(ref x, 6);
        r6 += Multiply(x6, y0);
        r7 += Multiply(x6, y1);
        r8 += Multiply(x6, y2);
        r9 += Multiply(x6, y3);
        r0 += Multiply(x6, z4);
        r1 += Multiply(x6, z5);
        r2 += Multiply(x6, z6);
        r3 += Multiply(x6, z7);
        r4 += Multiply(x6, z8);
        r5 += Multiply(x6, z9);

        var x7 = Unsafe.Add(ref x, 7);
        var d7 = x7 + x7;
        r7 += Multiply(x7, y0);
        r8 += Multiply(d7, y1);
        r9 += Multiply(x7, y2);
        r0 += Multiply(d7, z3);
        r1 += Multiply(x7, z4);
        r2 += Multiply(d7, z5);
        r3 += Multiply(x7, z6);
        r4 += Multiply(d7, z7);
        r5 += Multiply(x7, z8);
        r6 += Multiply(d7, z9);

        var x8 = Unsafe.Add(ref x, 8);
        r8 += Multiply(x8, y0);
        r9 += Multiply(x8, y1);
        r0 += Multiply(x8, z2);
        r1 += Multiply(x8, z3);
        r2 += Multiply(x8, z4);
        r3 += Multiply(x8, z5);
        r4 += Multiply(x8, z6);
        r5 += Multiply(x8, z7);
        r6 += Multiply(x8, z8);
        r7 += Multiply(x8, z9);

        var x9 = Unsafe.Add(ref x, 9);
        var d9 = x9 + x9;
        r9 += Multiply(x9, y0);
        r0 += Multiply(d9, z1);
        r1 += Multiply(x9, z2);
        r2 += Multiply(d9, z3);
        r3 += Multiply(x9, z4);
        r4 += Multiply(d9, z5);
        r5 += Multiply(x9, z6);
        r6 += Multiply(d9, z7);
        r7 += Multiply(x9, z8);
        r8 += Multiply(d9, z9);

        Carry(r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, out result);
    }

    /// <summary>The squares. Limbs may have one bit more.</summary>
    public static void Square(in Field25519x4 a, out Field25519x4 result)
    {
        var nineteen = Vector256.Create(19UL);
        ref var x = ref First(in a);
        var x0 = Unsafe.Add(ref x, 0);
        var x1 = Unsafe.Add(ref x, 1);
        var x2 = Unsafe.Add(ref x, 2);
        var x3 = Unsafe.Add(ref x, 3);
        var x4 = Unsafe.Add(ref x, 4);
        var x5 = Unsafe.Add(ref x, 5);
        var x6 = Unsafe.Add(ref x, 6);
        var x7 = Unsafe.Add(ref x, 7);
        var x8 = Unsafe.Add(ref x, 8);
        var x9 = Unsafe.Add(ref x, 9);
        var z5 = Multiply(x5, nineteen);
        var z6 = Multiply(x6, nineteen);
        var z7 = Multiply(x7, nineteen);
        var z8 = Multiply(x8, nineteen);
        var z9 = Multiply(x9, nineteen);

        var d0 = x0 + x0;
        var r0 = Multiply(x0, x0);
        var r1 = Multiply(d0, x1);
        var r2 = Multiply(d0, x2);
        var r3 = Multiply(d0, x3);
        var r4 = Multiply(d0, x4);
        var r5 = Multiply(d0, x5);
        var r6 = Multiply(d0, x6);
        var r7 = Multiply(d0, x7);
        var r8 = Multiply(d0, x8);
        var r9 = Multiply(d0, x9);

        var d1 = x1 + x1;
        var q1 = d1 + d1;
        r2 += Multiply(d1, x1);
        r3 += Multiply(d1, x2);
        r4 += Multiply(q1, x3);
        r5 += Multiply(d1, x4);
        r6 += Multiply(q1, x5);
        r7 += Multiply(d1, x6);
        r8 += Multiply(q1, x7);
        r9 += Multiply(d1, x8);
        r0 += Multiply(q1, z9);

        var d2 = x2 + x2;
        r4 += Multiply(x2, x2);
        r5 += Multiply(d2, x3);
        r6 += Multiply(d2, x4);
        r7 += Multiply(d2, x5);
        r8 += Multiply(d2, x6);
        r9 += Multiply(d2, x7);
        r0 += Multiply(d2, z8);
        r1 += Multiply(d2, z9);

        var d3 = x3 + x3;
        var q3 = d3 + d3;
        r6 += Multiply(d3, x3);
        r7 += Multiply(d3, x4);
        r8 += Multiply(q3, x5);
        r9 += Multiply(d3, x6);
        r0 += Multiply(q3, z7);
        r1 += Multiply(d3, z8);
        r2 += Multiply(q3, z9);

        var d4 = x4 + x4;
        r8 += Multiply(x4, x4);
        r9 += Multiply(d4, x5);
        r0 += Multiply(d4, z6);
        r1 += Multiply(d4, z7);
        r2 += Multiply(d4, z8);
        r3 += Multiply(d4, z9);

        var d5 = x5 + x5;
        var q5 = d5 + d5;
        r0 += Multiply(d5, z5);
        r1 += Multiply(d5, z6);
        r2 += Multiply(q5, z7);
        r3 += Multiply(d5, z8);
        r4 += Multiply(q5, z9);

        var d6 = x6 + x6;
        r2 += Multiply(x6, z6);
        r3 += Multiply(d6, z7);
        r4 += Multiply(d6, z8);
        r5 += Multiply(d6, z9);

        var d7 = x7 + x7;
        var q7 = d7 + d7;
        r4 += Multiply(d7, z7);
        r5 += Multiply(d7, z8);
        r6 += Multiply(q7, z9);

        var d8 = x8 + x8;
        r6 += Multiply(x8, z8);
        r7 += Multiply(d8, z9);

        var d9 = x9 + x9;
        r8 += Multiply(d9, z9);

        Carry(r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, out result);
    }

    /// <summary>Brings sums of products back to 26 and 25 bits, in two chains beside each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(
        Vector256<ulong> r0,
        Vector256<ulong> r1,
        Vector256<ulong> r2,
        Vector256<ulong> r3,
        Vector256<ulong> r4,
        Vector256<ulong> r5,
        Vector256<ulong> r6,
        Vector256<ulong> r7,
        Vector256<ulong> r8,
        Vector256<ulong> r9,
        out Field25519x4 result)
    {
        Unsafe.SkipInit(out result);
        var mask26 = Mask26;
        var mask25 = Mask25;
        r1 += r0 >>> 26;
        r5 += r4 >>> 26;
        r0 &= mask26;
        r4 &= mask26;
        r2 += r1 >>> 25;
        r6 += r5 >>> 25;
        r1 &= mask25;
        r5 &= mask25;
        r3 += r2 >>> 26;
        r7 += r6 >>> 26;
        r2 &= mask26;
        r6 &= mask26;
        r4 += r3 >>> 25;
        r8 += r7 >>> 25;
        r3 &= mask25;
        r7 &= mask25;
        r5 += r4 >>> 26;
        r9 += r8 >>> 26;
        r4 &= mask26;
        r8 &= mask26;
        var carry = r9 >>> 25;
        r9 &= mask25;

        // 19 c, where c may have more than 32 bits.
        r0 += carry + (carry << 1) + (carry << 4);
        r1 += r0 >>> 26;
        r0 &= mask26;

        ref var r = ref Unsafe.As<Field25519x4, Vector256<ulong>>(ref Unsafe.AsRef(in result));
        Unsafe.Add(ref r, 0) = r0;
        Unsafe.Add(ref r, 1) = r1;
        Unsafe.Add(ref r, 2) = r2;
        Unsafe.Add(ref r, 3) = r3;
        Unsafe.Add(ref r, 4) = r4;
        Unsafe.Add(ref r, 5) = r5;
        Unsafe.Add(ref r, 6) = r6;
        Unsafe.Add(ref r, 7) = r7;
        Unsafe.Add(ref r, 8) = r8;
        Unsafe.Add(ref r, 9) = r9;
    }
}
