// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The test cases of ethers for what is not ABI.</summary>
public sealed class EthersConformance
{
    [Fact]
    public void Accounts_AddressesAndIcap_AreThose()
    {
        var suite = new ConformanceSuite("ethers/accounts");
        using var vectors = EthersVectors.Read("accounts.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                using var key = EthersVectors.Key(vector.Text("privateKey"));
                var address = Address.FromPublicKey(key.PublicKey);
                Assert.Equal(vector.Text("address"), address.ToString());
                Assert.Equal(vector.Text("icap"), address.ToIcap());
                Assert.True(Address.TryParseIcap(vector.Text("icap"), out var again));
                Assert.Equal(address, again);
                Assert.Equal(address, Address.Parse(vector.Text("address")));
            });
        }

        suite.Complete(259);
    }

    [Fact]
    public void Rlp_Trees_EncodeAndDecode()
    {
        var suite = new ConformanceSuite("ethers/rlp");
        using var vectors = EthersVectors.Read("rlp.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var encoded = vector.Bytes("encoded");
                Assert.Equal(encoded, ToItem(vector.GetProperty("decoded")).Encode());
                Assert.Equal(encoded, RlpItem.Decode(encoded).Encode());
            });
        }

        suite.Complete(61);

        static RlpItem ToItem(JsonElement element) => element.ValueKind == JsonValueKind.Array
            ? new RlpItem(element.EnumerateArray().Select(ToItem).ToArray())
            : new RlpItem(EthersVectors.FromHex(element.GetString()!));
    }

    [Fact]
    public void TypedData_Digests_AreThose()
    {
        var suite = new ConformanceSuite("ethers/typed-data");
        using var vectors = EthersVectors.Read("typed-data.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var json = new JsonObject
                {
                    ["types"] = JsonNode.Parse(vector.GetProperty("types").GetRawText()),
                    ["primaryType"] = vector.Text("primaryType"),
                    ["domain"] = JsonNode.Parse(vector.GetProperty("domain").GetRawText()),
                    ["message"] = JsonNode.Parse(vector.GetProperty("data").GetRawText()),
                };
                var data = TypedData.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
                Assert.Equal(vector.Text("encoded"), Hex.EncodePrefixed(data.EncodedMessage));
                Assert.Equal(vector.Text("digest"), Hex.EncodePrefixed(data.Digest));
            });
        }

        suite.Complete(130);
    }

    [Fact]
    public void Units_Amounts_ParseAndFormat()
    {
        var suite = new ConformanceSuite("ethers/units");
        using var vectors = EthersVectors.Read("units.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var amount = BigInteger.Parse(vector.Text("wei"), CultureInfo.InvariantCulture);
                foreach (var (unit, decimals) in Units)
                {
                    if (vector.TryGetProperty(unit, out var text))
                    {
                        Assert.True(Wei.TryParse(text.GetString(), decimals, out var parsed));
                        Assert.Equal(amount, parsed);
                    }

                    if (vector.TryGetProperty(unit + "_format", out var formatted))
                    {
                        Assert.Equal(formatted.GetString(), Wei.Format(amount, decimals));
                    }
                }
            });
        }

        suite.Complete(20);
    }

    [Theory]
    [InlineData("create", 16)]
    [InlineData("create2", 16)]
    public void Creations_Addresses_AreThose(string name, int total)
    {
        var suite = new ConformanceSuite("ethers/" + name);
        using var vectors = EthersVectors.Read(name + ".json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var sender = Address.Parse(vector.Text("sender"));
            suite.Case(vector.Text("sender"), () =>
            {
                foreach (var creation in vector.GetProperty("creates").EnumerateArray())
                {
                    var address = name == "create"
                        ? ContractAddress.OfCreate(sender, creation.GetProperty("nonce").GetUInt64())
                        : ContractAddress.OfCreate2(sender, UInt256.FromBigEndian(creation.Bytes("salt")), creation.Bytes("initCode"));
                    Assert.Equal(creation.Text("address"), address.ToString());
                }
            });
        }

        suite.Complete(total);
    }

    private static readonly (string Unit, int Decimals)[] Units =
    [
        ("kwei", 3), ("mwei", 6), ("gwei", 9), ("szabo", 12), ("finney", 15), ("ether", 18), ("satoshi", 8),
    ];
}
