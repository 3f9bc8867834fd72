// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Suti.Encodings;

/// <summary>
/// Writes CBOR (RFC 8949): always the shortest heads and floats and definite lengths and, unless told otherwise, maps in
/// bytewise key order, so that the result is the core deterministic encoding of section 4.2.1. The buffer is pooled; dispose the
/// writer to clear and return it.
/// </summary>
public sealed class CborWriter : IDisposable
{
    private const int InitialCapacity = 256;
    private const ulong PositiveBignumTag = 2;
    private const ulong NegativeBignumTag = 3;

    private readonly CborMapOrder _mapOrder;
    private readonly Stack<Container> _containers = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _length;
    private bool _afterTag;
    private bool _disposed;

    /// <summary>Creates a writer.</summary>
    public CborWriter(CborMapOrder mapOrder = CborMapOrder.Sort) => _mapOrder = mapOrder;

    /// <summary>The number of bytes written so far.</summary>
    public int BytesWritten => _length;

    /// <summary>What has been written: one or more complete items.</summary>
    /// <exception cref="InvalidOperationException">An array, a map or a tag is not complete.</exception>
    public ReadOnlySpan<byte> WrittenSpan
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _containers.Count == 0 && !_afterTag
                ? _buffer.AsSpan(0, _length)
                : throw new InvalidOperationException("An array, a map or a tagged item is not complete.");
        }
    }

    /// <summary>A copy of what has been written: one or more complete items.</summary>
    /// <exception cref="InvalidOperationException">An array, a map or a tag is not complete.</exception>
    public byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Writes an unsigned integer.</summary>
    public void WriteUInt64(ulong value) => WriteItem(CborMajorType.UnsignedInteger, value);

    /// <summary>Writes an integer.</summary>
    public void WriteInt64(long value) => WriteItem(
        value >= 0 ? CborMajorType.UnsignedInteger : CborMajorType.NegativeInteger, (ulong)(value >= 0 ? value : ~value));

    /// <summary>Writes an integer of any size: as a big number (tag 2 or 3) only when it needs more than 64 bits.</summary>
    public void WriteBigInteger(BigInteger value)
    {
        var isNegative = value.Sign < 0;
        var magnitude = isNegative ? BigInteger.MinusOne - value : value;
        if (magnitude <= ulong.MaxValue)
        {
            WriteItem(isNegative ? CborMajorType.NegativeInteger : CborMajorType.UnsignedInteger, (ulong)magnitude);
            return;
        }

        WriteTag(isNegative ? NegativeBignumTag : PositiveBignumTag);
        WriteByteString(magnitude.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>Writes a floating-point number in the shortest width that holds it exactly.</summary>
    public void WriteDouble(double value)
    {
        BeginItem();
        _length += CborFloat.Write(value, Reserve(CborHead.MaxSize));
        EndItem();
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteInitialByte(value ? CborMajorType.True : CborMajorType.False);

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteInitialByte(CborMajorType.Null);

    /// <summary>Writes <c>undefined</c>.</summary>
    public void WriteUndefined() => WriteInitialByte(CborMajorType.Undefined);

    /// <summary>Writes a simple value: 0 to 23 or 32 to 255.</summary>
    public void WriteSimpleValue(byte value)
    {
        if (value is >= CborMajorType.OneByteArgument and < 32)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The simple values 24 to 31 do not exist.");
        }

        WriteItem(CborMajorType.Other, value);
    }

    /// <summary>Writes a byte string.</summary>
    public void WriteByteString(ReadOnlySpan<byte> value) => WriteString(CborMajorType.ByteString, value);

    /// <summary>Writes a text string that is UTF-8 already.</summary>
    /// <exception cref="ArgumentException">The text is not UTF-8.</exception>
    public void WriteUtf8String(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
        {
            throw new ArgumentException("The text is not UTF-8.", nameof(value));
        }

        WriteString(CborMajorType.TextString, value);
    }

    /// <summary>Writes a text string.</summary>
    /// <exception cref="ArgumentException">The text has a lone surrogate.</exception>
    public void WriteTextString(ReadOnlySpan<char> value)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        try
        {
            if (Utf8.FromUtf16(value, rented, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                throw new ArgumentException("The text has a lone surrogate.", nameof(value));
            }

            WriteString(CborMajorType.TextString, rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>Writes a tag; the tagged item must follow.</summary>
    public void WriteTag(ulong tag)
    {
        BeginItem();
        WriteHead(CborMajorType.Tag, tag);
        _afterTag = true;
    }

    /// <summary>Starts an array of <paramref name="count"/> items, which follow, then <see cref="WriteEndArray"/>.</summary>
    public void WriteStartArray(int count) => Open(CborMajorType.Array, count, count);

    /// <summary>Ends an array.</summary>
    /// <exception cref="InvalidOperationException">No array is open, or it has not got all its items.</exception>
    public void WriteEndArray() => Close(isMap: false);

    /// <summary>
    /// Starts a map of <paramref name="count"/> entries; its keys and values follow in turn, then <see cref="WriteEndMap"/>.
    /// </summary>
    public void WriteStartMap(int count) => Open(CborMajorType.Map, count, checked(count * 2));

    /// <summary>Ends a map and puts its entries into order.</summary>
    /// <exception cref="InvalidOperationException">
    /// No map is open, it has not got all its entries, a key is repeated, or the keys are not in the order that is demanded.
    /// </exception>
    public void WriteEndMap() => Close(isMap: true);

    /// <summary>Writes a data item that is encoded already; it must be well-formed and is not changed.</summary>
    /// <exception cref="ArgumentException">It is not exactly one valid data item.</exception>
    public void WriteEncodedItem(ReadOnlySpan<byte> item)
    {
        if (!CborReader.IsValid(item, new CborReaderOptions { MaxSize = int.MaxValue, MaxItems = int.MaxValue }))
        {
            throw new ArgumentException("Not exactly one valid CBOR data item.", nameof(item));
        }

        BeginItem();
        item.CopyTo(Reserve(item.Length));
        _length += item.Length;
        EndItem();
    }

    /// <summary>Clears and returns the buffer.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }

    private void WriteInitialByte(byte value) => WriteItem(CborMajorType.Other, (ulong)(value & 0x1F));

    private void WriteItem(int majorType, ulong argument)
    {
        BeginItem();
        WriteHead(majorType, argument);
        EndItem();
    }

    private void WriteString(int majorType, ReadOnlySpan<byte> content)
    {
        BeginItem();
        WriteHead(majorType, (ulong)content.Length);
        content.CopyTo(Reserve(content.Length));
        _length += content.Length;
        EndItem();
    }

    private void WriteHead(int majorType, ulong argument) =>
        _length += CborHead.Write(majorType, argument, Reserve(CborHead.MaxSize));

    private void Open(int majorType, int count, int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        BeginItem();
        WriteHead(majorType, (ulong)count);
        _containers.Push(new Container(majorType == CborMajorType.Map, items, _length));
    }

    private void Close(bool isMap)
    {
        if (!_containers.TryPeek(out var container) || container.IsMap != isMap || container.Remaining != 0 || _afterTag)
        {
            throw new InvalidOperationException("This ends nothing that is open, or something is missing before the end.");
        }

        if (isMap)
        {
            PutInOrder(container);
        }

        _containers.Pop();
        EndItem();
    }

    private void BeginItem()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_afterTag && _containers.TryPeek(out var container))
        {
            container.Begin(_length);
        }

        _afterTag = false;
    }

    private void EndItem()
    {
        if (_containers.TryPeek(out var container))
        {
            container.End(_length);
        }
    }

    private void PutInOrder(Container map)
    {
        var entries = map.Entries(_length);
        var sorted = entries.ToArray();
        Array.Sort(sorted, (left, right) => left.Key(_buffer).SequenceCompareTo(right.Key(_buffer)));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Key(_buffer).SequenceEqual(sorted[index - 1].Key(_buffer)))
            {
                throw new InvalidOperationException("A map has a key twice.");
            }
        }

        if (_mapOrder == CborMapOrder.AsWritten || entries.SequenceEqual(sorted))
        {
            return;
        }

        if (_mapOrder == CborMapOrder.Check)
        {
            throw new InvalidOperationException("The keys of a map are not in bytewise order.");
        }

        var content = _buffer.AsSpan(map.Start, _length - map.Start);
        var rented = ArrayPool<byte>.Shared.Rent(content.Length);
        var position = 0;
        foreach (var entry in sorted)
        {
            _buffer.AsSpan(entry.Start, entry.Length).CopyTo(rented.AsSpan(position));
            position += entry.Length;
        }

        rented.AsSpan(0, content.Length).CopyTo(content);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private Span<byte> Reserve(int size)
    {
        if (size > _buffer.Length - _length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + size), _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }

    private readonly record struct MapEntry(int Start, int KeyEnd, int End)
    {
        public int Length => End - Start;

        public ReadOnlySpan<byte> Key(ReadOnlySpan<byte> written) => written[Start..KeyEnd];
    }

    /// <summary>An array or a map that is being written.</summary>
    private sealed class Container(bool isMap, int remaining, int start)
    {
        // A map's boundaries: where each key starts, where it ends.
        private readonly List<int> _boundaries = [];
        private bool _atValue;

        public bool IsMap => isMap;

        /// <summary>Where the content starts.</summary>
        public int Start => start;

        /// <summary>The items that are missing, keys and values counted singly.</summary>
        public int Remaining { get; private set; } = remaining;

        public void Begin(int position)
        {
            if (Remaining == 0)
            {
                throw new InvalidOperationException("The array or map has all its items already.");
            }

            if (isMap && !_atValue)
            {
                _boundaries.Add(position);
            }
        }

        public void End(int position)
        {
            Remaining--;
            if (isMap && !_atValue)
            {
                _boundaries.Add(position);
            }

            _atValue = !_atValue;
        }

        public MapEntry[] Entries(int end)
        {
            var entries = new MapEntry[_boundaries.Count / 2];
            for (var index = entries.Length - 1; index >= 0; index--)
            {
                entries[index] = new MapEntry(_boundaries[index * 2], _boundaries[(index * 2) + 1], end);
                end = entries[index].Start;
            }

            return entries;
        }
    }
}
