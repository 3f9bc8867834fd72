// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>A <see cref="Field25519x4"/> with two limbs to a lane, the odd one in the high half: a factor kept in a table.</summary>
[InlineArray(VectorCount)]
internal struct Field25519x4Packed
{
    public const int VectorCount = Field25519x4.LimbCount / 2;

    private Vector256<ulong> _first;

    public static void Pack(in Field25519x4 element, out Field25519x4Packed result)
    {
        Unsafe.SkipInit(out result);
        for (var i = 0; i < VectorCount; i++)
        {
            result[i] = element[2 * i] | (element[(2 * i) + 1] << 32);
        }
    }

    public readonly void Unpack(out Field25519x4 result)
    {
        Unsafe.SkipInit(out result);
        for (var i = 0; i < VectorCount; i++)
        {
            // A product looks at the low half only, so the odd limb above the even one may stay.
            result[2 * i] = this[i];
            result[(2 * i) + 1] = this[i] >>> 32;
        }
    }

    /// <summary>The limbs of 2p, packed as the table is: the first vector, and the others.</summary>
    public static Vector256<uint> TwoP(int index) => Vector256.Create(
        ((ulong)Field25519x4.TwoPOdd << 32) | (index == 0 ? Field25519x4.TwoPFirst : Field25519x4.TwoPEven)).AsUInt32();
}
