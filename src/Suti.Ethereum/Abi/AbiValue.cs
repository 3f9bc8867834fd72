// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Numerics;

namespace Suti.Ethereum;

/// <summary>
/// A value for the contract ABI: a number, truth value, address, text, string of bytes, or a list (an array or the members of a tuple).
/// It converts from the types of .NET by itself; whether it fits an ABI type is known when it is encoded.
/// </summary>
public readonly struct AbiValue : IEquatable<AbiValue>
{
    private readonly Form _form;
    private readonly UInt256 _number;
    private readonly object? _content;

    private AbiValue(Form form, UInt256 number, object? content = null) => (_form, _number, _content) = (form, number, content);

    private enum Form : byte
    {
        None,
        Number,
        NegativeNumber,
        Boolean,
        Address,
        Bytes,
        Text,
        List,
    }

    /// <summary>The items of a list.</summary>
    /// <exception cref="InvalidOperationException">The value is no list.</exception>
    public IReadOnlyList<AbiValue> Items => Require<AbiValue[]>(Form.List);

    /// <summary>An item of a list.</summary>
    /// <exception cref="InvalidOperationException">The value is no list.</exception>
    public AbiValue this[int index] => Require<AbiValue[]>(Form.List)[index];

    internal UInt256 Word => _number;

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(UInt256 value) => new(Form.Number, value);

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(ulong value) => new(Form.Number, value);

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(long value) => FromMagnitude(value < 0 ? 0UL - (ulong)value : (ulong)value, value < 0);

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(int value) => (long)value;

    /// <summary>A number.</summary>
    /// <exception cref="OverflowException">The value needs more than 256 bits.</exception>
    public static implicit operator AbiValue(BigInteger value) => FromMagnitude(UInt256.FromBigInteger(BigInteger.Abs(value)), value.Sign < 0);

    /// <summary>A truth value.</summary>
    public static implicit operator AbiValue(bool value) => new(Form.Boolean, value ? UInt256.One : UInt256.Zero);

    /// <summary>An address.</summary>
    public static implicit operator AbiValue(Address value) => new(Form.Address, value.ToUInt256());

    /// <summary>A text.</summary>
    public static implicit operator AbiValue(string value) => new(Form.Text, default, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A string of bytes. The array is not copied.</summary>
    public static implicit operator AbiValue(byte[] value) => new(Form.Bytes, default, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A list. The array is not copied.</summary>
    public static implicit operator AbiValue(AbiValue[] value) => new(Form.List, default, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A list: the items of an array, or the members of a tuple.</summary>
    public static AbiValue List(params AbiValue[] items) => items;

    /// <summary>The number, which has no sign.</summary>
    /// <exception cref="InvalidOperationException">The value is no number, or a negative one.</exception>
    public UInt256 AsUInt256() => _form == Form.Number ? _number : throw WrongKind();

    /// <summary>The number, with its sign.</summary>
    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public BigInteger AsBigInteger() => _form switch
    {
        Form.Number => _number.ToBigInteger(),
        Form.NegativeNumber => -UInt256.NegateWrapping(_number).ToBigInteger(),
        _ => throw WrongKind(),
    };

    /// <summary>The truth value.</summary>
    /// <exception cref="InvalidOperationException">The value is no truth value.</exception>
    public bool AsBoolean() => _form == Form.Boolean ? !_number.IsZero : throw WrongKind();

    /// <summary>The address.</summary>
    /// <exception cref="InvalidOperationException">The value is no address.</exception>
    public Address AsAddress() => _form == Form.Address ? Address.FromUInt256(_number) : throw WrongKind();

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidOperationException">The value is no string of bytes.</exception>
    public byte[] AsBytes() => Require<byte[]>(Form.Bytes);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is no text.</exception>
    public string AsText() => Require<string>(Form.Text);

    /// <inheritdoc/>
    public bool Equals(AbiValue other) => _form == other._form && _number == other._number && (_content, other._content) switch
    {
        (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
        (AbiValue[] left, AbiValue[] right) => left.AsSpan().SequenceEqual(right),
        _ => Equals(_content, other._content),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AbiValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        _form, _number, _content is IStructuralEquatable list ? list.GetHashCode(EqualityComparer<object>.Default) : _content?.GetHashCode());

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(AbiValue left, AbiValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(AbiValue left, AbiValue right) => !left.Equals(right);

    internal static AbiValue FromWord(AbiKind kind, UInt256 word) => kind switch
    {
        AbiKind.Boolean => new AbiValue(Form.Boolean, word),
        AbiKind.Address => new AbiValue(Form.Address, word),
        AbiKind.Signed when word.High >> 63 != 0 => new AbiValue(Form.NegativeNumber, word),
        _ => new AbiValue(Form.Number, word),
    };

    /// <summary>Whether the value is one of an elementary type that takes one word of number.</summary>
    internal bool Fits(AbiType type) => type.Kind switch
    {
        AbiKind.Boolean => _form == Form.Boolean,
        AbiKind.Address => _form == Form.Address,
        AbiKind.Unsigned => _form == Form.Number && _number.BitLength <= type.Size,
        AbiKind.Signed => (_form == Form.Number && _number.High >> 63 == 0 && IntegerRange.IsCanonical(_number, true, type.Size))
            || (_form == Form.NegativeNumber && IntegerRange.IsCanonical(_number, true, type.Size)),
        _ => false,
    };

    internal byte[]? BytesOrNull => _form == Form.Bytes ? (byte[])_content! : null;

    internal string? TextOrNull => _form == Form.Text ? (string)_content! : null;

    internal AbiValue[]? ListOrNull => _form == Form.List ? (AbiValue[])_content! : null;

    /// <summary>The value for people to read.</summary>
    internal string ToDisplayText() => _form switch
    {
        Form.Number => _number.ToString(),
        Form.NegativeNumber => AsBigInteger().ToString(System.Globalization.CultureInfo.InvariantCulture),
        Form.Boolean => AsBoolean() ? "true" : "false",
        Form.Address => AsAddress().ToString(),
        Form.Bytes => Suti.Encodings.Hex.EncodePrefixed(AsBytes()),
        Form.Text => $"\"{AsText()}\"",
        Form.List => $"[{string.Join(", ", Items.Select(item => item.ToDisplayText()))}]",
        _ => "",
    };

    private static AbiValue FromMagnitude(UInt256 magnitude, bool isNegative) =>
        !isNegative ? new AbiValue(Form.Number, magnitude)
        : IntegerRange.TryToWord(magnitude, true, true, 256, out var word) ? new AbiValue(Form.NegativeNumber, word)
        : throw new OverflowException("The value needs more than 256 bits.");

    private static InvalidOperationException WrongKind() => new("The value is of another kind.");

    private T Require<T>(Form form) => _form == form ? (T)_content! : throw WrongKind();
}
