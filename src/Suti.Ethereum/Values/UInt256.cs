// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Suti.Ethereum;

/// <summary>
/// An unsigned number of 256 bits, the word of the Ethereum virtual machine. Arithmetic is checked: what does not fit throws
/// <see cref="OverflowException"/>, as in Solidity.
/// </summary>
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    /// <summary>The size of a word in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _w0;
    private readonly ulong _w1;
    private readonly ulong _w2;
    private readonly ulong _w3;

    /// <summary>A number from its four 64-bit parts, the most significant first.</summary>
    public UInt256(ulong w3, ulong w2, ulong w1, ulong w0)
    {
        _w0 = w0;
        _w1 = w1;
        _w2 = w2;
        _w3 = w3;
    }

    /// <summary>Zero.</summary>
    public static UInt256 Zero => default;

    /// <summary>One.</summary>
    public static UInt256 One => new(0, 0, 0, 1);

    /// <summary>The greatest number, 2^256 - 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether the number is zero.</summary>
    public bool IsZero => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>How many bits the number needs; none for zero.</summary>
    public int BitLength
    {
        get
        {
            if (_w3 != 0)
            {
                return 256 - BitOperations.LeadingZeroCount(_w3);
            }

            if (_w2 != 0)
            {
                return 192 - BitOperations.LeadingZeroCount(_w2);
            }

            return _w1 != 0 ? 128 - BitOperations.LeadingZeroCount(_w1) : 64 - BitOperations.LeadingZeroCount(_w0);
        }
    }

    /// <summary>How many bytes the number needs; none for zero.</summary>
    public int ByteLength => (BitLength + 7) >> 3;

    /// <summary>The lowest 64 bits.</summary>
    internal ulong Low => _w0;

    internal ulong High => _w3;

    /// <summary>Reads a big-endian number of at most 32 bytes; shorter input has leading zeros.</summary>
    /// <exception cref="ArgumentException">There are more than 32 bytes.</exception>
    public static UInt256 FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == Size)
        {
            return new UInt256(
                BinaryPrimitives.ReadUInt64BigEndian(bytes),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
        }

        RequireAtMostOneWord(bytes);
        Span<byte> word = stackalloc byte[Size];
        word.Clear();
        bytes.CopyTo(word[(Size - bytes.Length)..]);
        return FromBigEndian(word);
    }

    /// <summary>Reads a little-endian number of at most 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more than 32 bytes.</exception>
    public static UInt256 FromLittleEndian(ReadOnlySpan<byte> bytes)
    {
        RequireAtMostOneWord(bytes);
        Span<byte> word = stackalloc byte[Size];
        word.Clear();
        bytes.CopyTo(word);
        return new UInt256(
            BinaryPrimitives.ReadUInt64LittleEndian(word[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(word[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(word[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(word));
    }

    /// <summary>Writes all 32 bytes, big-endian.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void WriteBigEndian(Span<byte> destination)
    {
        RequireRoom(destination);
        BinaryPrimitives.WriteUInt64BigEndian(destination, _w3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _w2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _w1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _w0);
    }

    /// <summary>Writes all 32 bytes, little-endian.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void WriteLittleEndian(Span<byte> destination)
    {
        RequireRoom(destination);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _w0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _w1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _w2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _w3);
    }

    /// <summary>All 32 bytes, big-endian.</summary>
    public byte[] ToBigEndian()
    {
        var bytes = new byte[Size];
        WriteBigEndian(bytes);
        return bytes;
    }

    /// <summary>The number as a <see cref="BigInteger"/>.</summary>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>The number from a <see cref="BigInteger"/>.</summary>
    /// <exception cref="OverflowException">The value is negative or needs more than 256 bits.</exception>
    public static UInt256 FromBigInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return value.Sign >= 0 && value.TryWriteBytes(bytes, out var written, isUnsigned: true)
            ? FromLittleEndian(bytes[..written])
            : throw new OverflowException("The value is not a number of 256 bits.");
    }

    /// <inheritdoc/>
    public bool Equals(UInt256 other) =>
        ((_w0 ^ other._w0) | (_w1 ^ other._w1) | (_w2 ^ other._w2) | (_w3 ^ other._w3)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_w0, _w1, _w2, _w3);

    /// <inheritdoc/>
    public int CompareTo(UInt256 other)
    {
        if (_w3 != other._w3)
        {
            return _w3.CompareTo(other._w3);
        }

        if (_w2 != other._w2)
        {
            return _w2.CompareTo(other._w2);
        }

        return _w1 != other._w1 ? _w1.CompareTo(other._w1) : _w0.CompareTo(other._w0);
    }

    private static void RequireAtMostOneWord(ReadOnlySpan<byte> bytes, [CallerArgumentExpression(nameof(bytes))] string? name = null)
    {
        if (bytes.Length > Size)
        {
            throw new ArgumentException("A number has at most 32 bytes.", name);
        }
    }

    private static void RequireRoom(Span<byte> destination, [CallerArgumentExpression(nameof(destination))] string? name = null)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException("A number takes 32 bytes.", name);
        }
    }
}
