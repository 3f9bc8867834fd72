// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Ethereum;

/// <summary>The kinds of values that EIP-712 knows.</summary>
internal enum TypedDataKind
{
    Boolean,
    Address,
    Text,
    Bytes,
    FixedBytes,
    Unsigned,
    Signed,
    Struct,
    Array,
}

/// <summary>A type of EIP-712 after its name was read.</summary>
internal sealed class TypedDataType
{
    private TypedDataType(TypedDataKind kind, int size = 0) => (Kind, Size) = (kind, size);

    public TypedDataKind Kind { get; }

    /// <summary>Bytes of a fixed string, bits of a number, or items of a fixed array; -1 for an array of any length.</summary>
    public int Size { get; }

    public TypedDataType? Item { get; private init; }

    public TypedDataStruct? Struct { get; private init; }

    /// <summary>Reads a type name; null when there is no such type.</summary>
    public static TypedDataType? Read(string name, IReadOnlyDictionary<string, TypedDataStruct> structs)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var type = ReadBase(bracket < 0 ? name : name[..bracket], structs);
        var rest = bracket < 0 ? default : name.AsSpan(bracket);
        for (var depth = 0; type is not null && !rest.IsEmpty; depth++)
        {
            var end = rest.IndexOf(']');
            if (depth == TypedDataSchema.MaxArrayDepth || rest[0] != '[' || end < 0 || !TryReadLength(rest[1..end], out var length))
            {
                return null;
            }

            type = new TypedDataType(TypedDataKind.Array, length) { Item = type };
            rest = rest[(end + 1)..];
        }

        return type;
    }

    public static bool IsElementary(string name) => ReadElementary(name) is not null;

    /// <summary>Any length, or a decimal one without leading zeros.</summary>
    private static bool TryReadLength(ReadOnlySpan<char> digits, out int length)
    {
        length = -1;
        return digits.IsEmpty
            || (digits[0] is >= '1' and <= '9' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length));
    }

    private static TypedDataType? ReadBase(string name, IReadOnlyDictionary<string, TypedDataStruct> structs) =>
        structs.TryGetValue(name, out var found)
            ? new TypedDataType(TypedDataKind.Struct) { Struct = found }
            : ReadElementary(name);

    private static TypedDataType? ReadElementary(string name) => name switch
    {
        "bool" => new TypedDataType(TypedDataKind.Boolean),
        "address" => new TypedDataType(TypedDataKind.Address),
        "string" => new TypedDataType(TypedDataKind.Text),
        "bytes" => new TypedDataType(TypedDataKind.Bytes),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) => Sized(name.AsSpan(5), TypedDataKind.FixedBytes, 1, 32),
        _ when name.StartsWith("uint", StringComparison.Ordinal) => Sized(name.AsSpan(4), TypedDataKind.Unsigned, 8, 256),
        _ when name.StartsWith("int", StringComparison.Ordinal) => Sized(name.AsSpan(3), TypedDataKind.Signed, 8, 256),
        _ => null,
    };

    private static TypedDataType? Sized(ReadOnlySpan<char> digits, TypedDataKind kind, int step, int max) =>
        TryReadLength(digits, out var size) && size > 0 && size <= max && size % step == 0 ? new TypedDataType(kind, size) : null;
}

/// <summary>A struct type: its members, and the hash of its definition.</summary>
internal sealed class TypedDataStruct(string name)
{
    public string Name { get; } = name;

    public IReadOnlyList<TypedDataField> Fields { get; set; } = [];

    public TypedDataType[] Types { get; set; } = [];

    public byte[] TypeHash { get; set; } = [];

    public string EncodedType { get; set; } = "";
}
