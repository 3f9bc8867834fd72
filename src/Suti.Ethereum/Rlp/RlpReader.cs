// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>
/// Reads recursive length prefixes (Yellow Paper, appendix B) without copying, in their canonical form only: the shortest prefix,
/// no length beyond its list. It reads the items of one list, or of the input itself; the caller's own recursion is the depth, and
/// <see cref="RlpItem"/> limits it for inputs of unknown shape.
/// </summary>
public ref struct RlpReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads the items that stand one after the other in <paramref name="data"/>.</summary>
    public RlpReader(ReadOnlySpan<byte> data) => _rest = data;

    /// <summary>Whether all items are read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the next item is a list; false at the end.</summary>
    public readonly bool IsList => !_rest.IsEmpty && _rest[0] >= 0xc0;

    /// <summary>Counts the items that are left; false when one of their prefixes is malformed.</summary>
    public readonly bool TryCount(out int count)
    {
        var copy = this;
        for (count = 0; !copy.IsAtEnd; count++)
        {
            if (!copy.TryRead(out _, out _, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a string of bytes.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> value) => TryRead(isList: false, out value, out _);

    /// <summary>Reads a string of exactly that many bytes.</summary>
    public bool TryReadBytes(int size, out ReadOnlySpan<byte> value) => TryReadBytes(out value) && value.Length == size;

    /// <summary>Opens a list; its items are read with <paramref name="items"/>.</summary>
    public bool TryReadList(out RlpReader items)
    {
        var found = TryRead(isList: true, out var payload, out _);
        items = new RlpReader(payload);
        return found;
    }

    /// <summary>Reads any item as it is encoded, prefix included. What stands inside a list is not looked at.</summary>
    public bool TryReadEncodedItem(out ReadOnlySpan<byte> item) => TryRead(out _, out _, out item);

    /// <summary>Reads a number of 64 bits, which has no leading zeros.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        value = 0;
        if (!TryReadBytes(out var bytes) || bytes.Length > sizeof(ulong) || (!bytes.IsEmpty && bytes[0] == 0))
        {
            return false;
        }

        foreach (var part in bytes)
        {
            value = (value << 8) | part;
        }

        return true;
    }

    /// <summary>Reads a number of 256 bits, which has no leading zeros.</summary>
    public bool TryReadUInt256(out UInt256 value)
    {
        value = default;
        if (!TryReadBytes(out var bytes) || bytes.Length > UInt256.Size || (!bytes.IsEmpty && bytes[0] == 0))
        {
            return false;
        }

        value = UInt256.FromBigEndian(bytes);
        return true;
    }

    /// <summary>Reads an address.</summary>
    public bool TryReadAddress(out Address address)
    {
        if (TryReadBytes(Address.Size, out var bytes))
        {
            address = new Address(bytes);
            return true;
        }

        address = default;
        return false;
    }

    /// <summary>Reads a string of bytes.</summary>
    /// <exception cref="FormatException">There is none, or it is not canonical.</exception>
    public ReadOnlySpan<byte> ReadBytes() => TryReadBytes(out var value) ? value : throw Unexpected("a string of bytes");

    /// <summary>Opens a list.</summary>
    /// <exception cref="FormatException">There is none, or it is not canonical.</exception>
    public RlpReader ReadList() => TryReadList(out var items) ? items : throw Unexpected("a list");

    /// <summary>Reads a number of 64 bits.</summary>
    /// <exception cref="FormatException">There is none, or it is not canonical.</exception>
    public ulong ReadUInt64() => TryReadUInt64(out var value) ? value : throw Unexpected("a number of 64 bits");

    /// <summary>Reads a number of 256 bits.</summary>
    /// <exception cref="FormatException">There is none, or it is not canonical.</exception>
    public UInt256 ReadUInt256() => TryReadUInt256(out var value) ? value : throw Unexpected("a number of 256 bits");

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">There is none, or it is not canonical.</exception>
    public Address ReadAddress() => TryReadAddress(out var address) ? address : throw Unexpected("an address");

    /// <summary>Requires that all items are read.</summary>
    /// <exception cref="FormatException">Something is left.</exception>
    public readonly void ReadEnd()
    {
        if (!IsAtEnd)
        {
            throw new FormatException($"The RLP goes on for {_rest.Length} bytes where it should end.");
        }
    }

    /// <summary>Reads the next item whatever it is: its payload, and the whole of it with its prefix.</summary>
    internal bool TryRead(out bool isList, out ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> item)
    {
        isList = IsList;
        return TryRead(isList, out payload, out item);
    }

    private static FormatException Unexpected(string expected) => new($"The RLP does not continue with {expected} in canonical form.");

    private bool TryRead(bool isList, out ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> item)
    {
        payload = default;
        item = default;
        if (_rest.IsEmpty || IsList != isList)
        {
            return false;
        }

        int prefix = _rest[0];
        if (prefix < 0x80)
        {
            return TryTake(0, 1, out payload, out item);
        }

        var kind = isList ? prefix - 0xc0 : prefix - 0x80;
        if (kind <= 55)
        {
            // A byte below 0x80 is its own encoding and has no prefix.
            return !(kind == 1 && !isList && _rest.Length > 1 && _rest[1] < 0x80) && TryTake(1, kind, out payload, out item);
        }

        var sizeLength = kind - 55;
        if (sizeLength > sizeof(int) || _rest.Length <= sizeLength || _rest[1] == 0)
        {
            return false;
        }

        ulong size = 0;
        foreach (var part in _rest.Slice(1, sizeLength))
        {
            size = (size << 8) | part;
        }

        return size is > 55 and <= int.MaxValue && TryTake(1 + sizeLength, (int)size, out payload, out item);
    }

    private bool TryTake(int prefix, int size, out ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> item)
    {
        payload = default;
        item = default;
        if (_rest.Length - prefix < size)
        {
            return false;
        }

        payload = _rest.Slice(prefix, size);
        item = _rest[..(prefix + size)];
        _rest = _rest[(prefix + size)..];
        return true;
    }
}
