// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Suti.Ethereum;

/// <summary>
/// Writes recursive length prefixes. The buffer is rented and grows as needed; what was written may be secret, so it is cleared
/// before it goes back.
/// </summary>
public sealed class RlpWriter : IDisposable
{
    private const int InitialCapacity = 512;
    private const int MaxPrefix = 1 + sizeof(int);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int[] _lists = [];
    private OpenLists _openLists;
    private int _depth;
    private int _length;

    /// <summary>What was written so far; valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">A list is still open.</exception>
    public ReadOnlySpan<byte> WrittenSpan =>
        _depth == 0 ? _buffer.AsSpan(0, _length) : throw new InvalidOperationException("A list is still open.");

    /// <summary>A copy of what was written.</summary>
    /// <exception cref="InvalidOperationException">A list is still open.</exception>
    public byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Writes a string of bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        if (value.Length == 1 && value[0] < 0x80)
        {
            WriteByte(value[0]);
            return;
        }

        var target = Reserve(MaxPrefix + value.Length);
        var prefix = WritePrefix(target, value.Length, 0x80);
        value.CopyTo(target[prefix..]);
        _length += prefix + value.Length;
    }

    /// <summary>Writes a number without leading zeros; zero is the empty string.</summary>
    public void WriteUInt64(ulong value)
    {
        if (value is > 0 and < 0x80)
        {
            WriteByte((byte)value);
            return;
        }

        var size = (71 - BitOperations.LeadingZeroCount(value)) >> 3;
        var target = Reserve(1 + sizeof(ulong));
        target[0] = (byte)(0x80 + size);
        for (var index = size; index > 0; index--)
        {
            target[index] = (byte)value;
            value >>= 8;
        }

        _length += 1 + size;
    }

    /// <summary>Writes a number without leading zeros; zero is the empty string.</summary>
    public void WriteUInt256(UInt256 value)
    {
        if (value.TryToUInt64(out var small))
        {
            WriteUInt64(small);
            return;
        }

        Span<byte> bytes = stackalloc byte[UInt256.Size];
        value.WriteBigEndian(bytes);
        WriteBytes(bytes[(UInt256.Size - value.ByteLength)..]);
    }

    /// <summary>Writes an address.</summary>
    public void WriteAddress(Address address)
    {
        var target = Reserve(1 + Address.Size);
        target[0] = 0x80 + Address.Size;
        address.WriteBytes(target[1..]);
        _length += 1 + Address.Size;
    }

    /// <summary>Writes an address, or the empty string where there is none.</summary>
    public void WriteAddress(Address? address)
    {
        if (address is { } present)
        {
            WriteAddress(present);
        }
        else
        {
            WriteBytes(default);
        }
    }

    /// <summary>Writes items that are encoded already. They are not checked.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> items)
    {
        items.CopyTo(Reserve(items.Length));
        _length += items.Length;
    }

    /// <summary>Opens a list; what follows belongs to it until <see cref="EndList"/>.</summary>
    public void StartList()
    {
        if (_depth < OpenLists.Size)
        {
            _openLists[_depth] = _length;
        }
        else
        {
            if (_depth - OpenLists.Size == _lists.Length)
            {
                Array.Resize(ref _lists, Math.Max(OpenLists.Size, 2 * _lists.Length));
            }

            _lists[_depth - OpenLists.Size] = _length;
        }

        _depth++;
        Reserve(1);
        _length++;
    }

    /// <summary>Closes the list that was opened last.</summary>
    /// <exception cref="InvalidOperationException">No list is open.</exception>
    public void EndList()
    {
        if (_depth == 0)
        {
            throw new InvalidOperationException("No list is open.");
        }

        _depth--;
        var start = _depth < OpenLists.Size ? _openLists[_depth] : _lists[_depth - OpenLists.Size];

        // One byte was left for the prefix, which is right for short lists; longer ones move over.
        var size = _length - start - 1;
        Span<byte> prefix = stackalloc byte[MaxPrefix];
        var prefixLength = WritePrefix(prefix, size, 0xc0);
        if (prefixLength > 1)
        {
            Reserve(prefixLength);
            _buffer.AsSpan(start + 1, size).CopyTo(_buffer.AsSpan(start + prefixLength));
            _length += prefixLength - 1;
        }

        prefix[..prefixLength].CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear()
    {
        _depth = 0;
        _length = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length != 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
            _length = 0;
        }
    }

    private static int WritePrefix(Span<byte> target, int size, byte offset)
    {
        if (size <= 55)
        {
            target[0] = (byte)(offset + size);
            return 1;
        }

        var sizeLength = (39 - BitOperations.LeadingZeroCount((uint)size)) >> 3;
        target[0] = (byte)(offset + 55 + sizeLength);
        for (var index = sizeLength; index > 0; index--)
        {
            target[index] = (byte)size;
            size >>= 8;
        }

        return 1 + sizeLength;
    }

    private void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }

    /// <summary>Where the outermost open lists start: most items need no array for it.</summary>
    [InlineArray(Size)]
    private struct OpenLists
    {
        public const int Size = 8;

        private int _first;
    }
}
