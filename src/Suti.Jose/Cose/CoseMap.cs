// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>A CBOR map from labels to values, whose values stay encoded until they are asked for.</summary>
public sealed class CoseMap
{
    private readonly Dictionary<CoseLabel, byte[]> _entries = [];

    /// <summary>The labels.</summary>
    public IReadOnlyCollection<CoseLabel> Labels => _entries.Keys;

    /// <summary>The encoded value of a label.</summary>
    public bool TryGet(CoseLabel label, out ReadOnlyMemory<byte> encoded)
    {
        var found = _entries.TryGetValue(label, out var value);
        encoded = value;
        return found;
    }

    /// <summary>An integer value; false when there is none or another type.</summary>
    public bool TryGetInt64(CoseLabel label, out long value)
    {
        value = 0;
        return _entries.TryGetValue(label, out var encoded) && new CborReader(encoded).TryReadInt64(out value);
    }

    /// <summary>A byte string value; false when there is none or another type.</summary>
    public bool TryGetBytes(CoseLabel label, [NotNullWhen(true)] out byte[]? value)
    {
        value = _entries.TryGetValue(label, out var encoded) && new CborReader(encoded).TryReadByteString(out var bytes)
            ? bytes.ToArray()
            : null;
        return value is not null;
    }

    /// <summary>A text value; false when there is none or another type.</summary>
    public bool TryGetText(CoseLabel label, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return _entries.TryGetValue(label, out var encoded) && new CborReader(encoded).TryReadTextString(out value!);
    }

    /// <summary>Sets the encoded value of a label.</summary>
    /// <exception cref="FormatException">The value is not one well-formed data item.</exception>
    public CoseMap Set(CoseLabel label, ReadOnlySpan<byte> encoded)
    {
        _ = new CborReader(encoded);
        _entries[label] = encoded.ToArray();
        return this;
    }

    /// <summary>Sets an integer.</summary>
    public CoseMap Set(CoseLabel label, long value) => Set(label, writer => writer.WriteInt64(value));

    /// <summary>Sets a byte string.</summary>
    public CoseMap SetBytes(CoseLabel label, ReadOnlySpan<byte> value)
    {
        var bytes = value.ToArray();
        return Set(label, writer => writer.WriteByteString(bytes));
    }

    /// <summary>Sets a text.</summary>
    public CoseMap Set(CoseLabel label, string value) => Set(label, writer => writer.WriteTextString(value));

    /// <summary>The deterministic encoding of the map.</summary>
    public byte[] Encode()
    {
        using var writer = new CborWriter();
        WriteTo(writer);
        return writer.ToArray();
    }

    /// <summary>Reads a map that may come from anywhere.</summary>
    public static bool TryParse(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CoseMap? map)
    {
        map = CborReader.TryCreate(encoded, null, out var reader) ? Read(ref reader) : null;
        return map is not null;
    }

    internal CoseMap Copy()
    {
        var copy = new CoseMap();
        foreach (var (label, value) in _entries)
        {
            copy._entries.Add(label, value);
        }

        return copy;
    }

    /// <summary>Reads the map that comes next; null when something else does.</summary>
    internal static CoseMap? Read(ref CborReader reader)
    {
        if (!reader.TryReadStartMap(out _))
        {
            return null;
        }

        var map = new CoseMap();
        while (!reader.TryReadEndMap())
        {
            var label = reader.TryReadInt64(out var number) ? new CoseLabel(number)
                : reader.TryReadTextString(out var text) ? new CoseLabel(text)
                : default(CoseLabel?);
            if (label is not { } known || !reader.TryReadEncodedItem(out var value) || !map._entries.TryAdd(known, value.ToArray()))
            {
                return null;
            }
        }

        return map;
    }

    internal void WriteTo(CborWriter writer)
    {
        writer.WriteStartMap(_entries.Count);
        foreach (var (label, value) in _entries)
        {
            if (label.Text is { } text)
            {
                writer.WriteTextString(text);
            }
            else
            {
                writer.WriteInt64(label.Number);
            }

            writer.WriteEncodedItem(value);
        }

        writer.WriteEndMap();
    }

    private CoseMap Set(CoseLabel label, Action<CborWriter> write)
    {
        using var writer = new CborWriter();
        write(writer);
        _entries[label] = writer.ToArray();
        return this;
    }
}
