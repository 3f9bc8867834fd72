// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Ethereum;

/// <summary>Measures, then writes: the second pass has exactly the room it needs, and values that the first accepted.</summary>
internal static class AbiEncoder
{
    private const int Word = UInt256.Size;

    /// <summary>UTF-8 that refuses unpaired surrogates.</summary>
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static int Measure(AbiType tuple, ReadOnlySpan<AbiValue> values)
    {
        RequireCount(tuple, values);
        var size = 0;
        for (var index = 0; index < values.Length; index++)
        {
            size = Add(size, MeasureInPlace(tuple.Members[index].Type, values[index]));
        }

        return size;
    }

    public static void WriteTuple(AbiParameter[] members, ReadOnlySpan<AbiValue> values, Span<byte> target)
    {
        var head = 0;
        var tail = 0;
        foreach (var member in members)
        {
            tail += member.Type.HeadSize;
        }

        for (var index = 0; index < members.Length; index++)
        {
            WriteMember(members[index].Type, values[index], target, ref head, ref tail);
        }
    }

    internal static ArgumentException DoesNotFit(AbiType type) => new($"A value does not fit the type {type.Name}.", nameof(type));

    internal static void RequireCount(AbiType type, ReadOnlySpan<AbiValue> values)
    {
        if (type.Size >= 0 && type.Size != values.Length)
        {
            throw new ArgumentException($"The type {type.Name} takes {type.Size} values, not {values.Length}.", nameof(values));
        }
    }

    /// <summary>The head and the tail of a value.</summary>
    private static int MeasureInPlace(AbiType type, in AbiValue value)
    {
        var offset = type.IsDynamic ? Word : 0;
        switch (type.Kind)
        {
            case AbiKind.Bytes:
                return offset + Word + Pad((value.BytesOrNull ?? throw DoesNotFit(type)).Length);
            case AbiKind.Text:
                return offset + Word + Pad(Count(value.TextOrNull ?? throw DoesNotFit(type)));
            case AbiKind.FixedBytes:
                return value.BytesOrNull?.Length == type.Size ? Word : throw DoesNotFit(type);
            case AbiKind.Tuple:
                return offset + Measure(type, value.ListOrNull ?? throw DoesNotFit(type));
            case AbiKind.Array:
                var items = value.ListOrNull ?? throw DoesNotFit(type);
                RequireCount(type, items);
                var size = type.Size < 0 ? offset + Word : offset;
                foreach (ref readonly var item in items.AsSpan())
                {
                    size = Add(size, MeasureInPlace(type.Item!, item));
                }

                return size;
            default:
                return value.Fits(type) ? Word : throw DoesNotFit(type);
        }
    }

    private static int Count(string text)
    {
        try
        {
            return Utf8.GetByteCount(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("A text is not well-formed Unicode.", nameof(text), exception);
        }
    }

    private static void WriteMember(AbiType type, in AbiValue value, Span<byte> target, ref int head, ref int tail)
    {
        if (type.IsDynamic)
        {
            ((UInt256)(uint)tail).WriteBigEndian(target[head..]);
            head += Word;
            tail += Write(type, value, target[tail..]);
        }
        else
        {
            head += Write(type, value, target[head..]);
        }
    }

    private static int Write(AbiType type, in AbiValue value, Span<byte> target)
    {
        switch (type.Kind)
        {
            case AbiKind.Bytes:
                var bytes = value.BytesOrNull!;
                ((UInt256)(uint)bytes.Length).WriteBigEndian(target);
                bytes.CopyTo(target[Word..]);
                return Word + Pad(bytes.Length);
            case AbiKind.Text:
                var count = Utf8.GetBytes(value.TextOrNull!, target[Word..]);
                ((UInt256)(uint)count).WriteBigEndian(target);
                return Word + Pad(count);
            case AbiKind.FixedBytes:
                value.BytesOrNull!.CopyTo(target);
                return Word;
            case AbiKind.Tuple:
                return WriteMembers(type, value.ListOrNull!, target);
            case AbiKind.Array when type.Size < 0:
                ((UInt256)(uint)value.ListOrNull!.Length).WriteBigEndian(target);
                return Word + WriteMembers(type, value.ListOrNull!, target[Word..]);
            case AbiKind.Array:
                return WriteMembers(type, value.ListOrNull!, target);
            default:
                value.Word.WriteBigEndian(target);
                return Word;
        }
    }

    private static int WriteMembers(AbiType type, AbiValue[] values, Span<byte> target)
    {
        var head = 0;
        var tail = type.Item is { } item ? item.HeadSize * values.Length : type.StaticSize;
        for (var index = 0; index < values.Length; index++)
        {
            WriteMember(type.Item ?? type.Members[index].Type, values[index], target, ref head, ref tail);
        }

        return tail;
    }

    private static int Add(int size, int more) =>
        size + (long)more <= AbiLimits.MaxSize ? size + more : throw new ArgumentException("The encoding is too large.", nameof(more));

    private static int Pad(int length) => length <= AbiLimits.MaxSize
        ? (length + Word - 1) & -Word
        : throw new ArgumentException("The encoding is too large.", nameof(length));
}
