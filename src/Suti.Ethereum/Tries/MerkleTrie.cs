// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The Merkle Patricia trie in which blocks keep accounts, storage, transactions and receipts: the root of some entries, and proofs of single ones.</summary>
public static class MerkleTrie
{
    private const int Children = 16;

    /// <summary>The root of no entries.</summary>
    public static UInt256 EmptyRoot { get; } = UInt256.FromBigEndian(Keccak.Hash([0x80]));

    /// <summary>The root of some entries. In the tries of accounts and storage the keys are hashes of addresses and slots.</summary>
    /// <exception cref="ArgumentException">A key is there twice, or a value is empty, which tries cannot tell from none.</exception>
    public static UInt256 GetRoot(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var sorted = entries.Select(static entry => (Path: HexPrefix.ToNibbles(entry.Key.Span), entry.Value)).ToArray();
        Array.Sort(sorted, static (left, right) => left.Path.AsSpan().SequenceCompareTo(right.Path));
        for (var index = 0; index < sorted.Length; index++)
        {
            if (sorted[index].Value.IsEmpty || (index > 0 && sorted[index].Path.AsSpan().SequenceEqual(sorted[index - 1].Path)))
            {
                throw new ArgumentException("A key is there twice, or a value is empty.", nameof(entries));
            }
        }

        return sorted.Length == 0 ? EmptyRoot : UInt256.FromBigEndian(Keccak.Hash(Build(sorted, 0)));
    }

    /// <summary>Checks what a node gives as a proof (<c>eth_getProof</c>): that a trie has a value under a key, or none.</summary>
    /// <param name="root">The root, which is believed.</param>
    /// <param name="key">The key.</param>
    /// <param name="proof">The nodes on the way, from the root on.</param>
    /// <param name="value">The value; null where the proof shows that there is none.</param>
    /// <returns>False when the proof proves nothing.</returns>
    public static bool TryVerify(UInt256 root, ReadOnlySpan<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> proof, out byte[]? value)
    {
        ArgumentNullException.ThrowIfNull(proof);
        value = null;
        if (root == EmptyRoot)
        {
            return proof.Count == 0 || (proof.Count == 1 && proof[0].Span.SequenceEqual((ReadOnlySpan<byte>)[0x80]));
        }

        return new TrieWalk(root, HexPrefix.ToNibbles(key), proof).TryFind(out value);
    }

    /// <summary>The node of entries that agree up to a depth.</summary>
    private static byte[] Build(ReadOnlySpan<(byte[] Path, ReadOnlyMemory<byte> Value)> entries, int depth)
    {
        using var writer = new RlpWriter();
        writer.StartList();
        var first = entries[0].Path.AsSpan(depth);
        if (entries.Length == 1)
        {
            writer.WriteBytes(HexPrefix.Encode(first, isLeaf: true));
            writer.WriteBytes(entries[0].Value.Span);
        }
        else if (first.CommonPrefixLength(entries[^1].Path.AsSpan(depth)) is > 0 and var shared)
        {
            // They are sorted: what the first and the last have in common, all have.
            writer.WriteBytes(HexPrefix.Encode(first[..shared], isLeaf: false));
            WriteReference(writer, Build(entries, depth + shared));
        }
        else
        {
            WriteBranch(writer, entries, depth);
        }

        writer.EndList();
        return writer.ToArray();
    }

    private static void WriteBranch(RlpWriter writer, ReadOnlySpan<(byte[] Path, ReadOnlyMemory<byte> Value)> entries, int depth)
    {
        ReadOnlyMemory<byte> own = default;
        if (entries[0].Path.Length == depth)
        {
            own = entries[0].Value;
            entries = entries[1..];
        }

        for (var nibble = 0; nibble < Children; nibble++)
        {
            var count = 0;
            while (count < entries.Length && entries[count].Path[depth] == nibble)
            {
                count++;
            }

            if (count == 0)
            {
                writer.WriteBytes([]);
            }
            else
            {
                WriteReference(writer, Build(entries[..count], depth + 1));
                entries = entries[count..];
            }
        }

        writer.WriteBytes(own.Span);
    }

    /// <summary>A node stands in its parent by its hash, or as it is when it is shorter than that.</summary>
    private static void WriteReference(RlpWriter writer, byte[] node)
    {
        if (node.Length < Keccak.Size)
        {
            writer.WriteEncoded(node);
        }
        else
        {
            writer.WriteBytes(Keccak.Hash(node));
        }
    }
}
