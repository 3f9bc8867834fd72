// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>One item of RLP as a tree, for data whose shape is not known beforehand: a string of bytes or a list.</summary>
public sealed class RlpItem
{
    /// <summary>Lists stand in each other this deep at most.</summary>
    public const int MaxDepth = 64;

    /// <summary>A text holds this many items at most.</summary>
    public const int MaxItems = 100_000;

    private readonly RlpItem[]? _items;

    /// <summary>A string of bytes.</summary>
    public RlpItem(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>A list.</summary>
    public RlpItem(params RlpItem[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
    }

    /// <summary>Whether this is a list.</summary>
    [MemberNotNullWhen(true, nameof(_items))]
    public bool IsList => _items is not null;

    /// <summary>The bytes; empty for a list.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The items of a list; none for a string of bytes.</summary>
    public IReadOnlyList<RlpItem> Items => _items ?? [];

    /// <summary>Decodes exactly one item. The bytes are not copied: they must not change while the item is used.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> data, [NotNullWhen(true)] out RlpItem? item)
    {
        var budget = MaxItems;
        return TryDecode(data, MaxDepth, ref budget, out item, out var size) && size == data.Length;
    }

    /// <summary>Decodes exactly one item. The bytes are not copied: they must not change while the item is used.</summary>
    /// <exception cref="FormatException">The bytes are not one canonical item within the limits.</exception>
    public static RlpItem Decode(ReadOnlyMemory<byte> data) =>
        TryDecode(data, out var item) ? item : throw new FormatException("The bytes are not one canonical RLP item within the limits.");

    /// <summary>The encoding.</summary>
    public byte[] Encode()
    {
        using var writer = new RlpWriter();
        Write(writer);
        return writer.ToArray();
    }

    private static bool TryDecode(
        ReadOnlyMemory<byte> data, int depth, ref int budget, [NotNullWhen(true)] out RlpItem? item, out int size)
    {
        item = null;
        size = 0;
        var reader = new RlpReader(data.Span);
        if (depth < 0 || --budget < 0 || !reader.TryRead(out var isList, out var payload, out var whole))
        {
            return false;
        }

        size = whole.Length;
        var content = data.Slice(size - payload.Length, payload.Length);
        if (!isList)
        {
            item = new RlpItem(content);
            return true;
        }

        if (!new RlpReader(payload).TryCount(out var count) || count > budget)
        {
            return false;
        }

        var items = count == 0 ? [] : new RlpItem[count];
        for (var index = 0; index < count; index++)
        {
            if (!TryDecode(content, depth - 1, ref budget, out var inner, out var innerSize))
            {
                return false;
            }

            items[index] = inner;
            content = content[innerSize..];
        }

        item = new RlpItem(items);
        return true;
    }

    private void Write(RlpWriter writer)
    {
        if (!IsList)
        {
            writer.WriteBytes(Bytes.Span);
            return;
        }

        writer.StartList();
        foreach (var item in _items)
        {
            item.Write(writer);
        }

        writer.EndList();
    }
}
