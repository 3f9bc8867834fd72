// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Text;

namespace Suti.Encodings;

/// <content>Numbers, strings and simple values.</content>
public ref partial struct CborReader
{
    private const ulong PositiveBignumTag = 2;
    private const ulong NegativeBignumTag = 3;

    /// <summary>Reads an unsigned integer.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        value = 0;
        if (Peek() != CborItemKind.UnsignedInteger)
        {
            return false;
        }

        var head = NextHead();
        value = head.Argument;
        Advance(head.Size);
        return true;
    }

    /// <summary>Reads an unsigned integer.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public ulong ReadUInt64() => TryReadUInt64(out var value) ? value : throw Unexpected("an unsigned integer");

    /// <summary>Reads an integer; false also when it does not fit.</summary>
    public bool TryReadInt64(out long value)
    {
        value = 0;
        var kind = Peek();
        if (kind is not (CborItemKind.UnsignedInteger or CborItemKind.NegativeInteger))
        {
            return false;
        }

        var head = NextHead();
        if (head.Argument > long.MaxValue)
        {
            return false;
        }

        value = kind == CborItemKind.UnsignedInteger ? (long)head.Argument : ~(long)head.Argument;
        Advance(head.Size);
        return true;
    }

    /// <summary>Reads an integer.</summary>
    /// <exception cref="FormatException">Something else comes, or it does not fit.</exception>
    public long ReadInt64() => TryReadInt64(out var value) ? value : throw Unexpected("a 64-bit integer");

    /// <summary>Reads an integer; false also when it does not fit.</summary>
    public bool TryReadInt32(out int value)
    {
        var before = this;
        if (TryReadInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue)
        {
            value = (int)wide;
            return true;
        }

        this = before;
        value = 0;
        return false;
    }

    /// <summary>Reads an integer.</summary>
    /// <exception cref="FormatException">Something else comes, or it does not fit.</exception>
    public int ReadInt32() => TryReadInt32(out var value) ? value : throw Unexpected("a 32-bit integer");

    /// <summary>Reads an integer of any size: both major types and big numbers (tags 2 and 3).</summary>
    public bool TryReadBigInteger(out BigInteger value)
    {
        var before = this;
        value = default;
        switch (Peek())
        {
            case CborItemKind.UnsignedInteger or CborItemKind.NegativeInteger:
                var head = NextHead();
                value = head.MajorType == CborMajorType.UnsignedInteger ? head.Argument : BigInteger.MinusOne - head.Argument;
                Advance(head.Size);
                return true;
            case CborItemKind.Tag when TryReadTag(out var tag) && tag is PositiveBignumTag or NegativeBignumTag
                && TryReadByteString(out var magnitude):
                var number = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
                value = tag == PositiveBignumTag ? number : BigInteger.MinusOne - number;
                return true;
            default:
                this = before;
                return false;
        }
    }

    /// <summary>Reads an integer of any size: both major types and big numbers (tags 2 and 3).</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public BigInteger ReadBigInteger() => TryReadBigInteger(out var value) ? value : throw Unexpected("an integer");

    /// <summary>Reads a floating-point number of any width.</summary>
    public bool TryReadDouble(out double value)
    {
        value = 0;
        if (Peek() != CborItemKind.FloatingPoint)
        {
            return false;
        }

        var head = NextHead();
        value = CborFloat.Decode(head);
        Advance(head.Size);
        return true;
    }

    /// <summary>Reads a floating-point number of any width.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public double ReadDouble() => TryReadDouble(out var value) ? value : throw Unexpected("a floating-point number");

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool TryReadBoolean(out bool value)
    {
        value = Peek() == CborItemKind.Boolean && _data[_position] == CborMajorType.True;
        return TrySkip(CborItemKind.Boolean);
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public bool ReadBoolean() => TryReadBoolean(out var value) ? value : throw Unexpected("true or false");

    /// <summary>Reads <c>null</c>.</summary>
    public bool TryReadNull() => TrySkip(CborItemKind.Null);

    /// <summary>Reads <c>null</c>.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public void ReadNull()
    {
        if (!TryReadNull())
        {
            throw Unexpected("null");
        }
    }

    /// <summary>Reads <c>undefined</c>.</summary>
    public bool TryReadUndefined() => TrySkip(CborItemKind.Undefined);

    /// <summary>Reads any simple value, <c>false</c> (20) to <c>undefined</c> (23) included.</summary>
    public bool TryReadSimpleValue(out byte value)
    {
        value = 0;
        if (Peek() is not (CborItemKind.SimpleValue or CborItemKind.Boolean or CborItemKind.Null or CborItemKind.Undefined))
        {
            return false;
        }

        var head = NextHead();
        value = (byte)head.Argument;
        Advance(head.Size);
        return true;
    }

    /// <summary>Reads any simple value, <c>false</c> (20) to <c>undefined</c> (23) included.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public byte ReadSimpleValue() => TryReadSimpleValue(out var value) ? value : throw Unexpected("a simple value");

    /// <summary>Reads a byte string: a view of the input, or a copy when it came in chunks.</summary>
    public bool TryReadByteString(out ReadOnlySpan<byte> value) => TryReadString(CborItemKind.ByteString, out value);

    /// <summary>Reads a byte string: a view of the input, or a copy when it came in chunks.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public ReadOnlySpan<byte> ReadByteString() => TryReadByteString(out var value) ? value : throw Unexpected("a byte string");

    /// <summary>Reads a text string as UTF-8: a view of the input, or a copy when it came in chunks.</summary>
    public bool TryReadUtf8String(out ReadOnlySpan<byte> value) => TryReadString(CborItemKind.TextString, out value);

    /// <summary>Reads a text string as UTF-8: a view of the input, or a copy when it came in chunks.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public ReadOnlySpan<byte> ReadUtf8String() => TryReadUtf8String(out var value) ? value : throw Unexpected("a text string");

    /// <summary>Reads a text string.</summary>
    public bool TryReadTextString(out string value)
    {
        var isText = TryReadUtf8String(out var utf8);
        value = isText ? Encoding.UTF8.GetString(utf8) : string.Empty;
        return isText;
    }

    /// <summary>Reads a text string.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public string ReadTextString() => Encoding.UTF8.GetString(ReadUtf8String());

    private bool TrySkip(CborItemKind kind)
    {
        var isKind = Peek() == kind;
        if (isKind)
        {
            Advance(1);
        }

        return isKind;
    }

    private bool TryReadString(CborItemKind kind, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (Peek() != kind)
        {
            return false;
        }

        var head = NextHead();
        if (head.IsIndefinite)
        {
            var encoded = _data.Slice(_position, Measure(_data[_position..]));
            value = JoinChunks(encoded[1..^1]);
            Advance(encoded.Length);
            return true;
        }

        value = _data.Slice(_position + head.Size, (int)head.Argument);
        Advance(head.Size + value.Length);
        return true;
    }

    private static byte[] JoinChunks(ReadOnlySpan<byte> chunks)
    {
        var joined = new byte[chunks.Length];
        var length = 0;
        while (CborHead.TryRead(chunks, out var head))
        {
            var chunk = chunks.Slice(head.Size, (int)head.Argument);
            chunk.CopyTo(joined.AsSpan(length));
            length += chunk.Length;
            chunks = chunks[(head.Size + chunk.Length)..];
        }

        return joined[..length];
    }
}
