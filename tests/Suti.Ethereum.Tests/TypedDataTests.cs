// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class TypedDataTests
{
    private const string Mail = """
        {"types":{
          "EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
          "Person":[{"name":"name","type":"string"},{"name":"wallet","type":"address"}],
          "Mail":[{"name":"from","type":"Person"},{"name":"to","type":"Person"},{"name":"contents","type":"string"}]},
         "primaryType":"Mail",
         "domain":{"name":"Ether Mail","version":"1","chainId":1,"verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
         "message":{
           "from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
           "to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
           "contents":"Hello, Bob!"}}
        """;

    [Fact]
    public void Parse_ExampleOfTheProposal_HasItsHashes()
    {
        var data = Parse(Mail);
        Assert.Equal("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", Hex.Encode(data.Digest));
        Assert.Equal("f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", Hex.Encode(data.DomainSeparator));
        Assert.Equal("c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e", Hex.Encode(data.MessageHash));
        Assert.Equal("Mail(Person from,Person to,string contents)Person(string name,address wallet)", data.Schema.EncodeType("Mail"));
        Assert.Equal("a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2", Hex.Encode(data.Schema.HashType("Mail")));
        Assert.Equal(1, data.ChainId);
        Assert.Equal(Address.Parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"), data.VerifyingContract);
    }

    [Fact]
    public void Parse_EscapedAndPlainText_AreTheSame()
    {
        var escaped = Parse(Mail.Replace("Hello", "\\u0048ello", StringComparison.Ordinal));
        Assert.Equal(Hex.Encode(Parse(Mail).Digest), Hex.Encode(escaped.Digest));
    }

    [Fact]
    public void Parse_DomainTypeLeftOut_IsDerivedFromTheMembers()
    {
        var node = JsonNode.Parse(Mail)!;
        node["types"]!.AsObject().Remove("EIP712Domain");
        Assert.Equal(Hex.Encode(Parse(Mail).Digest), Hex.Encode(Parse(node.ToJsonString()).Digest));
    }

    [Fact]
    public void Parse_RecursiveType_IsHashed()
    {
        var data = Parse("""
            {"types":{"Node":[{"name":"value","type":"uint8"},{"name":"children","type":"Node[]"}]},"primaryType":"Node","domain":{},
             "message":{"value":1,"children":[{"value":2,"children":[]}]}}
            """);
        var type = Keccak.HashText("Node(uint8 value,Node[] children)");
        byte[] inner = Keccak.Hash([.. type, .. ((UInt256)2).ToBigEndian(), .. Keccak.Hash([])]);
        byte[] outer = Keccak.Hash([.. type, .. UInt256.One.ToBigEndian(), .. Keccak.Hash(inner)]);
        Assert.Equal(outer, data.MessageHash.ToArray());
    }

    [Theory]
    [InlineData("\"contents\":\"Hello, Bob!\"", "\"contents\":\"Hello, Bob!\",\"more\":1")] // not signed
    [InlineData("\"contents\":\"Hello, Bob!\"", "\"content\":\"Hello, Bob!\"")]
    [InlineData("\"contents\":\"Hello, Bob!\"", "\"contents\":1")]
    [InlineData("\"contents\":\"Hello, Bob!\"", "\"contents\":null")]
    [InlineData("\"contents\":\"Hello, Bob!\"", "\"contents\":\"a\",\"contents\":\"b\"")]
    [InlineData("\"name\":\"Cow\",", "")]
    [InlineData("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826", "0xcD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826")]
    [InlineData("\"primaryType\":\"Mail\"", "\"primaryType\":\"Letter\"")]
    [InlineData("\"primaryType\":\"Mail\"", "\"primaryType\":\"EIP712Domain\"")]
    [InlineData("\"primaryType\":\"Mail\"", "\"primaryType\":\"Mail\",\"more\":1")]
    [InlineData("\"chainId\":1,", "")]
    [InlineData("\"chainId\":1,", "\"chainId\":-1,")]
    [InlineData("\"chainId\":1,", "\"chainId\":1.0,")]
    [InlineData("\"chainId\":1,", "\"chainId\":1e0,")]
    [InlineData("\"chainId\":1,", "\"chainId\":9007199254740993,")] // not the same number for every reader
    [InlineData("\"chainId\":1,", "\"chainId\":1,\"salt\":\"0x00\",")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"text\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"from\",\"type\":\"string\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents,uint8 x\",\"type\":\"string\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"uint\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"uint7\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"bytes33\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"string[01]\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"string[\"")]
    [InlineData("\"name\":\"contents\",\"type\":\"string\"", "\"name\":\"contents\",\"type\":\"string[]\"")]
    [InlineData("\"name\":\"chainId\",\"type\":\"uint256\"", "\"name\":\"chainId\",\"type\":\"uint64\"")]
    [InlineData("\"Person\":[", "\"bool\":[")]
    public void TryParse_NotConsistent_IsRefused(string from, string to)
    {
        Assert.Contains(from, Mail, StringComparison.Ordinal);
        var text = Encoding.UTF8.GetBytes(Mail.Replace(from, to, StringComparison.Ordinal));
        Assert.False(TypedData.TryParse(text, out _, out var error));
        Assert.Equal(EthereumErrorCodes.TypedDataInvalid, error.Code);
        Assert.Throws<FormatException>(() => TypedData.Parse(text));
    }

    [Theory]
    [InlineData("uint8", "255", true)]
    [InlineData("uint8", "256", false)]
    [InlineData("uint8", "-1", false)]
    [InlineData("uint8", "\"0xff\"", true)]
    [InlineData("uint8", "\" 1\"", false)]
    [InlineData("uint8", "\"\"", false)]
    [InlineData("uint8", "true", false)]
    [InlineData("int8", "-128", true)]
    [InlineData("int8", "-129", false)]
    [InlineData("int8", "127", true)]
    [InlineData("int8", "128", false)]
    [InlineData("int8", "\"-0x1\"", false)]
    [InlineData("int256", "\"-57896044618658097711785492504343953926634992332820282019728792003956564819968\"", true)]
    [InlineData("int256", "\"-57896044618658097711785492504343953926634992332820282019728792003956564819969\"", false)]
    [InlineData("int256", "\"57896044618658097711785492504343953926634992332820282019728792003956564819968\"", false)]
    [InlineData("bool", "true", true)]
    [InlineData("bool", "1", false)]
    [InlineData("bool", "\"true\"", false)]
    [InlineData("bytes", "\"0x\"", true)]
    [InlineData("bytes", "\"0x0\"", false)]
    [InlineData("bytes", "\"00\"", false)]
    [InlineData("bytes2", "\"0x0102\"", true)]
    [InlineData("bytes2", "\"0x01\"", false)]
    [InlineData("bytes2", "\"0x010203\"", false)]
    [InlineData("uint8[2]", "[1,2]", true)]
    [InlineData("uint8[2]", "[1]", false)]
    [InlineData("uint8[2][]", "[[1,2],[3,4]]", true)]
    [InlineData("uint8[2][]", "[[1,2],[3]]", false)]
    [InlineData("uint8[]", "1", false)]
    [InlineData("S", "{}", false)]
    public void TryParse_Value_MustBeOfItsType(string type, string value, bool accepted)
    {
        var text = $$$"""{"types":{"S":[{"name":"a","type":"{{{type}}}"}]},"primaryType":"S","domain":{},"message":{"a":{{{value}}} }}""";
        Assert.Equal(accepted, TypedData.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error));
        Assert.True(accepted || error!.Message.Contains("member a", StringComparison.Ordinal));
    }

    [Fact]
    public void TryParse_MutatedInput_NeverThrows() =>
        new MutationFuzzer(7).Run([Encoding.UTF8.GetBytes(Mail)], 20_000, input =>
            Assert.Equal(TypedData.TryParse(input, out _, out var error), error is null));

    private static TypedData Parse(string json) => TypedData.Parse(Encoding.UTF8.GetBytes(json));
}
