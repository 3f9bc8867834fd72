// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Benchmarks;

/// <summary>The encodings, hashes and signatures of Ethereum beside ethers.</summary>
internal sealed class EthereumComparisons : ComparisonSource
{
    private const string First = "0x8f3e9c1bd65eb267d19b176a73217524dc21a5ca";
    private const string Second = "0x6eb893e3466931517a04a17d153a6330c3f2f1dd";
    private static readonly UInt256 Amount = UInt256.Parse("123456789012345678901234567890");
    private static readonly string Word = Hex.EncodePrefixed(Filled(32, 0x11));
    private static readonly string Bytes = Hex.EncodePrefixed(Filled(100, 0x22));

    // A plain name, composed letters, a joined emoji, Cyrillic that might confuse, and Japanese.
    private static readonly string[] Names =
        ["Vitalik.eth", "Cafe\u0301-Stra\u00DFe.eth", "\U0001F468\U0001F3FB\u200D\U0001F4BB.\u2764\uFE0F.eth", "\u0421\u043B\u043E\u0432\u043E.eth", "\u6C34\u306E\u30CD\u30C3\u30C8.eth"];

    private readonly AbiType _types =
        AbiType.Parse("(address,uint256,bytes32,string,bytes,uint256[],(address,uint64)[])");

    private readonly byte[] _encoded;
    private readonly RlpItem _tree;
    private readonly byte[] _rlp;
    private readonly Lazy<byte[]> _json = new(() =>
        File.ReadAllBytes(Path.Combine(BenchmarkPaths.Root, "tests", "peers", "bench", "typed-data.json")));

    private readonly Lazy<(TypedDataSchema Schema, JsonElement Domain, JsonElement Message)> _typedData;
    private readonly Lazy<PrivateKey> _key = new(() => PrivateKey.Import(KeyType.Secp256k1, Filled(32, 0x46)));
    private readonly NodePeer _peer;

    public EthereumComparisons()
    {
        _peer = Own(new NodePeer("ethereum.mjs"));
        _encoded = AbiCodec.Encode(_types, Values());
        _tree = new RlpItem(
            new RlpItem(Filled(1, 1)),
            new RlpItem(Filled(20, 0x33)),
            new RlpItem(new RlpItem(Filled(32, 0x44)), new RlpItem(Filled(0, 0)), new RlpItem(new RlpItem(Filled(1, 5)), new RlpItem(Filled(60, 0x66)))),
            new RlpItem(Filled(300, 0x77)));
        _rlp = _tree.Encode();
        _typedData = new(() =>
        {
            var root = StrictJson.ParseElement(_json.Value);
            return (TypedData.Parse(_json.Value).Schema, root.GetProperty("domain"), root.GetProperty("message"));
        });
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("ethereum", "ethereum.abi.encode.ethers", EncodeAbi, "ethers", _peer.Operation("abi.encode")),
        new("ethereum", "ethereum.abi.decode.ethers", DecodeAbi, "ethers", _peer.Operation("abi.decode")),
        new("ethereum", "ethereum.rlp.encode.ethers", EncodeRlp, "ethers", _peer.Operation("rlp.encode")),
        new("ethereum", "ethereum.rlp.decode.ethers", DecodeRlp, "ethers", _peer.Operation("rlp.decode")),
        new("ethereum", "ethereum.eip712.hash.ethers", HashTypedData, "ethers", _peer.Operation("eip712")),
        new("ethereum", "ethereum.eip712.parse-and-hash.ethers", ParseTypedData, "ethers", _peer.Operation("eip712")),
        new("ethereum", "ens.normalize.ethers", NormalizeNames, "ethers", _peer.Operation("ens.normalize")),
        new("ethereum", "ethereum.transaction.sign.ethers", SignTransaction, "ethers", _peer.Operation("transaction.sign")),
    ];

    private static byte[] Filled(int size, byte value)
    {
        var bytes = new byte[size];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    /// <summary>From what ethers is given: addresses and bytes as text. The other way they become text again, addresses with their checksum.</summary>
    private static AbiValue[] Values() =>
    [
        Address.Parse(First), Amount, Hex.DecodePrefixed(Word), "a service endpoint of the usual length", Hex.DecodePrefixed(Bytes),
        AbiValue.List(1, 2, 3, 4), AbiValue.List(AbiValue.List(Address.Parse(First), 7), AbiValue.List(Address.Parse(Second), 8)),
    ];

    /// <summary>Looks at each result, so that none can be left out.</summary>
    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("The result is not the right one.");
        }
    }

    private static void NormalizeNames(int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var name in Names)
            {
                Require(EnsName.TryNormalize(name, out _, out _));
            }
        }
    }

    private void EncodeAbi(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Require(AbiCodec.Encode(_types, Values()).Length == _encoded.Length);
        }
    }

    private void DecodeAbi(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var values = AbiCodec.Decode(_types, _encoded);
            Require(values[0].AsAddress().ToString().Length == First.Length
                && Hex.EncodePrefixed(values[2].AsBytes()).Length == Word.Length
                && Hex.EncodePrefixed(values[4].AsBytes()).Length == Bytes.Length
                && values[6].Items[0].Items[0].AsAddress().ToString().Length == First.Length
                && values[6].Items[1].Items[0].AsAddress().ToString().Length == Second.Length);
        }
    }

    private void EncodeRlp(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _tree.Encode();
        }
    }

    private void DecodeRlp(int count)
    {
        for (var i = 0; i < count; i++)
        {
            RlpItem.Decode(_rlp);
        }
    }

    /// <summary>As a service does that signs one kind of message: ethers keeps nothing between its calls, and takes objects.</summary>
    private void HashTypedData(int count)
    {
        var (schema, domain, message) = _typedData.Value;
        for (var i = 0; i < count; i++)
        {
            _ = TypedData.TryCreate(schema, "Order", domain, message, out _, out _);
        }
    }

    private void ParseTypedData(int count)
    {
        for (var i = 0; i < count; i++)
        {
            TypedData.Parse(_json.Value);
        }
    }

    private void SignTransaction(int count)
    {
        var data = Filled(100, 0x88);
        var to = Address.Parse("0x3535353535353535353535353535353535353535");
        for (var i = 0; i < count; i++)
        {
            var transaction = new FeeMarketTransaction
            {
                ChainId = 1,
                Nonce = 9,
                MaxPriorityFeePerGas = 1_000_000_000,
                MaxFeePerGas = 30_000_000_000UL,
                GasLimit = 100_000,
                To = to,
                Value = 1_000_000_000_000_000_000UL,
                Data = data,
            };
            _ = transaction.Sign(_key.Value).Encoded;
        }
    }
}
