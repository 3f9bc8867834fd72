// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Suti.Encodings;

/// <summary>The head of a data item: its initial byte and argument (RFC 8949 section 3).</summary>
internal readonly ref struct CborHead(byte initial, ulong argument, int size)
{
    public const int MaxSize = 9;

    public int MajorType => initial >> 5;

    /// <summary>The lower five bits.</summary>
    public int Information => initial & 0x1F;

    public ulong Argument => argument;

    /// <summary>The number of bytes of the head.</summary>
    public int Size => size;

    public bool IsIndefinite => Information == CborMajorType.IndefiniteLength;

    /// <summary>Whether the argument could not have been written in fewer bytes.</summary>
    public bool IsShortest => size switch
    {
        1 => true,
        2 => argument >= CborMajorType.OneByteArgument,
        3 => argument > byte.MaxValue,
        5 => argument > ushort.MaxValue,
        _ => argument > uint.MaxValue,
    };

    /// <summary>Reads the head at the start of <paramref name="data"/>. False when it is cut off or reserved (28 to 30).</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out CborHead head)
    {
        head = default;
        if (data.IsEmpty)
        {
            return false;
        }

        var initial = data[0];
        var information = initial & 0x1F;
        if (information < CborMajorType.OneByteArgument || information == CborMajorType.IndefiniteLength)
        {
            head = new CborHead(initial, (ulong)information, 1);
            return true;
        }

        if (information > CborMajorType.EightByteArgument)
        {
            return false;
        }

        var argumentSize = 1 << (information - CborMajorType.OneByteArgument);
        if (data.Length <= argumentSize)
        {
            return false;
        }

        var rest = data[1..];
        var argument = information switch
        {
            CborMajorType.OneByteArgument => rest[0],
            CborMajorType.TwoByteArgument => BinaryPrimitives.ReadUInt16BigEndian(rest),
            CborMajorType.FourByteArgument => BinaryPrimitives.ReadUInt32BigEndian(rest),
            _ => BinaryPrimitives.ReadUInt64BigEndian(rest),
        };
        head = new CborHead(initial, argument, 1 + argumentSize);
        return true;
    }

    /// <summary>Writes the shortest head and returns its size; <paramref name="destination"/> has room for nine bytes.</summary>
    public static int Write(int majorType, ulong argument, Span<byte> destination)
    {
        var type = majorType << 5;
        switch (argument)
        {
            case < CborMajorType.OneByteArgument:
                destination[0] = (byte)(type | (int)argument);
                return 1;
            case <= byte.MaxValue:
                destination[0] = (byte)(type | CborMajorType.OneByteArgument);
                destination[1] = (byte)argument;
                return 2;
            case <= ushort.MaxValue:
                destination[0] = (byte)(type | CborMajorType.TwoByteArgument);
                BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)argument);
                return 3;
            case <= uint.MaxValue:
                destination[0] = (byte)(type | CborMajorType.FourByteArgument);
                BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)argument);
                return 5;
            default:
                destination[0] = (byte)(type | CborMajorType.EightByteArgument);
                BinaryPrimitives.WriteUInt64BigEndian(destination[1..], argument);
                return 9;
        }
    }
}
