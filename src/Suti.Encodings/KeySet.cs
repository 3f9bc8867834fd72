// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suti.Encodings;

/// <summary>
/// Finds repeated keys in any number of containers of one input: an open-addressed table whose entries point into the input,
/// so that nothing is copied and small inputs stay on the stack. Hashes are seeded per process, so that no input can be made
/// whose keys all collide.
/// </summary>
internal ref struct KeySet(ReadOnlySpan<byte> source, Span<KeySet.Entry> initial) : IDisposable
{
    /// <summary>A good size of the table that a caller puts on its stack. A power of two, as every size is.</summary>
    public const int InitialSize = 64;

    private readonly ReadOnlySpan<byte> _source = source;
    private Span<Entry> _table = initial;
    private Entry[]? _rentedTable;
    private byte[]? _rentedKeys;
    private int _rentedKeysLength;
    private int _count;

    /// <summary>Adds a run of the input to a container (numbered from 1). False when the container has that key already.</summary>
    public bool TryAdd(int container, int start, int length) =>
        TryAdd(_source.Slice(start, length), new Entry(container, start, length, 0));

    /// <summary>Adds a key that does not stand in the input as it is, as when it was escaped there.</summary>
    public bool TryAddCopy(int container, scoped ReadOnlySpan<byte> key)
    {
        var start = _rentedKeysLength;
        if (_rentedKeys is null || start + key.Length > _rentedKeys.Length)
        {
            GrowKeys(start + key.Length);
        }

        key.CopyTo(_rentedKeys.AsSpan(start));
        _rentedKeysLength += key.Length;
        return TryAdd(_rentedKeys.AsSpan(start, key.Length), new Entry(container, ~start, key.Length, 0));
    }

    public readonly void Dispose()
    {
        if (_rentedTable is not null)
        {
            ArrayPool<Entry>.Shared.Return(_rentedTable);
        }

        if (_rentedKeys is not null)
        {
            ArrayPool<byte>.Shared.Return(_rentedKeys);
        }
    }

    /// <summary>The runtime's string hash (Marvin, with a seed per process) over bytes taken two at a time.</summary>
    private static int Hash(int container, scoped ReadOnlySpan<byte> key)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(key), StringComparison.Ordinal);
        var last = key.Length % 2 == 0 ? 0 : key[^1] + 1;
        return HashCode.Combine(hash, last, container);
    }

    private bool TryAdd(scoped ReadOnlySpan<byte> key, Entry entry)
    {
        if (_count * 2 >= _table.Length)
        {
            GrowTable();
        }

        entry = entry with { Hash = Hash(entry.Container, key) };
        var mask = _table.Length - 1;
        var slot = entry.Hash & mask;
        for (; _table[slot].Container != 0; slot = (slot + 1) & mask)
        {
            ref readonly var other = ref _table[slot];
            if (other.Hash == entry.Hash && other.Container == entry.Container && KeyOf(other).SequenceEqual(key))
            {
                return false;
            }
        }

        _table[slot] = entry;
        _count++;
        return true;
    }

    private readonly ReadOnlySpan<byte> KeyOf(in Entry entry) => entry.Start >= 0
        ? _source.Slice(entry.Start, entry.Length)
        : _rentedKeys.AsSpan(~entry.Start, entry.Length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowTable()
    {
        var size = _table.Length * 4;
        var rented = ArrayPool<Entry>.Shared.Rent(size);
        var table = rented.AsSpan(0, size);
        table.Clear();
        foreach (ref readonly var entry in _table)
        {
            if (entry.Container == 0)
            {
                continue;
            }

            var slot = entry.Hash & (size - 1);
            while (table[slot].Container != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            table[slot] = entry;
        }

        if (_rentedTable is not null)
        {
            ArrayPool<Entry>.Shared.Return(_rentedTable);
        }

        _rentedTable = rented;
        _table = table;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowKeys(int size)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(size, _rentedKeysLength * 2));
        if (_rentedKeys is not null)
        {
            _rentedKeys.AsSpan(0, _rentedKeysLength).CopyTo(rented);
            ArrayPool<byte>.Shared.Return(_rentedKeys);
        }

        _rentedKeys = rented;
    }

    /// <summary>A key; a start below zero is the complement of a position among the copied keys.</summary>
    internal readonly record struct Entry(int Container, int Start, int Length, int Hash);
}
