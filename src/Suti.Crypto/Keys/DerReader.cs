// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Suti.Crypto;

/// <summary>
/// Reads DER (X.690) strictly from bytes that may come from anywhere: nothing throws, nothing is copied, and lengths
/// and integers have their one shortest form.
/// </summary>
internal ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte Sequence = 0x30;
    public const byte Context0 = 0xA0;
    public const byte Context1 = 0xA1;
    public const byte Context1Primitive = 0x81;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Whether an element with this tag comes next.</summary>
    public readonly bool Is(byte tag) => !_rest.IsEmpty && _rest[0] == tag;

    /// <summary>Reads the content of an element that must have this tag.</summary>
    public bool TryRead(byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!Is(tag)
            || !AsnDecoder.TryReadEncodedValue(
                _rest, AsnEncodingRules.DER, out _, out var offset, out var length, out var consumed))
        {
            return false;
        }

        content = _rest.Slice(offset, length);
        _rest = _rest[consumed..];
        return true;
    }

    /// <summary>Reads an element that must have this tag, with its header.</summary>
    public bool TryReadWhole(byte tag, out ReadOnlySpan<byte> element)
    {
        var before = _rest;
        var read = TryRead(tag, out _);
        element = read ? before[..^_rest.Length] : default;
        return read;
    }

    /// <summary>Reads an integer that is not negative, without its leading zero.</summary>
    public bool TryReadUnsigned(out ReadOnlySpan<byte> value)
    {
        if (!TryRead(Integer, out value) || value.IsEmpty || value[0] >= 0x80)
        {
            return false;
        }

        if (value[0] != 0 || value.Length == 1)
        {
            return true;
        }

        value = value[1..];
        return value[0] >= 0x80;
    }

    /// <summary>Reads a string of whole bytes.</summary>
    public bool TryReadBits(byte tag, out ReadOnlySpan<byte> value)
    {
        if (!TryRead(tag, out value) || value.IsEmpty || value[0] != 0)
        {
            return false;
        }

        value = value[1..];
        return true;
    }

    /// <summary>Reads a small number that must be this one.</summary>
    public bool TryReadNumber(byte expected) => TryReadUnsigned(out var value) && value.Length == 1 && value[0] == expected;
}
