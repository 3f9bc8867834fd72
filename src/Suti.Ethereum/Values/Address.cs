// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// An account or contract: 20 bytes, written with the checksum of EIP-55. A text of mixed case is only read when its checksum is
/// right; all-lower and all-upper texts carry none.
/// </summary>
public readonly struct Address : IEquatable<Address>, ISpanParsable<Address>, ISpanFormattable
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 20;

    private const int TextLength = 42;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    /// <summary>An address from its 20 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 20 bytes.</exception>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("An address has 20 bytes.", nameof(bytes));
        }

        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    private Address(ulong first, ulong second, uint third) => (_first, _second, _third) = (first, second, third);

    /// <summary>The address of twenty zeros, which nobody owns.</summary>
    public static Address Zero => default;

    /// <summary>Whether this is <see cref="Zero"/>.</summary>
    public bool IsZero => (_first | _second | _third) == 0;

    /// <summary>The account of a secp256k1 key: the last 20 bytes of the Keccak-256 hash of its point.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public static Address FromPublicKey(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> point = stackalloc byte[64];
        if (key.Type != KeyType.Secp256k1 || !key.TryWriteCoordinates(point[..32], point[32..]))
        {
            throw new ArgumentException("An Ethereum account has a secp256k1 key.", nameof(key));
        }

        Span<byte> hash = stackalloc byte[Keccak.Size];
        Keccak.Hash(point, hash);
        return new Address(hash[12..]);
    }

    /// <summary>Reads <c>0x</c> and 40 hexadecimal digits. Mixed case must have the checksum of EIP-55.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address) => TryParse(text, null, false, out address);

    /// <summary>Reads an address with the checksum that EIP-1191 gives a chain, which differs on chains 30 and 31.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, ulong chainId, out Address address) =>
        TryParse(text, chainId, false, out address);

    /// <summary>Reads an address that must be written exactly as its checksum says; no text without a checksum is accepted.</summary>
    public static bool TryParseChecksummed(ReadOnlySpan<char> text, out Address address) => TryParse(text, null, true, out address);

    /// <summary>Reads <c>0x</c> and 40 hexadecimal digits. Mixed case must have the checksum of EIP-55.</summary>
    /// <exception cref="FormatException">The text is not an address, or its checksum is wrong.</exception>
    public static Address Parse(ReadOnlySpan<char> text) => TryParse(text, out var address)
        ? address
        : throw new FormatException("The text is not an address of 0x and 40 hexadecimal digits with a right checksum.");

    /// <summary>Reads the ICAP form, an IBAN of country XE whose account is the address.</summary>
    public static bool TryParseIcap(ReadOnlySpan<char> text, out Address address) => Icap.TryParse(text, out address);

    /// <inheritdoc/>
    static Address ISpanParsable<Address>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool ISpanParsable<Address>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Address result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    static Address IParsable<Address>.Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s);
    }

    /// <inheritdoc/>
    static bool IParsable<Address>.TryParse(string? s, IFormatProvider? provider, out Address result) => TryParse(s, out result);

    /// <summary>Writes the 20 bytes.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 20 bytes.</exception>
    public void WriteBytes(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException("An address takes 20 bytes.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _third);
    }

    /// <summary>The 20 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        WriteBytes(bytes);
        return bytes;
    }

    /// <summary>The text with the checksum of EIP-55.</summary>
    public override string ToString() => Format(null);

    /// <summary>The text with the checksum that EIP-1191 gives a chain; on chains other than 30 and 31 that of EIP-55.</summary>
    public string ToString(ulong chainId) => Format(chainId);

    /// <summary>The ICAP form: <c>XE</c>, two check digits and the address in base 36.</summary>
    public string ToIcap() => Icap.Format(this);

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (destination.Length < TextLength)
        {
            return false;
        }

        WriteText(destination, null);
        charsWritten = TextLength;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => ((_first ^ other._first) | (_second ^ other._second) | (_third ^ other._third)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second, _third);

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    /// <summary>The address as a number of 160 bits.</summary>
    internal UInt256 ToUInt256() =>
        new(0, _first >> 32, (_first << 32) | (_second >> 32), (_second << 32) | _third);

    internal static Address FromUInt256(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        value.WriteBigEndian(bytes);
        return new Address(bytes[12..]);
    }

    private static bool TryParse(ReadOnlySpan<char> text, ulong? chainId, bool checksumRequired, out Address address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != TextLength || !text.StartsWith("0x", StringComparison.Ordinal)
            || !Hex.TryDecode(text[2..], bytes, out _))
        {
            return false;
        }

        var read = new Address(bytes);
        var digits = text[2..];
        if (checksumRequired || (digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F')))
        {
            Span<char> right = stackalloc char[TextLength];
            read.WriteText(right, chainId);
            if (!right.SequenceEqual(text))
            {
                return false;
            }
        }

        address = read;
        return true;
    }

    private string Format(ulong? chainId)
    {
        Span<char> text = stackalloc char[TextLength];
        WriteText(text, chainId);
        return new string(text);
    }

    private void WriteText(Span<char> text, ulong? chainId)
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteBytes(bytes);
        "0x".CopyTo(text);
        var digits = text.Slice(2, 40);
        Hex.Encode(bytes, digits);

        // EIP-1191: the chains that adopted it hash their id and 0x before the digits; all others hash as EIP-55 says.
        Span<byte> input = stackalloc byte[20 + 2 + 40];
        var length = 0;
        if (chainId is 30 or 31)
        {
            chainId.Value.TryFormat(input, out length, default, CultureInfo.InvariantCulture);
            "0x"u8.CopyTo(input[length..]);
            length += 2;
        }

        foreach (var digit in digits)
        {
            input[length++] = (byte)digit;
        }

        Span<byte> hash = stackalloc byte[Keccak.Size];
        Keccak.Hash(input[..length], hash);
        for (var index = 0; index < digits.Length; index++)
        {
            var nibble = (hash[index >> 1] >> ((index & 1) == 0 ? 4 : 0)) & 0xf;
            if (nibble >= 8 && digits[index] >= 'a')
            {
                digits[index] = (char)(digits[index] - 0x20);
            }
        }
    }
}
