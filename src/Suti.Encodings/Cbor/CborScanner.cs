// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Suti.Encodings;

/// <summary>
/// The check that a <see cref="CborReader"/> makes before it hands out anything: well-formedness (RFC 8949 appendix C), UTF-8,
/// unique map keys, limits and, where asked, deterministic encoding. Iterative, so that no input can exhaust the stack.
/// </summary>
internal ref struct CborScanner : IDisposable
{
    private const ulong PositiveBignum = 2;
    private const ulong NegativeBignum = 3;

    private readonly ReadOnlySpan<byte> _data;
    private readonly CborReaderOptions _options;
    private readonly Span<Frame> _frames;
    private KeySet _keys;
    private int _depth;
    private int _position;
    private int _items;
    private int _maps;
    private int _tags;
    private bool _afterBignumTag;
    private InputFault _fault;

    private CborScanner(
        ReadOnlySpan<byte> data, CborReaderOptions options, Span<Frame> frames, Span<KeySet.Entry> keys)
    {
        _data = data;
        _options = options;
        _frames = frames;
        _keys = new KeySet(data, keys);
    }

    /// <summary>Checks the item at the start of <paramref name="data"/> and says how long it is.</summary>
    public static bool TryScan(ReadOnlySpan<byte> data, CborReaderOptions options, out int length, out InputFault fault)
    {
        length = 0;
        if (data.Length > options.MaxSize)
        {
            fault = new InputFault(string.Create(CultureInfo.InvariantCulture, $"more than {options.MaxSize} bytes"), options.MaxSize);
            return false;
        }

        Span<Frame> frames = stackalloc Frame[options.MaxDepth];
        Span<KeySet.Entry> keys = stackalloc KeySet.Entry[KeySet.InitialSize];
        var scanner = new CborScanner(data, options, frames, keys);
        try
        {
            var valid = scanner.TryScanItem();
            length = scanner._position;
            fault = scanner._fault;
            return valid;
        }
        finally
        {
            scanner.Dispose();
        }
    }

    public readonly void Dispose() => _keys.Dispose();

    private bool TryScanItem()
    {
        while (true)
        {
            if (!TryScanHead(out var completed))
            {
                return false;
            }

            // A completed item may complete the containers around it.
            while (completed)
            {
                if (_depth == 0)
                {
                    return true;
                }

                if (!TryCount(ref _frames[_depth - 1], out completed))
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Counts the item that has just ended in its container.</summary>
    private bool TryCount(ref Frame frame, out bool containerCompleted)
    {
        containerCompleted = false;
        if (frame.MajorType == CborMajorType.Map && !TryCountInMap(ref frame))
        {
            return false;
        }

        if (frame.Remaining >= 0 && --frame.Remaining == 0)
        {
            _depth--;
            containerCompleted = true;
        }

        return true;
    }

    private bool TryCountInMap(ref Frame frame)
    {
        frame.AtValue = !frame.AtValue;
        if (!frame.AtValue)
        {
            frame.KeyStart = _position;
            return true;
        }

        var key = _data[frame.KeyStart.._position];
        if (_options.RequireDeterministic)
        {
            // Ascending bytewise order, so equal keys would be neighbours.
            var previous = _data.Slice(frame.PreviousKeyStart, frame.PreviousKeyLength);
            if (frame.PreviousKeyLength > 0 && previous.SequenceCompareTo(key) >= 0)
            {
                return Fail("a map key that is not greater than the one before", frame.KeyStart);
            }

            (frame.PreviousKeyStart, frame.PreviousKeyLength) = (frame.KeyStart, key.Length);
            return true;
        }

        return TryAddKey(ref frame, key) || Fail("a map key that the map has already", frame.KeyStart);
    }

    /// <summary>Integers and strings whose heads are longer than needed are compared in their shortest form.</summary>
    private bool TryAddKey(ref readonly Frame frame, ReadOnlySpan<byte> key)
    {
        if (CborHead.TryRead(key, out var head) && head.MajorType <= CborMajorType.TextString && !head.IsIndefinite && !head.IsShortest)
        {
            var content = key[head.Size..];
            var rented = ArrayPool<byte>.Shared.Rent(CborHead.MaxSize + content.Length);
            var size = CborHead.Write(head.MajorType, head.Argument, rented);
            content.CopyTo(rented.AsSpan(size));
            var added = _keys.TryAddCopy(frame.MapNumber, rented.AsSpan(0, size + content.Length));
            ArrayPool<byte>.Shared.Return(rented);
            return added;
        }

        return _keys.TryAdd(frame.MapNumber, frame.KeyStart, key.Length);
    }

    private bool TryScanHead(out bool completed)
    {
        completed = false;
        var start = _position;
        if (!CborHead.TryRead(_data[start..], out var head))
        {
            return Fail(start == _data.Length ? "the end of the data, where an item is missing," : "a head that is cut off or reserved", start);
        }

        if (++_items > _options.MaxItems)
        {
            return Fail(string.Create(CultureInfo.InvariantCulture, $"more than {_options.MaxItems} items"), start);
        }

        _position += head.Size;
        if (_data[start] == CborMajorType.Break)
        {
            return TryScanBreak(start, out completed);
        }

        if (_depth > 0 && _frames[_depth - 1] is { IsChunkedString: true } parent
            && (head.MajorType != parent.MajorType || head.IsIndefinite))
        {
            return Fail("something else than a chunk inside a chunked string", start);
        }

        if (head.IsIndefinite && head.MajorType is < CborMajorType.ByteString or CborMajorType.Tag)
        {
            return Fail("a head that is reserved", start);
        }

        if (_options.RequireDeterministic
            && (head.IsIndefinite || (head.MajorType != CborMajorType.Other && !head.IsShortest)))
        {
            return Fail("a length or number that is not in its shortest form", start);
        }

        var afterBignumTag = _afterBignumTag;
        _afterBignumTag = false;
        switch (head.MajorType)
        {
            case CborMajorType.UnsignedInteger or CborMajorType.NegativeInteger:
                completed = true;
                break;
            case CborMajorType.ByteString or CborMajorType.TextString:
                if (!TryScanString(head, start, afterBignumTag, out completed))
                {
                    return false;
                }

                break;
            case CborMajorType.Array or CborMajorType.Map:
                if (!TryScanContainer(head, start, out completed))
                {
                    return false;
                }

                break;
            case CborMajorType.Tag:
                _tags++;
                _afterBignumTag = head.Argument is PositiveBignum or NegativeBignum;
                return _depth + _tags <= _options.MaxDepth || FailDepth(start);
            default:
                completed = true;
                if (!TryCheckOther(head, start))
                {
                    return false;
                }

                break;
        }

        _tags = 0;
        return true;
    }

    private bool TryScanString(in CborHead head, int start, bool afterBignumTag, out bool completed)
    {
        completed = !head.IsIndefinite;
        if (head.IsIndefinite)
        {
            return TryPush(new Frame { MajorType = head.MajorType, Remaining = -1, IsChunkedString = true }, start);
        }

        if (head.Argument > (ulong)(_data.Length - _position))
        {
            return Fail("a string longer than the data", start);
        }

        var content = _data.Slice(_position, (int)head.Argument);
        if (head.MajorType == CborMajorType.TextString && !Utf8.IsValid(content))
        {
            return Fail("text that is not UTF-8", start);
        }

        // RFC 8949 section 3.4.3: what fits into major types 0 and 1 is written so, and there are no leading zeros.
        if (afterBignumTag && _options.RequireDeterministic && (content.Length <= sizeof(ulong) || content[0] == 0))
        {
            return Fail("a big number that is not in its shortest form", start);
        }

        _position += content.Length;
        return true;
    }

    private bool TryScanContainer(in CborHead head, int start, out bool completed)
    {
        completed = false;
        var isMap = head.MajorType == CborMajorType.Map;
        var frame = new Frame { MajorType = head.MajorType, Remaining = -1, KeyStart = _position, MapNumber = isMap ? ++_maps : 0 };
        if (!head.IsIndefinite)
        {
            // Every item takes a byte at least, so a count beyond the data is refused before anything is read.
            var itemsPerEntry = isMap ? 2UL : 1UL;
            if (head.Argument > (ulong)(_data.Length - _position) / itemsPerEntry)
            {
                return Fail("an array or map longer than the data", start);
            }

            frame.Remaining = (int)(head.Argument * itemsPerEntry);
            completed = frame.Remaining == 0;
        }

        // An empty container counts as a level too, so that the reader can enter it.
        return TryPush(frame, start) && (!completed || Pop());
    }

    private bool TryCheckOther(in CborHead head, int start) => head.Information switch
    {
        < CborMajorType.OneByteArgument => true,
        // RFC 8949 section 3.3: the values below 32 have no two-byte form.
        CborMajorType.OneByteArgument => head.Argument >= 32 || Fail("a simple value below 32 in two bytes", start),
        _ => !_options.RequireDeterministic || CborFloat.IsShortest(head)
            || Fail("a floating-point number that is not in its shortest form", start),
    };

    private bool TryScanBreak(int start, out bool completed)
    {
        completed = true;
        if (_depth == 0 || _tags > 0 || _frames[_depth - 1] is not { Remaining: < 0, AtValue: false })
        {
            return Fail("a break that ends nothing", start);
        }

        return Pop();
    }

    private bool TryPush(Frame frame, int start)
    {
        if (_depth + _tags >= _options.MaxDepth)
        {
            return FailDepth(start);
        }

        _frames[_depth++] = frame;
        return true;
    }

    private bool Pop()
    {
        _depth--;
        return true;
    }

    private bool FailDepth(int start) =>
        Fail(string.Create(CultureInfo.InvariantCulture, $"more than {_options.MaxDepth} levels"), start);

    private bool Fail(string what, int position)
    {
        _fault = new InputFault(what, position);
        return false;
    }

    /// <summary>An open array, map or chunked string.</summary>
    private struct Frame
    {
        /// <summary>The items still to come (keys and values counted singly); below zero for an indefinite length.</summary>
        public int Remaining;
        public int MajorType;
        public int KeyStart;
        public int PreviousKeyStart;
        public int PreviousKeyLength;
        public int MapNumber;
        public bool AtValue;
        public bool IsChunkedString;
    }
}
