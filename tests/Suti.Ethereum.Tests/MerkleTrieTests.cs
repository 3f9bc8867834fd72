// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class MerkleTrieTests
{
    [Fact]
    public void Root_OfNothing_IsTheOneOfTheYellowPaper() =>
        Assert.Equal("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421", MerkleTrie.GetRoot([]).ToHex());

    /// <summary>The example that the trie tests of the clients share.</summary>
    [Fact]
    public void Root_OfDogs_IsThatOfTheClients() => Assert.Equal(
        "0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3",
        MerkleTrie.GetRoot([Entry("dogglesworth", "cat"), Entry("doe", "reindeer"), Entry("dog", "puppy")]).ToHex());

    [Fact]
    public void Root_KeyTwiceOrEmptyValue_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MerkleTrie.GetRoot([Entry("a", "b"), Entry("a", "c")]));
        Assert.Throws<ArgumentException>(() => MerkleTrie.GetRoot([Entry("a", "")]));
    }

    /// <summary>A trie of one leaf, and of one branch: written out, so that the proof is made without the code that it proves.</summary>
    [Fact]
    public void Verify_SmallTries_SaysWhatIsThere()
    {
        byte[] leaf = [0xc4, 0x82, 0x20, 0x61, 0x62];
        var root = UInt256.FromBigEndian(Keccak.Hash(leaf));
        Assert.Equal(root, MerkleTrie.GetRoot([Entry("a", "b")]));
        Assert.True(MerkleTrie.TryVerify(root, "a"u8, [leaf], out var value));
        Assert.Equal("b"u8, value.AsSpan());
        Assert.True(MerkleTrie.TryVerify(root, "c"u8, [leaf], out value));
        Assert.Null(value);
        Assert.False(MerkleTrie.TryVerify(root, "a"u8, [], out _));
        Assert.False(MerkleTrie.TryVerify(root, "a"u8, [leaf, leaf], out _));
        Assert.False(MerkleTrie.TryVerify(UInt256.One, "a"u8, [leaf], out _));
        Assert.True(MerkleTrie.TryVerify(MerkleTrie.EmptyRoot, "a"u8, [], out value));
        Assert.Null(value);
        Assert.False(MerkleTrie.TryVerify(MerkleTrie.EmptyRoot, "a"u8, [leaf], out _));
    }

    [Theory]
    [InlineData("c482406162")]
    [InlineData("c482216162")]
    [InlineData("c3206180")]
    [InlineData("c0")]
    [InlineData("c20080")]
    [InlineData("8161")]
    public void Verify_NodeThatIsNone_ProvesNothing(string hex)
    {
        var node = Hex.Decode(hex);
        Assert.False(MerkleTrie.TryVerify(UInt256.FromBigEndian(Keccak.Hash(node)), "a"u8, [node], out _));
    }

    [Fact]
    public void Verify_Damaged_NeverProvesAndNeverThrows()
    {
        byte[] leaf = [0xc4, 0x82, 0x20, 0x61, 0x62];
        var root = UInt256.FromBigEndian(Keccak.Hash(leaf));
        new MutationFuzzer(7007).Run([leaf], 3000, input =>
        {
            Assert.Equal(input.SequenceEqual(leaf), MerkleTrie.TryVerify(root, "a"u8, [input], out _));

            // With the root of the damage itself it may prove something, but must end.
            _ = MerkleTrie.TryVerify(UInt256.FromBigEndian(Keccak.Hash(input)), "a"u8, [input], out _);
        });
    }

    /// <summary>Accounts and storage of anvil, by its own proofs and the state root of its block.</summary>
    [Fact]
    public async Task Verify_ProofsOfANode_HoldForTheStateOfItsBlock()
    {
        using var chain = new AnvilChain();
        var accounts = Enumerable.Range(1, 40).Select(index => Address.Parse($"0x{index * 7919:x40}")).ToArray();
        foreach (var account in accounts)
        {
            await chain.FundAsync(account.ToString());
        }

        var contract = accounts[3].ToString();
        for (var slot = 1; slot < 20; slot++)
        {
            await chain.CallAsync("anvil_setStorageAt", contract, $"0x{slot:x64}", $"0x{slot * 1000:x64}");
        }

        await chain.MineAsync();
        var state = Word((await chain.CallAsync("eth_getBlockByNumber", "latest", false))!["stateRoot"]);
        foreach (var (account, isThere) in accounts.Take(6).Select(one => (one, true)).Append((Address.Parse("0x00000000000000000000000000000000000fffff"), false)))
        {
            var proof = (await chain.CallAsync("eth_getProof", account.ToString(), new System.Text.Json.Nodes.JsonArray($"0x{5:x64}", $"0x{77:x64}"), "latest"))!;
            var nodes = Nodes(proof["accountProof"]);
            Assert.True(MerkleTrie.TryVerify(state, Keccak.Hash(account.ToBytes()), nodes, out var value));
            Assert.Equal(isThere, value is not null);
            Assert.False(MerkleTrie.TryVerify(state, Keccak.Hash(account.ToBytes()), [.. nodes.SkipLast(1)], out _));
            if (account != accounts[3])
            {
                continue;
            }

            // Nonce, balance, storage, code.
            var storage = UInt256.FromBigEndian(RlpItem.Decode(value).Items[2].Bytes.Span);
            var slots = proof["storageProof"]!.AsArray();
            Assert.True(MerkleTrie.TryVerify(storage, Keccak.Hash(UInt256.FromBigEndian([5]).ToBigEndian()), Nodes(slots[0]!["proof"]), out var five));
            Assert.Equal(5000, UInt256.FromBigEndian(RlpItem.Decode(five).Bytes.Span));
            Assert.True(MerkleTrie.TryVerify(storage, Keccak.Hash(UInt256.FromBigEndian([77]).ToBigEndian()), Nodes(slots[1]!["proof"]), out var none));
            Assert.Null(none);

            // And the root of the storage is that of its slots.
            Assert.Equal(storage, MerkleTrie.GetRoot(Enumerable.Range(1, 19).Select(slot => new KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(
                Keccak.Hash(((UInt256)slot).ToBigEndian()), new RlpItem(((UInt256)(slot * 1000)).ToBigEndian().SkipWhile(one => one == 0).ToArray()).Encode()))));
        }
    }

    private static KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Entry(string key, string value) =>
        new(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));

    private static UInt256 Word(System.Text.Json.Nodes.JsonNode? hex) => UInt256.Parse((string)hex!);

    private static ReadOnlyMemory<byte>[] Nodes(System.Text.Json.Nodes.JsonNode? nodes) =>
        [.. nodes!.AsArray().Select(node => new ReadOnlyMemory<byte>(Hex.DecodePrefixed((string)node!)))];
}
