// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Encodes JSON values as EIP-712 says; on the first that does not fit its type it stops and remembers where.</summary>
internal sealed class TypedDataEncoder
{
    private const int Word = UInt256.Size;

    /// <summary>Beyond it the readers that keep numbers in doubles would see another value: it must be written as a string.</summary>
    private const ulong MaxJsonInteger = (1UL << 53) - 1;

    private readonly Stack<string> _path = [];

    public string? Fault { get; private set; }

    /// <summary><c>hashStruct</c> into 32 bytes.</summary>
    public bool TryHashStruct(TypedDataStruct type, JsonElement value, Span<byte> hash)
    {
        using var scratch = new Scratch(Word * (1 + type.Types.Length), stackalloc byte[Word * 12]);
        if (!TryEncodeStruct(type, value, scratch.Span))
        {
            return false;
        }

        Keccak.Hash(scratch.Span, hash);
        return true;
    }

    /// <summary><c>typeHash</c> and <c>encodeData</c>.</summary>
    public bool TryEncodeStruct(TypedDataStruct type, JsonElement value, Span<byte> words)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Fail($"is not an object of the type {type.Name}");
        }

        type.TypeHash.CopyTo(words);
        for (var index = 0; index < type.Types.Length; index++)
        {
            var name = type.Fields[index].Name;
            if (!value.TryGetProperty(name, out var member))
            {
                return Fail($"lacks a member of the type {type.Name}");
            }

            _path.Push(name);
            if (!TryEncode(type.Types[index], member, words.Slice(Word * (1 + index), Word)))
            {
                return false;
            }

            _path.Pop();
        }

        // What is not in the type is not signed, and a reader of the message would take it as if it were.
        return value.GetPropertyCount() == type.Types.Length || Fail($"has members that the type {type.Name} does not know");
    }

    private static ReadOnlySpan<byte> RawText(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return raw[1..^1];
    }

    private bool TryEncode(TypedDataType type, JsonElement value, Span<byte> word) => type.Kind switch
    {
        TypedDataKind.Struct => TryHashStruct(type.Struct!, value, word),
        TypedDataKind.Array => TryHashArray(type, value, word),
        TypedDataKind.Boolean => TryEncodeBoolean(value, word),
        TypedDataKind.Unsigned or TypedDataKind.Signed => TryEncodeNumber(type, value, word),
        _ when value.ValueKind != JsonValueKind.String => Fail("is not a string"),
        TypedDataKind.Text => HashText(value, word),
        TypedDataKind.Address => TryEncodeAddress(value, word),
        TypedDataKind.Bytes => TryHashBytes(value, word),
        _ => TryEncodeFixedBytes(type, value, word),
    };

    private bool TryHashArray(TypedDataType type, JsonElement value, Span<byte> hash)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Fail("is not a list");
        }

        var count = value.GetArrayLength();
        if (type.Size >= 0 && type.Size != count)
        {
            return Fail("has another number of items than its type says");
        }

        using var scratch = new Scratch(checked(Word * count), stackalloc byte[Word * 8]);
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!TryEncode(type.Item!, item, scratch.Span.Slice(at, Word)))
            {
                return false;
            }

            at += Word;
        }

        Keccak.Hash(scratch.Span, hash);
        return true;
    }

    private bool TryEncodeBoolean(JsonElement value, Span<byte> word)
    {
        word.Clear();
        word[Word - 1] = value.ValueKind == JsonValueKind.True ? (byte)1 : (byte)0;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False || Fail("is not true or false");
    }

    private bool TryEncodeNumber(TypedDataType type, JsonElement value, Span<byte> word)
    {
        if (!TryReadNumber(value, out var magnitude, out var isNegative))
        {
            return Fail("is not a whole number, or one above 2^53 that is not written as a string");
        }

        var isSigned = type.Kind == TypedDataKind.Signed;
        if (!IntegerRange.TryToWord(magnitude, isNegative, isSigned, type.Size, out var encoded))
        {
            return Fail("is out of the range of its type");
        }

        encoded.WriteBigEndian(word);
        return true;
    }

    private static bool TryReadNumber(JsonElement value, out UInt256 magnitude, out bool isNegative)
    {
        magnitude = default;
        isNegative = false;
        var isText = value.ValueKind == JsonValueKind.String;
        if (!isText && value.ValueKind != JsonValueKind.Number)
        {
            return false;
        }

        var raw = isText ? RawText(value) : JsonMarshal.GetRawUtf8Value(value);
        Span<char> text = stackalloc char[80];
        if (raw.Length > text.Length || !Encoding.ASCII.TryGetChars(raw, text, out var length) || !System.Text.Ascii.IsValid(raw))
        {
            return false;
        }

        ReadOnlySpan<char> digits = text[..length];
        isNegative = digits.StartsWith("-", StringComparison.Ordinal);
        digits = isNegative ? digits[1..] : digits;
        return !(isNegative && digits.StartsWith("0x", StringComparison.Ordinal))
            && UInt256.TryParse(digits, out magnitude)
            && (isText || magnitude <= MaxJsonInteger);
    }

    private bool HashText(JsonElement value, Span<byte> hash)
    {
        var raw = RawText(value);
        Keccak.Hash(raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(value.GetString()!) : raw, hash);
        return true;
    }

    private bool TryEncodeAddress(JsonElement value, Span<byte> word)
    {
        if (!Address.TryParse(value.GetString(), out var address))
        {
            return Fail("is not an address with a right checksum");
        }

        word.Clear();
        address.WriteBytes(word[(Word - Address.Size)..]);
        return true;
    }

    private bool TryHashBytes(JsonElement value, Span<byte> hash)
    {
        if (!Hex.TryDecodePrefixed(value.GetString(), out var bytes))
        {
            return Fail("is not hexadecimal with 0x");
        }

        Keccak.Hash(bytes, hash);
        return true;
    }

    private bool TryEncodeFixedBytes(TypedDataType type, JsonElement value, Span<byte> word)
    {
        if (!Hex.TryDecodePrefixed(value.GetString(), out var bytes) || bytes.Length != type.Size)
        {
            return Fail("is not hexadecimal with 0x of the size of its type");
        }

        word.Clear();
        bytes.CopyTo(word);
        return true;
    }

    private bool Fail(string what)
    {
        // Names come from the schema, which was checked; values are not repeated.
        Fault = _path.Count == 0 ? $"The message {what}." : $"The member {string.Join('.', _path.Reverse())} {what}.";
        return false;
    }
}
