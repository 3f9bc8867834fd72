// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The examples in the texts of the proposals.</summary>
public sealed class ProposalConformance
{
    private readonly ConformanceSuite _suite = new("eips");

    [Fact]
    public void Examples_OfProposals_AreThose()
    {
        Addresses();
        Transactions();
        Signatures();
        TypedDataExample();
        Names();
        Rlp();
        _suite.Complete(86);
    }

    private static JsonDocument Read(string name) => TestVectors.ReadJson($"eips/{name}.json");

    private void Addresses()
    {
        using var checksums = Read("eip-55");
        foreach (var vector in checksums.RootElement.GetProperty("valid").EnumerateArray())
        {
            _suite.Case("eip-55/" + vector.Text("lowercase"), () =>
                Address.Parse(vector.Text("lowercase")).ToString() == vector.Text("checksummed")
                && Address.TryParseChecksummed(vector.Text("checksummed"), out _));
        }

        foreach (var vector in checksums.RootElement.GetProperty("invalidChecksum").EnumerateArray())
        {
            // A text of one case alone carries no checksum, so only the strict form refuses it.
            _suite.Case("eip-55/" + vector.GetString(), () => !Address.TryParseChecksummed(vector.GetString(), out _));
        }

        using var chains = Read("erc-1191");
        foreach (var chain in chains.RootElement.GetProperty("addressesByChainId").EnumerateObject())
        {
            var chainId = ulong.Parse(chain.Name, CultureInfo.InvariantCulture);
            foreach (var vector in chain.Value.EnumerateArray())
            {
                _suite.Case($"erc-1191/{chain.Name}/{vector.GetString()}", () =>
                    Address.TryParse(vector.GetString(), chainId, out var address) && address.ToString(chainId) == vector.GetString());
            }
        }

        using var creations = Read("eip-1014");
        foreach (var vector in creations.RootElement.GetProperty("cases").EnumerateArray())
        {
            _suite.Case("eip-1014/" + vector.Text("address"), () => ContractAddress.OfCreate2(
                Address.Parse(vector.Text("deployer")),
                UInt256.FromBigEndian(vector.Bytes("salt")),
                vector.Bytes("initCode")).ToString() == vector.Text("address"));
        }
    }

    private void Transactions()
    {
        using var document = Read("eip-155");
        var vector = document.RootElement;
        _suite.Case("eip-155", () =>
        {
            using var key = EthersVectors.Key(vector.Text("privateKey"));
            var fields = vector.GetProperty("transaction");
            var signed = new LegacyTransaction
            {
                ChainId = fields.GetProperty("chainId").GetUInt64(),
                Nonce = fields.GetProperty("nonce").GetUInt64(),
                GasPrice = UInt256.Parse(fields.Text("gasPrice")),
                GasLimit = fields.GetProperty("gasLimit").GetUInt64(),
                To = Address.Parse(fields.Text("to")),
                Value = UInt256.Parse(fields.Text("value")),
                Data = fields.Bytes("data"),
            }.Sign(key);
            Assert.Equal(vector.Text("signingData"), Hex.EncodePrefixed(signed.Transaction.EncodeUnsigned()));
            Assert.Equal(vector.Text("signingHash"), Hex.EncodePrefixed(signed.Transaction.GetSigningHash()));
            Assert.Equal(vector.Text("signedTransaction"), Hex.EncodePrefixed(signed.Encoded.Span));
            Assert.Equal(vector.Text("transactionHash"), Hex.EncodePrefixed(signed.GetHash()));
            Assert.Equal(vector.Text("sender"), signed.Sender.ToString());
            Assert.Equal(UInt256.Parse(vector.Text("r")), signed.Signature.R);
            Assert.Equal(UInt256.Parse(vector.Text("s")), signed.Signature.S);
        });

        using var malleated = Read("eip-2");
        var pair = malleated.RootElement.GetProperty("malleatedTransaction");
        _suite.Case("eip-2/malleated", () =>
            SignedTransaction.TryParse(pair.Bytes("original"), out _, out _)
            && !SignedTransaction.TryParse(pair.Bytes("malleated"), out _, out var error)
            && error.Code == EthereumErrorCodes.SignatureInvalid);
        foreach (var boundary in malleated.RootElement.GetProperty("sBoundaries").EnumerateArray())
        {
            _suite.Case("eip-2/" + boundary.Text("s"), () =>
                EthereumSignature.TryCreate(UInt256.One, UInt256.Parse(boundary.Text("s")), false, out _)
                == boundary.GetProperty("transactionValid").GetBoolean());
        }
    }

