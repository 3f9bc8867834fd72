// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suti.Ethereum;

/// <summary>
/// The struct types of EIP-712 data, checked, with the hash of each definition computed once. A schema can be kept and used for any
/// number of messages, from any thread.
/// </summary>
public sealed class TypedDataSchema
{
    /// <summary>The name of the type of the domain.</summary>
    public const string DomainType = "EIP712Domain";

    internal const int MaxArrayDepth = 8;

    private const int MaxTypes = 256;
    private const int MaxFields = 256;

    /// <summary>The members that a domain can have, in the order of EIP-712.</summary>
    private static readonly TypedDataField[] DomainFields =
    [
        new("name", "string"),
        new("version", "string"),
        new("chainId", "uint256"),
        new("verifyingContract", "address"),
        new("salt", "bytes32"),
    ];

    private readonly Dictionary<string, TypedDataStruct> _structs = new(StringComparer.Ordinal);

    private TypedDataSchema()
    {
    }

    /// <summary>The names of the struct types.</summary>
    public IReadOnlyCollection<string> TypeNames => _structs.Keys;

    /// <summary>Checks types.</summary>
    /// <exception cref="FormatException">The types are not consistent; the message says which.</exception>
    public static TypedDataSchema Create(IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types) =>
        TryCreate(types, out var schema, out var error) ? schema : throw new FormatException(error.Message);

    /// <summary>Checks types that may come from anywhere.</summary>
    public static bool TryCreate(
        IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types,
        [NotNullWhen(true)] out TypedDataSchema? schema,
        [NotNullWhen(false)] out EthereumError? error)
    {
        ArgumentNullException.ThrowIfNull(types);
        var made = new TypedDataSchema();
        var fault = made.Build(types);
        schema = fault is null ? made : null;
        error = fault is null ? null : new EthereumError(EthereumErrorCodes.TypedDataInvalid, fault);
        return schema is not null;
    }

    /// <summary>The definition of a type with all those that it uses: <c>encodeType</c>.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public string EncodeType(string name) => Require(name).EncodedType;

    /// <summary>The hash of a definition: <c>typeHash</c>.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public byte[] HashType(string name) => [.. Require(name).TypeHash];

    internal static bool TryRead(JsonElement types, [NotNullWhen(true)] out TypedDataSchema? schema, out string? fault)
    {
        schema = null;
        fault = "types is not an object of lists of members with a name and a type.";
        if (types.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var read = new Dictionary<string, IReadOnlyList<TypedDataField>>(StringComparer.Ordinal);
        foreach (var type in types.EnumerateObject())
        {
            if (type.Value.ValueKind != JsonValueKind.Array || type.Value.GetArrayLength() > MaxFields)
            {
                return false;
            }

            var fields = new TypedDataField[type.Value.GetArrayLength()];
            var index = 0;
            foreach (var field in type.Value.EnumerateArray())
            {
                if (field.ValueKind != JsonValueKind.Object
                    || !field.TryGetProperty("name"u8, out var fieldName) || fieldName.ValueKind != JsonValueKind.String
                    || !field.TryGetProperty("type"u8, out var fieldType) || fieldType.ValueKind != JsonValueKind.String)
                {
                    return false;
                }

                fields[index++] = new TypedDataField(fieldName.GetString()!, fieldType.GetString()!);
            }

            read.Add(type.Name, fields);
        }

        var made = new TypedDataSchema();
        fault = made.Build(read);
        schema = fault is null ? made : null;
        return schema is not null;
    }

    internal bool TryGet(string name, [NotNullWhen(true)] out TypedDataStruct? found) => _structs.TryGetValue(name, out found);

    /// <summary>The declared type of the domain, or that which the members of the domain amount to.</summary>
    internal TypedDataStruct? DomainOf(JsonElement domain)
    {
        if (_structs.TryGetValue(DomainType, out var declared))
        {
            return declared;
        }

        var present = Array.FindAll(DomainFields, field => domain.TryGetProperty(field.Name, out _));
        var derived = new TypedDataStruct(DomainType) { Fields = present, Types = new TypedDataType[present.Length] };
        return Resolve(derived) is null ? Seal(derived) : null;
    }

    private static TypedDataStruct Seal(TypedDataStruct type)
    {
        var used = new SortedDictionary<string, TypedDataStruct>(StringComparer.Ordinal);
        Collect(type, used);
        used.Remove(type.Name);
        var text = new StringBuilder();
        Append(text, type);
        foreach (var other in used.Values)
        {
            Append(text, other);
        }

        type.EncodedType = text.ToString();
        type.TypeHash = Keccak.HashText(type.EncodedType);
        return type;
    }

    private static void Append(StringBuilder text, TypedDataStruct type)
    {
        text.Append(type.Name).Append('(');
        for (var index = 0; index < type.Fields.Count; index++)
        {
            text.Append(index == 0 ? "" : ",").Append(type.Fields[index].Type).Append(' ').Append(type.Fields[index].Name);
        }

        text.Append(')');
    }

    private static void Collect(TypedDataStruct type, SortedDictionary<string, TypedDataStruct> used)
    {
        if (!used.TryAdd(type.Name, type))
        {
            return;
        }

        foreach (var field in type.Types)
        {
            var item = field;
            while (item.Item is { } inner)
            {
                item = inner;
            }

            if (item.Struct is { } found)
            {
                Collect(found, used);
            }
        }
    }

    /// <summary>A name that cannot be mistaken for a part of the definition around it.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 128 && !name.Any(letter => letter is '(' or ')' or '[' or ']' or ',' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    private string? Build(IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types)
    {
        if (types.Count > MaxTypes)
        {
            return $"There are more than {MaxTypes} types.";
        }

        foreach (var (name, fields) in types)
        {
            if (!IsName(name) || TypedDataType.IsElementary(name))
            {
                return "A struct type has a name that cannot be one.";
            }

            if (fields.Count > MaxFields)
            {
                return string.Create(CultureInfo.InvariantCulture, $"The type {name} has more than {MaxFields} members.");
            }

            _structs.Add(name, new TypedDataStruct(name) { Fields = [.. fields], Types = new TypedDataType[fields.Count] });
        }

        foreach (var type in _structs.Values)
        {
            if (Resolve(type) is { } fault)
            {
                return fault;
            }
        }

        foreach (var type in _structs.Values)
        {
            Seal(type);
        }

        return null;
    }

    private string? Resolve(TypedDataStruct type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < type.Types.Length; index++)
        {
            var field = type.Fields[index];
            if (!IsName(field.Name) || !names.Add(field.Name))
            {
                return $"The type {type.Name} has a member whose name is malformed or not unique.";
            }

            if (TypedDataType.Read(field.Type, _structs) is not { } found)
            {
                return $"The type {type.Name} has a member of an unknown type.";
            }

            if (type.Name == DomainType && !Array.Exists(DomainFields, known => known == field))
            {
                return "The type of the domain has a member that EIP-712 does not define.";
            }

            type.Types[index] = found;
        }

        return null;
    }

    private TypedDataStruct Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _structs.TryGetValue(name, out var found)
            ? found
            : throw new ArgumentException("The schema has no such type.", nameof(name));
    }
}
