// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Suti.Ethereum;

/// <summary>Decodes in the order in which the encoder writes; an offset is only right when it points to where the next tail starts.</summary>
internal static class AbiDecoder
{
    private const int Word = UInt256.Size;

    public static bool TryDecode(AbiType tuple, ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values) =>
        TryReadMembers(tuple, tuple.Members.Length, data, out values, out var size) && size == data.Length;

    private static bool TryReadMembers(
        AbiType type, int count, ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values, out int size)
    {
        values = null;
        var tail = type.Item is { } item ? (long)item.HeadSize * count : type.StaticSize;
        size = (int)Math.Min(tail, int.MaxValue);
        if (tail > data.Length)
        {
            return false;
        }

        var read = count == 0 ? [] : new AbiValue[count];
        var head = 0;
        for (var index = 0; index < count; index++)
        {
            var member = type.Item ?? type.Members[index].Type;
            if (member.IsDynamic)
            {
                if (UInt256.FromBigEndian(data.Slice(head, Word)) != (uint)size
                    || !TryRead(member, data[size..], out read[index], out var tailSize))
                {
                    return false;
                }

                size += tailSize;
                head += Word;
            }
            else
            {
                if (!TryRead(member, data[head..], out read[index], out var headSize))
                {
                    return false;
                }

                head += headSize;
            }
        }

        values = read;
        return true;
    }

    private static bool TryRead(AbiType type, ReadOnlySpan<byte> data, out AbiValue value, out int size)
    {
        value = default;
        size = Word;
        switch (type.Kind)
        {
            case AbiKind.Bytes:
                if (!TryReadBytes(data, out var bytes, out size))
                {
                    return false;
                }

                value = bytes.ToArray();
                return true;
            case AbiKind.Text:
                return TryReadBytes(data, out var utf8, out size) && TryReadText(utf8, out value);
            case AbiKind.FixedBytes:
                value = data[..type.Size].ToArray();
                return !data[type.Size..Word].ContainsAnyExcept((byte)0);
            case AbiKind.Tuple:
                return TryReadList(type, type.Members.Length, data, out value, out size);
            case AbiKind.Array when type.Size >= 0:
                return TryReadList(type, type.Size, data, out value, out size);
            case AbiKind.Array:
                if (!TryReadLength(data, out var count) || !TryReadList(type, count, data[Word..], out value, out size))
                {
                    return false;
                }

                size += Word;
                return true;
            default:
                var word = UInt256.FromBigEndian(data[..Word]);
                value = AbiValue.FromWord(type.Kind, word);
                return IntegerRange.IsCanonical(word, type.Kind == AbiKind.Signed, type.Size);
        }
    }

    private static bool TryReadList(AbiType type, int count, ReadOnlySpan<byte> data, out AbiValue value, out int size)
    {
        if (!TryReadMembers(type, count, data, out var values, out size))
        {
            value = default;
            return false;
        }

        value = values;
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> data, out int length)
    {
        length = 0;
        if (data.Length < Word || !UInt256.FromBigEndian(data[..Word]).TryToUInt64(out var wide) || wide > (ulong)data.Length)
        {
            return false;
        }

        length = (int)wide;
        return true;
    }

    private static bool TryReadBytes(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> bytes, out int size)
    {
        bytes = default;
        size = 0;
        if (!TryReadLength(data, out var length))
        {
            return false;
        }

        var padded = (length + (long)Word - 1) & -Word;
        if (padded > data.Length - Word)
        {
            return false;
        }

        size = Word + (int)padded;
        bytes = data.Slice(Word, length);
        return !data[(Word + length)..size].ContainsAnyExcept((byte)0);
    }

    private static bool TryReadText(ReadOnlySpan<byte> utf8, out AbiValue value)
    {
        var isText = System.Text.Unicode.Utf8.IsValid(utf8);
        value = isText ? Encoding.UTF8.GetString(utf8) : default(AbiValue);
        return isText;
    }
}
