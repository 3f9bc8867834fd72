// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Suti.Encodings;

/// <summary>Floating-point numbers in 16, 32 and 64 bits (RFC 8949 section 3.3) and the shortest of them (section 4.1).</summary>
internal static class CborFloat
{
    /// <summary>The number in the head of a floating-point item.</summary>
    public static double Decode(in CborHead head) => head.Information switch
    {
        CborMajorType.TwoByteArgument => HalfBitsToDouble((ushort)head.Argument),
        CborMajorType.FourByteArgument => SingleBitsToDouble((uint)head.Argument),
        _ => BitConverter.UInt64BitsToDouble(head.Argument),
    };

    /// <summary>Whether no shorter width holds the same number, or the same NaN.</summary>
    public static bool IsShortest(in CborHead head) => head.Information switch
    {
        CborMajorType.TwoByteArgument => true,
        CborMajorType.FourByteArgument => !TryToHalfBits(SingleBitsToDouble((uint)head.Argument), out _),
        _ => !TryToSingleBits(BitConverter.UInt64BitsToDouble(head.Argument), out _),
    };

    /// <summary>Writes a number in the shortest width that holds it exactly and returns the size.</summary>
    public static int Write(double value, Span<byte> destination)
    {
        const int Other = CborMajorType.Other << 5;
        if (TryToHalfBits(value, out var half))
        {
            destination[0] = Other | CborMajorType.TwoByteArgument;
            BinaryPrimitives.WriteUInt16BigEndian(destination[1..], half);
            return 3;
        }

        if (TryToSingleBits(value, out var single))
        {
            destination[0] = Other | CborMajorType.FourByteArgument;
            BinaryPrimitives.WriteUInt32BigEndian(destination[1..], single);
            return 5;
        }

        destination[0] = Other | CborMajorType.EightByteArgument;
        BinaryPrimitives.WriteDoubleBigEndian(destination[1..], value);
        return 9;
    }

    // NaNs are moved bit by bit: a conversion by the processor would make a signalling NaN quiet.
    private static double HalfBitsToDouble(ushort bits)
    {
        var half = BitConverter.UInt16BitsToHalf(bits);
        return Half.IsNaN(half)
            ? BitConverter.UInt64BitsToDouble(((ulong)(bits & 0x8000) << 48) | 0x7FF0_0000_0000_0000 | ((ulong)(bits & 0x3FF) << 42))
            : (double)half;
    }

    private static double SingleBitsToDouble(uint bits)
    {
        var single = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(single)
            ? BitConverter.UInt64BitsToDouble(
                ((ulong)(bits & 0x8000_0000) << 32) | 0x7FF0_0000_0000_0000 | ((ulong)(bits & 0x7F_FFFF) << 29))
            : single;
    }

    private static bool TryToHalfBits(double value, out ushort bits)
    {
        if (!double.IsNaN(value))
        {
            var half = (Half)value;
            bits = BitConverter.HalfToUInt16Bits(half);
            return (double)half == value;
        }

        var wide = BitConverter.DoubleToUInt64Bits(value);
        bits = (ushort)(((wide >> 48) & 0x8000) | 0x7C00 | ((wide >> 42) & 0x3FF));
        return (wide & ((1UL << 42) - 1)) == 0;
    }

    private static bool TryToSingleBits(double value, out uint bits)
    {
        if (!double.IsNaN(value))
        {
            var single = (float)value;
            bits = BitConverter.SingleToUInt32Bits(single);
            return single == value;
        }

        var wide = BitConverter.DoubleToUInt64Bits(value);
        bits = (uint)((wide >> 32) & 0x8000_0000) | 0x7F80_0000 | (uint)((wide >> 29) & 0x7F_FFFF);
        return (wide & ((1UL << 29) - 1)) == 0;
    }
}
