// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suti.Crypto;

/// <summary>Keccak-f[1600] (FIPS 202 §3), over 25 lanes in the order <c>x + 5y</c>.</summary>
[SkipLocalsInit]
internal static class KeccakPermutation
{
    public const int LaneCount = 25;

    private const int RoundCount = 24;

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
        0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    public static void Permute(Span<ulong> lanes)
    {
        // Rounds go from one state to another and back: the ten values that a row needs then stay in registers.
        Span<ulong> other = stackalloc ulong[LaneCount];
        ref var a = ref MemoryMarshal.GetReference(lanes[..LaneCount]);
        ref var e = ref MemoryMarshal.GetReference(other);
        ref var constant = ref MemoryMarshal.GetReference(RoundConstants);
        for (nuint round = 0; round < RoundCount; round += 2)
        {
            Round(ref a, ref e, in Unsafe.Add(ref constant, round));
            Round(ref e, ref a, in Unsafe.Add(ref constant, round + 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong a, ref ulong e, ref readonly ulong constant)
    {
        // θ
        var c0 = a ^ Unsafe.Add(ref a, 5) ^ Unsafe.Add(ref a, 10) ^ Unsafe.Add(ref a, 15) ^ Unsafe.Add(ref a, 20);
        var c1 = Unsafe.Add(ref a, 1) ^ Unsafe.Add(ref a, 6) ^ Unsafe.Add(ref a, 11) ^ Unsafe.Add(ref a, 16) ^ Unsafe.Add(ref a, 21);
        var c2 = Unsafe.Add(ref a, 2) ^ Unsafe.Add(ref a, 7) ^ Unsafe.Add(ref a, 12) ^ Unsafe.Add(ref a, 17) ^ Unsafe.Add(ref a, 22);
        var c3 = Unsafe.Add(ref a, 3) ^ Unsafe.Add(ref a, 8) ^ Unsafe.Add(ref a, 13) ^ Unsafe.Add(ref a, 18) ^ Unsafe.Add(ref a, 23);
        var c4 = Unsafe.Add(ref a, 4) ^ Unsafe.Add(ref a, 9) ^ Unsafe.Add(ref a, 14) ^ Unsafe.Add(ref a, 19) ^ Unsafe.Add(ref a, 24);
        var d0 = c4 ^ BitOperations.RotateLeft(c1, 1);
        var d1 = c0 ^ BitOperations.RotateLeft(c2, 1);
        var d2 = c1 ^ BitOperations.RotateLeft(c3, 1);
        var d3 = c2 ^ BitOperations.RotateLeft(c4, 1);
        var d4 = c3 ^ BitOperations.RotateLeft(c0, 1);

        // ρ, π and χ, row by row: lane (x, y) moves to (y, 2x + 3y); and ι in the first lane
        var b0 = a ^ d0;
        var b1 = BitOperations.RotateLeft(Unsafe.Add(ref a, 6) ^ d1, 44);
        var b2 = BitOperations.RotateLeft(Unsafe.Add(ref a, 12) ^ d2, 43);
        var b3 = BitOperations.RotateLeft(Unsafe.Add(ref a, 18) ^ d3, 21);
        var b4 = BitOperations.RotateLeft(Unsafe.Add(ref a, 24) ^ d4, 14);
        e = b0 ^ (~b1 & b2) ^ constant;
        Unsafe.Add(ref e, 1) = b1 ^ (~b2 & b3);
        Unsafe.Add(ref e, 2) = b2 ^ (~b3 & b4);
        Unsafe.Add(ref e, 3) = b3 ^ (~b4 & b0);
        Unsafe.Add(ref e, 4) = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(Unsafe.Add(ref a, 3) ^ d3, 28);
        b1 = BitOperations.RotateLeft(Unsafe.Add(ref a, 9) ^ d4, 20);
        b2 = BitOperations.RotateLeft(Unsafe.Add(ref a, 10) ^ d0, 3);
        b3 = BitOperations.RotateLeft(Unsafe.Add(ref a, 16) ^ d1, 45);
        b4 = BitOperations.RotateLeft(Unsafe.Add(ref a, 22) ^ d2, 61);
        Unsafe.Add(ref e, 5) = b0 ^ (~b1 & b2);
        Unsafe.Add(ref e, 6) = b1 ^ (~b2 & b3);
        Unsafe.Add(ref e, 7) = b2 ^ (~b3 & b4);
        Unsafe.Add(ref e, 8) = b3 ^ (~b4 & b0);
        Unsafe.Add(ref e, 9) = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(Unsafe.Add(ref a, 1) ^ d1, 1);
        b1 = BitOperations.RotateLeft(Unsafe.Add(ref a, 7) ^ d2, 6);
        b2 = BitOperations.RotateLeft(Unsafe.Add(ref a, 13) ^ d3, 25);
        b3 = BitOperations.RotateLeft(Unsafe.Add(ref a, 19) ^ d4, 8);
        b4 = BitOperations.RotateLeft(Unsafe.Add(ref a, 20) ^ d0, 18);
        Unsafe.Add(ref e, 10) = b0 ^ (~b1 & b2);
        Unsafe.Add(ref e, 11) = b1 ^ (~b2 & b3);
        Unsafe.Add(ref e, 12) = b2 ^ (~b3 & b4);
        Unsafe.Add(ref e, 13) = b3 ^ (~b4 & b0);
        Unsafe.Add(ref e, 14) = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(Unsafe.Add(ref a, 4) ^ d4, 27);
        b1 = BitOperations.RotateLeft(Unsafe.Add(ref a, 5) ^ d0, 36);
        b2 = BitOperations.RotateLeft(Unsafe.Add(ref a, 11) ^ d1, 10);
        b3 = BitOperations.RotateLeft(Unsafe.Add(ref a, 17) ^ d2, 15);
        b4 = BitOperations.RotateLeft(Unsafe.Add(ref a, 23) ^ d3, 56);
        Unsafe.Add(ref e, 15) = b0 ^ (~b1 & b2);
        Unsafe.Add(ref e, 16) = b1 ^ (~b2 & b3);
        Unsafe.Add(ref e, 17) = b2 ^ (~b3 & b4);
        Unsafe.Add(ref e, 18) = b3 ^ (~b4 & b0);
        Unsafe.Add(ref e, 19) = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(Unsafe.Add(ref a, 2) ^ d2, 62);
        b1 = BitOperations.RotateLeft(Unsafe.Add(ref a, 8) ^ d3, 55);
        b2 = BitOperations.RotateLeft(Unsafe.Add(ref a, 14) ^ d4, 39);
        b3 = BitOperations.RotateLeft(Unsafe.Add(ref a, 15) ^ d0, 41);
        b4 = BitOperations.RotateLeft(Unsafe.Add(ref a, 21) ^ d1, 2);
        Unsafe.Add(ref e, 20) = b0 ^ (~b1 & b2);
        Unsafe.Add(ref e, 21) = b1 ^ (~b2 & b3);
        Unsafe.Add(ref e, 22) = b2 ^ (~b3 & b4);
        Unsafe.Add(ref e, 23) = b3 ^ (~b4 & b0);
        Unsafe.Add(ref e, 24) = b4 ^ (~b0 & b1);
    }
}
