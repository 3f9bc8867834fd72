// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Suti.Encodings;

/// <summary>
/// Reads one CBOR data item (RFC 8949) from a span, item by item and without copying. The whole input is checked before the
/// first item is handed out: well-formed, valid UTF-8, unique map keys, within the limits, nothing behind it. What is left to
/// the caller is whether the items are those it expects: a <c>Try</c> form returns false and moves nothing when another comes,
/// its twin throws a <see cref="FormatException"/> that says where.
/// </summary>
public ref partial struct CborReader
{
    private const int Indefinite = -1;

    private readonly ReadOnlySpan<byte> _data;
    private Frames _frames;
    private int _depth;
    private int _position;

    /// <summary>Checks the input and starts reading.</summary>
    /// <exception cref="FormatException">The input is refused; the message says what and where.</exception>
    public CborReader(ReadOnlySpan<byte> data, CborReaderOptions? options = null)
    {
        if (!TryScanAll(data, options, out var fault))
        {
            throw fault.ToException("CBOR", "byte");
        }

        _data = data;
    }

    private CborReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>The number of bytes read.</summary>
    public readonly int Position => _position;

    /// <summary>The number of arrays and maps that are being read.</summary>
    public readonly int Depth => _depth;

    /// <summary>Starts reading an input that may come from anywhere; false when it is refused.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> data, CborReaderOptions? options, out CborReader reader)
    {
        var valid = TryScanAll(data, options, out _);
        reader = valid ? new CborReader(data) : default;
        return valid;
    }

    /// <summary>Whether the input is one data item that a reader with these options takes.</summary>
    public static bool IsValid(ReadOnlySpan<byte> data, CborReaderOptions? options = null) => TryScanAll(data, options, out _);

    /// <summary>
    /// The size of the data item at the start of the input, which other data may follow, as in a CBOR sequence (RFC 8742); false
    /// when the input does not start with one that a reader with these options takes.
    /// </summary>
    public static bool TryMeasure(ReadOnlySpan<byte> data, CborReaderOptions? options, out int length)
    {
        var valid = CborScanner.TryScan(data, options ?? CborReaderOptions.Standard, out length, out _);
        length = valid ? length : 0;
        return valid;
    }

    /// <summary>What comes next.</summary>
    public readonly CborItemKind Peek()
    {
        if (_depth == 0)
        {
            return _position == _data.Length ? CborItemKind.EndOfData : KindOf(_data[_position]);
        }

        var frame = _frames[_depth - 1];
        return frame.Remaining == 0 || (frame.Remaining == Indefinite && _data[_position] == CborMajorType.Break)
            ? frame.IsMap ? CborItemKind.EndOfMap : CborItemKind.EndOfArray
            : KindOf(_data[_position]);
    }

    /// <summary>Reads one data item of any kind, tags and content included, as it is encoded.</summary>
    /// <exception cref="FormatException">Nothing comes.</exception>
    public ReadOnlySpan<byte> ReadEncodedItem() => TryReadEncodedItem(out var item) ? item : throw Unexpected("a data item");

    /// <summary>Reads one data item of any kind, tags and content included, as it is encoded.</summary>
    public bool TryReadEncodedItem(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (Peek() is CborItemKind.EndOfData or CborItemKind.EndOfArray or CborItemKind.EndOfMap)
        {
            return false;
        }

        item = _data.Slice(_position, Measure(_data[_position..]));
        Advance(item.Length);
        return true;
    }

    /// <summary>Passes over one data item of any kind.</summary>
    /// <exception cref="FormatException">Nothing comes.</exception>
    public void SkipItem() => ReadEncodedItem();

    /// <summary>Demands that everything has been read.</summary>
    /// <exception cref="FormatException">Something is left.</exception>
    public readonly void ReadEndOfData()
    {
        if (Peek() != CborItemKind.EndOfData)
        {
            throw Unexpected("the end of the data");
        }
    }

    /// <summary>
    /// Enters an array; <paramref name="count"/> is null when its length is indefinite. Its items follow, then
    /// <see cref="ReadEndArray"/>.
    /// </summary>
    public bool TryReadStartArray(out int? count) => TryEnter(CborItemKind.Array, out count);

    /// <summary>Enters an array and returns the number of its items; null when its length is indefinite.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public int? ReadStartArray() => TryReadStartArray(out var count) ? count : throw Unexpected("an array");

    /// <summary>Enters an array of exactly <paramref name="count"/> items.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public void ReadStartArray(int count)
    {
        var before = this;
        if (!TryReadStartArray(out var actual) || actual != count)
        {
            this = before;
            throw Unexpected($"an array of {count} items");
        }
    }

    /// <summary>Leaves an array whose items have all been read.</summary>
    public bool TryReadEndArray() => TryLeave(CborItemKind.EndOfArray);

    /// <summary>Leaves an array.</summary>
    /// <exception cref="FormatException">There are more items.</exception>
    public void ReadEndArray()
    {
        if (!TryReadEndArray())
        {
            throw Unexpected("the end of the array");
        }
    }

    /// <summary>
    /// Enters a map; <paramref name="count"/> is null when its length is indefinite. Its keys and values follow in turn, then
    /// <see cref="ReadEndMap"/>.
    /// </summary>
    public bool TryReadStartMap(out int? count) => TryEnter(CborItemKind.Map, out count);

    /// <summary>Enters a map and returns the number of its entries; null when its length is indefinite.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public int? ReadStartMap() => TryReadStartMap(out var count) ? count : throw Unexpected("a map");

    /// <summary>Leaves a map whose entries have all been read.</summary>
    public bool TryReadEndMap() => TryLeave(CborItemKind.EndOfMap);

    /// <summary>Leaves a map.</summary>
    /// <exception cref="FormatException">There are more entries.</exception>
    public void ReadEndMap()
    {
        if (!TryReadEndMap())
        {
            throw Unexpected("the end of the map");
        }
    }

    /// <summary>Reads a tag; the tagged item follows.</summary>
    public bool TryReadTag(out ulong tag)
    {
        tag = 0;
        if (Peek() != CborItemKind.Tag)
        {
            return false;
        }

        var head = NextHead();
        tag = head.Argument;
        _position += head.Size;
        return true;
    }

    /// <summary>Reads a tag; the tagged item follows.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public ulong ReadTag() => TryReadTag(out var tag) ? tag : throw Unexpected("a tag");

    /// <summary>Reads a given tag; the tagged item follows.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public void ReadTag(ulong tag)
    {
        var before = this;
        if (!TryReadTag(out var actual) || actual != tag)
        {
            this = before;
            throw Unexpected($"the tag {tag}");
        }
    }

    /// <summary>Looks at the tag that comes next.</summary>
    public readonly bool TryPeekTag(out ulong tag)
    {
        var isTag = Peek() == CborItemKind.Tag;
        tag = isTag ? NextHead().Argument : 0;
        return isTag;
    }

    private static bool TryScanAll(ReadOnlySpan<byte> data, CborReaderOptions? options, out InputFault fault)
    {
        if (!CborScanner.TryScan(data, options ?? CborReaderOptions.Standard, out var length, out fault))
        {
            return false;
        }

        fault = length == data.Length ? default : new InputFault("data behind the item", length);
        return fault.What is null;
    }

    private static CborItemKind KindOf(byte initial) => (initial >> 5) switch
    {
        CborMajorType.UnsignedInteger => CborItemKind.UnsignedInteger,
        CborMajorType.NegativeInteger => CborItemKind.NegativeInteger,
        CborMajorType.ByteString => CborItemKind.ByteString,
        CborMajorType.TextString => CborItemKind.TextString,
        CborMajorType.Array => CborItemKind.Array,
        CborMajorType.Map => CborItemKind.Map,
        CborMajorType.Tag => CborItemKind.Tag,
        _ => initial switch
        {
            CborMajorType.False or CborMajorType.True => CborItemKind.Boolean,
            CborMajorType.Null => CborItemKind.Null,
            CborMajorType.Undefined => CborItemKind.Undefined,
            _ when (initial & 0x1F) > CborMajorType.OneByteArgument => CborItemKind.FloatingPoint,
            _ => CborItemKind.SimpleValue,
        },
    };

    /// <summary>The size of the item at the start of data that has been checked already.</summary>
    private static int Measure(ReadOnlySpan<byte> data)
    {
        // Only counting is needed: how many items are still to come at this level, and which levels end by a break.
        Span<long> remaining = stackalloc long[CborReaderOptions.DepthCeiling + 1];
        remaining[0] = 1;
        var depth = 0;
        var position = 0;
        while (depth > 0 || remaining[0] > 0)
        {
            CborHead.TryRead(data[position..], out var head);
            position += head.Size;
            if (data[position - head.Size] == CborMajorType.Break)
            {
                depth--;
            }
            else
            {
                remaining[depth]--;
                if (head.IsIndefinite)
                {
                    remaining[++depth] = long.MaxValue;
                }
                else
                {
                    switch (head.MajorType)
                    {
                        case CborMajorType.ByteString or CborMajorType.TextString:
                            position += (int)head.Argument;
                            break;
                        case CborMajorType.Array or CborMajorType.Map:
                            remaining[++depth] = (long)head.Argument << (head.MajorType - CborMajorType.Array);
                            break;
                        case CborMajorType.Tag:
                            remaining[depth]++;
                            break;
                    }
                }
            }

            while (depth > 0 && remaining[depth] == 0)
            {
                depth--;
            }
        }

        return position;
    }

    private readonly CborHead NextHead()
    {
        CborHead.TryRead(_data[_position..], out var head);
        return head;
    }

    private bool TryEnter(CborItemKind kind, out int? count)
    {
        count = null;
        if (Peek() != kind)
        {
            return false;
        }

        var head = NextHead();
        var isMap = kind == CborItemKind.Map;
        Advance(head.Size);
        count = head.IsIndefinite ? null : (int)head.Argument;
        var items = (int)head.Argument << (isMap ? 1 : 0);
        _frames[_depth++] = new ContainerFrame(head.IsIndefinite ? Indefinite : items, isMap);
        return true;
    }

    private bool TryLeave(CborItemKind end)
    {
        if (Peek() != end)
        {
            return false;
        }

        _depth--;
        _position += _frames[_depth].Remaining == Indefinite ? 1 : 0;
        return true;
    }

    /// <summary>Passes over a data item of <paramref name="size"/> bytes, or over the head of a container.</summary>
    private void Advance(int size)
    {
        _position += size;
        if (_depth > 0 && _frames[_depth - 1] is { Remaining: > 0 } frame)
        {
            _frames[_depth - 1] = frame with { Remaining = frame.Remaining - 1 };
        }
    }

    private readonly FormatException Unexpected(string expected) =>
        new InputFault($"{Peek()} instead of {expected}", _position).ToException("the expected CBOR", "byte");

    private readonly record struct ContainerFrame(int Remaining, bool IsMap);

    [InlineArray(CborReaderOptions.DepthCeiling)]
    private struct Frames
    {
        private ContainerFrame _first;
    }
}
