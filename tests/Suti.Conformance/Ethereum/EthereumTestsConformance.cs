// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>What of the Ethereum tests is RLP, keys and old transactions.</summary>
public sealed class EthereumTestsConformance
{
    private const string Folder = "ethereum-tests/";

    [Fact]
    public void Rlp_Items_EncodeDecodeOrAreRefused()
    {
        var suite = new ConformanceSuite("ethereum-tests/rlp");
        using var valid = TestVectors.ReadJson(Folder + "RLPTests/rlptest.json");
        foreach (var vector in valid.RootElement.EnumerateObject())
        {
            suite.Case(vector.Name, () =>
            {
                var encoded = vector.Value.Bytes("out");
                Assert.Equal(encoded, ToItem(vector.Value.GetProperty("in")).Encode());
                Assert.Equal(encoded, RlpItem.Decode(encoded).Encode());
            });
        }

        foreach (var file in (string[])["invalidRLPTest.json", "RandomRLPTests/example.json"])
        {
            using var others = TestVectors.ReadJson(Folder + "RLPTests/" + file);
            foreach (var vector in others.RootElement.EnumerateObject())
            {
                suite.Case(
                    vector.Name, () => RlpItem.TryDecode(vector.Value.Bytes("out"), out _) == (vector.Value.Text("in") == "VALID"));
            }
        }

        suite.Complete(55);
    }

    [Fact]
    public void Basic_KeysAndTransactions_AreThose()
    {
        var suite = new ConformanceSuite("ethereum-tests/basic");
        using var keys = TestVectors.ReadJson(Folder + "BasicTests/keyaddrtest.json");
        foreach (var vector in keys.RootElement.EnumerateArray())
        {
            suite.Case("keyaddrtest/" + vector.Text("seed"), () =>
            {
                Assert.Equal(vector.Text("key"), Hex.Encode(HashFunction.Keccak256.Hash(Encoding.UTF8.GetBytes(vector.Text("seed")))));
                using var key = EthersVectors.Key(vector.Text("key"));
                Assert.Equal(vector.Text("addr"), Hex.Encode(Address.FromPublicKey(key.PublicKey).ToBytes()));
            });
        }

        using var transactions = TestVectors.ReadJson(Folder + "BasicTests/txtest.json");
        foreach (var vector in transactions.RootElement.EnumerateArray())
        {
            suite.Case("txtest/" + vector.Text("key"), () => CheckTransaction(vector));
        }

        using var prefixes = TestVectors.ReadJson(Folder + "BasicTests/hexencodetest.json");
        foreach (var vector in prefixes.RootElement.EnumerateObject())
        {
            suite.Case("hexencodetest/" + vector.Name, () =>
            {
                byte[] nibbles = [.. vector.Value.GetProperty("seq").EnumerateArray().Select(nibble => nibble.GetByte())];
                var isLeaf = vector.Value.GetProperty("term").GetBoolean();
                Assert.Equal(vector.Value.Text("out"), Hex.Encode(HexPrefix.Encode(nibbles, isLeaf)));
                Assert.True(HexPrefix.TryDecode(Hex.Decode(vector.Value.Text("out")), out var read, out var readLeaf));
                Assert.Equal(nibbles, read);
                Assert.Equal(isLeaf, readLeaf);
            });
        }

        for (var index = 0; index < 2; index++)
        {
            suite.Skip("AES-CTR alone and ECIES of the peer-to-peer protocol are not part of this library.");
        }

        suite.Complete(18);
    }

    private static void CheckTransaction(JsonElement vector)
    {
        using var key = EthersVectors.Key(vector.Text("key"));
        var transaction = new LegacyTransaction
        {
            Nonce = vector.GetProperty("nonce").GetUInt64(),
            GasPrice = Number(vector.GetProperty("gasprice")),
            GasLimit = vector.GetProperty("startgas").GetUInt64(),
            To = vector.Text("to") is { Length: > 0 } to ? Address.Parse("0x" + to) : null,
            Value = Number(vector.GetProperty("value")),
            Data = vector.Bytes("data"),
        };

        // The unsigned form is older than EIP-155: it has three empty items where the signature will be.
        var unsigned = RlpItem.Decode(vector.Bytes("unsigned"));
        Assert.Equal(9, unsigned.Items.Count);
        Assert.Equal(transaction.EncodeUnsigned(), new RlpItem([.. unsigned.Items.Take(6)]).Encode());

        // The nonces of these signatures are not those of RFC 6979, and the second has the higher s.
        var signed = RlpItem.Decode(vector.Bytes("signed"));
        Assert.Equal(unsigned.Items.Take(6).Select(item => item.Encode()), signed.Items.Take(6).Select(item => item.Encode()));
        var hasHighS = signed.Items[8].Bytes.Span[0] > 0x7f;
        Assert.Equal(!hasHighS, SignedTransaction.TryParse(vector.Bytes("signed"), out var read, out _));
        Assert.True(hasHighS || read!.Sender == Address.FromPublicKey(key.PublicKey));
    }

    private static RlpItem ToItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => new RlpItem(element.EnumerateArray().Select(ToItem).ToArray()),
        JsonValueKind.Number => new RlpItem(Minimal(BigInteger.Parse(element.GetRawText(), CultureInfo.InvariantCulture))),
        _ when element.GetString()!.StartsWith('#') =>
            new RlpItem(Minimal(BigInteger.Parse(element.GetString().AsSpan(1), CultureInfo.InvariantCulture))),
        _ => new RlpItem(Encoding.UTF8.GetBytes(element.GetString()!)),
    };

    private static byte[] Minimal(BigInteger value) => value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);

    private static UInt256 Number(JsonElement value) =>
        UInt256.Parse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
}