    private void Signatures()
    {
        using var document = Read("erc-2098");
        foreach (var vector in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            _suite.Case("erc-2098/" + vector.Text("message"), () =>
            {
                using var key = EthersVectors.Key(vector.Text("privateKey"));
                var digest = Eip191.HashMessage(vector.Text("message"));
                Assert.Equal(vector.Text("eip191PersonalMessageHash"), Hex.EncodePrefixed(digest));
                Assert.True(EthereumSignature.TryRead(vector.Bytes("compact"), out var signature));
                Assert.Equal(UInt256.Parse(vector.Text("r")), signature.R);
                Assert.Equal(UInt256.Parse(vector.Text("s")), signature.S);
                Assert.Equal(vector.GetProperty("v").GetInt32() == 28, signature.YParity);
                Assert.Equal(vector.Text("compact"), Hex.EncodePrefixed(EthereumSignature.Sign(key, digest).ToCompact()));
                Assert.True(signature.IsOf(Address.Parse(vector.Text("address")), digest));
            });
        }
    }

    private void TypedDataExample()
    {
        using var document = Read("eip-712");
        var vector = document.RootElement;
        _suite.Case("eip-712", () =>
        {
            var data = TypedData.Parse(Encoding.UTF8.GetBytes(vector.GetProperty("typedData").GetRawText()));
            var expected = vector.GetProperty("expected");
            Assert.Equal(expected.Text("encodeType"), data.Schema.EncodeType(data.PrimaryType));
            Assert.Equal(expected.Text("typeHash"), Hex.EncodePrefixed(data.Schema.HashType(data.PrimaryType)));
            Assert.Equal(expected.Text("encodeData"), Hex.EncodePrefixed(data.EncodedMessage));
            Assert.Equal(expected.Text("structHash"), Hex.EncodePrefixed(data.MessageHash));
            Assert.Equal(expected.Text("domainSeparator"), Hex.EncodePrefixed(data.DomainSeparator));
            Assert.Equal(expected.Text("digest"), Hex.EncodePrefixed(data.Digest));
            using var key = EthersVectors.Key(vector.Text("privateKey"));
            var signature = EthereumSignature.Sign(key, data.Digest);
            Assert.Equal(UInt256.Parse(vector.GetProperty("signature").Text("r")), signature.R);
            Assert.True(signature.IsOf(Address.Parse(vector.Text("address")), data.Digest));
        });
    }

    private void Names()
    {
        using var document = Read("erc-137");
        foreach (var vector in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            _suite.Case("erc-137/" + vector.Text("name"), () =>
                Hex.EncodePrefixed(EnsName.Hash(vector.Text("name"))) == vector.Text("namehash"));
        }
    }

    private void Rlp()
    {
        using var document = Read("rlp");
        foreach (var vector in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            _suite.Case("rlp/" + vector.Text("description"), () =>
            {
                var encoded = vector.Bytes("rlpHex");
                Assert.Equal(encoded, ToItem(vector.GetProperty("input")).Encode());
                Assert.Equal(encoded, RlpItem.Decode(encoded).Encode());
            });
        }

        static RlpItem ToItem(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Array => new RlpItem(element.EnumerateArray().Select(ToItem).ToArray()),
            JsonValueKind.Number => new RlpItem((byte[])(element.GetInt32() == 0 ? [] : [(byte)element.GetInt32()])),
            JsonValueKind.Object => new RlpItem(element.Bytes("bytesHex")),
            _ => new RlpItem(Encoding.UTF8.GetBytes(element.GetString()!)),
        };
    }
}
