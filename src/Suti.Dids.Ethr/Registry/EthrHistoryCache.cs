// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// The changes of identities that lie deep enough to stay. It never answers alone: who uses what it has compares the hash of the newest block in it with the chain's.
/// What was not asked for the longest time makes room.
/// </summary>
internal sealed class EthrHistoryCache(int maxChanges)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong ChainId, Address Identity), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private int _changes;

    public EthrEvent[] Find(EthrNetwork network, Address identity)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((network.ChainId, identity), out var node))
            {
                return [];
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Changes;
        }
    }

    public void Keep(EthrNetwork network, Address identity, EthrEvent[] changes)
    {
        lock (_gate)
        {
            RemoveLocked((network.ChainId, identity));
            if (changes.Length == 0 || changes.Length > maxChanges)
            {
                return;
            }

            while (_changes > maxChanges - changes.Length)
            {
                RemoveLocked(_byUse.Last!.Value.Key);
            }

            var key = (network.ChainId, identity);
            _entries[key] = _byUse.AddFirst(new Entry(key, changes));
            _changes += changes.Length;
        }
    }

    public void Forget(EthrNetwork network, Address identity)
    {
        lock (_gate)
        {
            RemoveLocked((network.ChainId, identity));
        }
    }

    private void RemoveLocked((ulong ChainId, Address Identity) key)
    {
        if (_entries.Remove(key, out var node))
        {
            _byUse.Remove(node);
            _changes -= node.Value.Changes.Length;
        }
    }

    private sealed record Entry((ulong ChainId, Address Identity) Key, EthrEvent[] Changes);
}
