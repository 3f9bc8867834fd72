// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The way of a key through the nodes of a proof. Each node must be the one that its parent names, and none may be left over.</summary>
internal ref struct TrieWalk(UInt256 root, byte[] path, IReadOnlyList<ReadOnlyMemory<byte>> proof)
{
    private const int BranchItems = 17;
    private const int ShortItems = 2;

    private ReadOnlySpan<byte> _rest = path;
    private ReadOnlySpan<byte> _node;
    private int _used;

    public bool TryFind(out byte[]? value)
    {
        value = null;
        if (!TryTake(root))
        {
            return false;
        }

        while (true)
        {
            var step = Step(out value);
            if (step is { } isProven)
            {
                return isProven && _used == proof.Count;
            }
        }
    }

    /// <summary>Reads a node: whether the way ends here with a proof, or null when it goes on.</summary>
    private bool? Step(out byte[]? value)
    {
        value = null;
        var reader = new RlpReader(_node);
        return !reader.TryReadList(out var items) || !reader.IsAtEnd || !items.TryCount(out var count) ? false
            : count == BranchItems ? StepBranch(ref items, out value)
            : count == ShortItems ? StepShort(ref items, out value)
            : false;
    }

    private bool? StepBranch(scoped ref RlpReader items, out byte[]? value)
    {
        value = null;
        var skipped = _rest.IsEmpty ? BranchItems - 1 : _rest[0];
        for (var index = 0; index < skipped; index++)
        {
            if (!items.TryReadEncodedItem(out _))
            {
                return false;
            }
        }

        if (!_rest.IsEmpty)
        {
            _rest = _rest[1..];
            return Follow(ref items);
        }

        if (!items.TryReadBytes(out var own))
        {
            return false;
        }

        value = own.IsEmpty ? null : own.ToArray();
        return true;
    }

    private bool? StepShort(scoped ref RlpReader items, out byte[]? value)
    {
        value = null;
        if (!items.TryReadBytes(out var packed) || !HexPrefix.TryDecode(packed, out var nibbles, out var isLeaf))
        {
            return false;
        }

        if (isLeaf)
        {
            if (!items.TryReadBytes(out var own) || own.IsEmpty)
            {
                return false;
            }

            value = _rest.SequenceEqual(nibbles) ? own.ToArray() : null;
            return true;
        }

        if (nibbles.Length == 0)
        {
            return false;
        }

        // Another way branches off here: the key is not there.
        if (!_rest.StartsWith(nibbles))
        {
            return true;
        }

        _rest = _rest[nibbles.Length..];
        return Follow(ref items);
    }

    private bool? Follow(scoped ref RlpReader items)
    {
        if (items.IsList)
        {
            // A child that is shorter than a hash stands in its parent. A longer one must not.
            return items.TryReadEncodedItem(out _node) && _node.Length < Keccak.Size ? null : false;
        }

        return !items.TryReadBytes(out var name) ? false
            : name.IsEmpty ? true
            : name.Length == Keccak.Size && TryTake(UInt256.FromBigEndian(name)) ? null
            : false;
    }

    private bool TryTake(UInt256 hash)
    {
        if (_used >= proof.Count || UInt256.FromBigEndian(Keccak.Hash(proof[_used].Span)) != hash)
        {
            return false;
        }

        _node = proof[_used++].Span;
        return true;
    }
}
