// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Encodings;

/// <summary>
/// Unsigned variable-length integers of multiformats: seven bits per byte, the lowest first, at most nine bytes and always the
/// shortest form.
/// </summary>
public static class Varint
{
    /// <summary>The greatest number of bytes of an integer.</summary>
    public const int MaxSize = 9;

    /// <summary>The greatest integer: 63 bits.</summary>
    public const ulong MaxValue = long.MaxValue;

    /// <summary>The number of bytes that an integer takes.</summary>
    public static int GetSize(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        return Math.Max(1, (BitOperations.Log2(value) / 7) + 1);
    }

    /// <summary>Encodes an integer.</summary>
    public static byte[] Encode(ulong value)
    {
        var bytes = new byte[GetSize(value)];
        Encode(value, bytes);
        return bytes;
    }

    /// <summary>Encodes an integer into <paramref name="destination"/> and returns the number of bytes written.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Encode(ulong value, Span<byte> destination)
    {
        var size = GetSize(value);
        if (destination.Length < size)
        {
            throw new ArgumentException("The destination is too small.", nameof(destination));
        }

        for (var index = 0; index < size - 1; index++)
        {
            destination[index] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[size - 1] = (byte)value;
        return size;
    }

    /// <summary>
    /// Decodes the integer at the start of <paramref name="source"/>; false when it is cut off, too large or not in its shortest
    /// form.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, out ulong value, out int bytesRead) =>
        TryDecode(source, out value, out bytesRead, out _);

    /// <summary>Decodes the integer at the start of <paramref name="source"/>.</summary>
    /// <exception cref="FormatException">It is cut off, too large or not in its shortest form.</exception>
    public static ulong Decode(ReadOnlySpan<byte> source, out int bytesRead) =>
        TryDecode(source, out var value, out bytesRead, out var fault) ? value : throw fault.ToException("a varint", "byte");

    private static bool TryDecode(ReadOnlySpan<byte> source, out ulong value, out int bytesRead, out InputFault fault)
    {
        value = 0;
        bytesRead = 0;
        ulong result = 0;
        for (var index = 0; index < MaxSize; index++)
        {
            if (index == source.Length)
            {
                fault = new InputFault("an integer that is cut off", index);
                return false;
            }

            var current = source[index];
            result |= (ulong)(current & 0x7F) << (7 * index);
            if (current < 0x80)
            {
                var isShortest = current != 0 || index == 0;
                fault = isShortest ? default : new InputFault("an integer that is not in its shortest form", index);
                (value, bytesRead) = isShortest ? (result, index + 1) : (0UL, 0);
                return isShortest;
            }
        }

        fault = new InputFault("an integer of more than nine bytes", MaxSize);
        return false;
    }
}
