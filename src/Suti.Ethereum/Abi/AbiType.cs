// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suti.Ethereum;

/// <summary>A type of the contract ABI, read once and used often.</summary>
public sealed class AbiType
{
    private AbiType(AbiKind kind, string name, int size, int headSize, bool isDynamic) =>
        (Kind, Name, Size, StaticSize, IsDynamic) = (kind, name, size, headSize, isDynamic);

    /// <summary>The kind.</summary>
    public AbiKind Kind { get; }

    /// <summary>The canonical name, as signatures have it: <c>uint256</c>, <c>(address,bytes)[2]</c>.</summary>
    public string Name { get; }

    /// <summary>Bits of a number, bytes of a fixed string, items of a fixed array; -1 for an array of any length.</summary>
    public int Size { get; }

    /// <summary>The type of the items of an array.</summary>
    public AbiType? Item { get; private init; }

    /// <summary>The members of a tuple.</summary>
    public IReadOnlyList<AbiParameter> Components => Members;

    /// <summary>Whether the size of the encoding depends on the value.</summary>
    public bool IsDynamic { get; }

    internal AbiParameter[] Members { get; private init; } = [];

    /// <summary>The bytes that the type takes where it is not dynamic.</summary>
    internal int StaticSize { get; }

    /// <summary>The bytes that the type takes in the head of what it stands in: its value, or an offset.</summary>
    internal int HeadSize => IsDynamic ? UInt256.Size : StaticSize;

    /// <summary>Reads a type such as <c>uint256</c>, <c>bytes32[]</c> or <c>(address to, uint256 amount)[2]</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AbiType? type)
    {
        var parser = new AbiParser(text);
        type = parser.TryReadType(0, out var read) && parser.IsAtEnd ? read : null;
        return type is not null;
    }

    /// <summary>Reads a type.</summary>
    /// <exception cref="FormatException">The text is not a type.</exception>
    public static AbiType Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var type) ? type : throw new FormatException("The text is not an ABI type.");

    /// <summary>A tuple of those members.</summary>
    /// <exception cref="ArgumentException">The tuple is larger than anything that can be encoded.</exception>
    public static AbiType Tuple(params AbiParameter[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return TryMakeTuple(members) ?? throw new ArgumentException("The tuple is too large.", nameof(members));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static AbiType? TryMakeTuple(AbiParameter[] members)
    {
        long head = 0;
        var isDynamic = false;
        foreach (var member in members)
        {
            head += member.Type.HeadSize;
            isDynamic |= member.Type.IsDynamic;
        }

        var name = $"({string.Join(',', members.Select(member => member.Type.Name))})";
        return head > AbiLimits.MaxSize ? null : new AbiType(AbiKind.Tuple, name, members.Length, (int)head, isDynamic) { Members = members };
    }

    internal static AbiType? TryMakeArray(AbiType item, int length)
    {
        // Items without any bytes would let a few bytes stand for any number of them.
        var size = (long)item.HeadSize * Math.Max(length, 1);
        return item.HeadSize == 0 || length == 0 || size > AbiLimits.MaxSize
            ? null
            : new AbiType(
                AbiKind.Array,
                length < 0 ? $"{item.Name}[]" : string.Create(CultureInfo.InvariantCulture, $"{item.Name}[{length}]"),
                length,
                (int)size,
                length < 0 || item.IsDynamic)
            {
                Item = item,
            };
    }

    internal static AbiType? TryMakeElementary(string name) => name switch
    {
        "bool" => Elementary(AbiKind.Boolean, name, 1),
        "address" => Elementary(AbiKind.Address, name, 160),
        "bytes" => new AbiType(AbiKind.Bytes, name, -1, UInt256.Size, isDynamic: true),
        "string" => new AbiType(AbiKind.Text, name, -1, UInt256.Size, isDynamic: true),
        "uint" => Elementary(AbiKind.Unsigned, "uint256", 256),
        "int" => Elementary(AbiKind.Signed, "int256", 256),
        "function" => Elementary(AbiKind.FixedBytes, "bytes24", 24),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) => Sized(AbiKind.FixedBytes, name, 5, 1, 32),
        _ when name.StartsWith("uint", StringComparison.Ordinal) => Sized(AbiKind.Unsigned, name, 4, 8, 256),
        _ when name.StartsWith("int", StringComparison.Ordinal) => Sized(AbiKind.Signed, name, 3, 8, 256),
        _ => null,
    };

    private static AbiType Elementary(AbiKind kind, string name, int size) => new(kind, name, size, UInt256.Size, isDynamic: false);

    private static AbiType? Sized(AbiKind kind, string name, int prefix, int step, int max) =>
        name[prefix] != '0'
        && int.TryParse(name.AsSpan(prefix), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size > 0 && size <= max && size % step == 0
            ? Elementary(kind, name, size)
            : null;
}
