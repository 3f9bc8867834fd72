// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class AbiTests
{
    private static readonly Address Someone = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");

    [Fact]
    public void EncodeCall_ExampleOfTheSpecification_IsItsBytes()
    {
        // "Use of Dynamic Types" of the Contract ABI Specification.
        var function = AbiFunction.Parse("function f(uint256, uint32[], bytes10, bytes)");
        AbiValue[] values = [0x123, AbiValue.List(0x456, 0x789), "1234567890"u8.ToArray(), "Hello, world!"u8.ToArray()];
        var call = function.EncodeCall(values);
        Assert.Equal("8be65246", Hex.Encode(function.Selector));
        Assert.Equal(
            "8be65246"
            + "0000000000000000000000000000000000000000000000000000000000000123"
            + "0000000000000000000000000000000000000000000000000000000000000080"
            + "3132333435363738393000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000000000000000e0"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000456"
            + "0000000000000000000000000000000000000000000000000000000000000789"
            + "000000000000000000000000000000000000000000000000000000000000000d"
            + "48656c6c6f2c20776f726c642100000000000000000000000000000000000000",
            Hex.Encode(call));
        Assert.True(function.TryDecodeCall(call, out var again));
        Assert.Equal(values, again);
    }

    [Theory]
    [InlineData("function transfer(address to, uint amount) external returns (bool)", "transfer(address,uint256)", "a9059cbb")]
    [InlineData("balanceOf(address)", "balanceOf(address)", "70a08231")]
    [InlineData("function f(tuple(uint8 a, (bytes, string)[2][] b) s)", "f((uint8,(bytes,string)[2][]))", null)]
    public void Parse_Signature_IsCanonical(string text, string signature, string? selector)
    {
        var function = AbiFunction.Parse(text);
        Assert.Equal(signature, function.Signature);
        Assert.True(selector is null || selector == Hex.Encode(function.Selector));
    }

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("f(")]
    [InlineData("f(uint7)")]
    [InlineData("f(uint08)")]
    [InlineData("f(bytes33)")]
    [InlineData("f(uint8[0])")]
    [InlineData("f(uint8[01])")]
    [InlineData("f(uint8[-1])")]
    [InlineData("f(()[])")]
    [InlineData("f(uint8,)")]
    [InlineData("f(uint8 a b)")]
    [InlineData("f(uint8) sideways")]
    [InlineData("f(text)")]
    [InlineData("f(uint256[2147483647][2147483647])")]
    public void TryParse_NotASignature_IsRefused(string text)
    {
        Assert.False(AbiFunction.TryParse(text, out _));
        Assert.Throws<FormatException>(() => AbiFunction.Parse(text));
    }

    [Fact]
    public void TryParse_TooDeep_IsRefused() =>
        Assert.False(AbiType.TryParse(new string('(', 5000) + "bool" + new string(')', 5000), out _));

    [Fact]
    public void Encode_ValueThatDoesNotFit_Throws()
    {
        Refuse("uint8", 256);
        Refuse("uint8", -1);
        Refuse("int8", 128);
        Refuse("int8", -129);
        Refuse("int256", UInt256.MaxValue);
        Refuse("bool", 1);
        Refuse("address", UInt256.One);
        Refuse("bytes2", new byte[3]);
        Refuse("string", "\ud800");
        Refuse("uint8[2]", AbiValue.List(1));
        Refuse("uint8", default);
        Assert.Throws<ArgumentException>(() => AbiCodec.Encode(AbiType.Parse("(uint8)")));
        Assert.Throws<ArgumentException>(() => AbiCodec.Encode(AbiType.Parse("uint8"), 1));

        static void Refuse(string type, AbiValue value) =>
            Assert.Throws<ArgumentException>(() => AbiCodec.Encode(AbiType.Parse($"({type})"), value));
    }

    [Theory]
    [InlineData("(bool)", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("(uint8)", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("(int8)", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("(int8)", "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("(address)", "0000000000000000000000010000000000000000000000000000000000000000")]
    [InlineData("(bytes2)", "0102030000000000000000000000000000000000000000000000000000000000")]
    [InlineData("(uint8)", "00000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("(uint8)", "000000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("(bytes)", "00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("(bytes)", "00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("(bytes)", "000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000010101000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("(string)", "00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000001ff00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("(uint8[])", "0000000000000000000000000000000000000000000000000000000000000020ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("(uint8[])", "0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000007fffffff")]
    public void TryDecode_NotCanonical_IsRefused(string type, string hex)
    {
        Assert.False(AbiCodec.TryDecode(AbiType.Parse(type), Hex.Decode(hex), out _));
        Assert.Throws<FormatException>(() => AbiCodec.Decode(AbiType.Parse(type), Hex.Decode(hex)));
    }

    [Fact]
    public void TryDecode_Event_HasTopicsAndData()
    {
        var transfer = AbiEvent.Parse("event Transfer(address indexed from, address indexed to, uint256 value, string indexed note)");
        Assert.Equal("Transfer(address,address,uint256,string)", transfer.Signature);
        UInt256[] topics = [UInt256.FromBigEndian(transfer.Topic), UInt256.FromBigEndian(Someone.ToBytes()), UInt256.Zero, 5];
        Assert.True(transfer.TryDecode(topics, ((UInt256)7).ToBigEndian(), out var values));
        Assert.Equal([Someone, Address.Zero, 7, ((UInt256)5).ToBigEndian()], values);
        topics[1] = UInt256.MaxValue;
        Assert.False(transfer.TryDecode(topics, ((UInt256)7).ToBigEndian(), out _));
        Assert.False(transfer.TryDecode(topics[..3], ((UInt256)7).ToBigEndian(), out _));
        Assert.False(AbiEvent.TryParse("event E(uint8 indexed a, uint8 indexed b, uint8 indexed c, uint8 indexed d)", out _));
    }

    [Fact]
    public void TryDecode_RevertData_IsTheError()
    {
        byte[] data = [0x08, 0xc3, 0x79, 0xa0, .. AbiCodec.Encode(AbiError.Text.Inputs, "no")];
        Assert.True(AbiError.Text.TryDecode(data, out var values));
        Assert.Equal("no", values[0].AsText());
        Assert.False(AbiError.Panic.TryDecode(data, out _));
        Assert.Equal("4e487b71", Hex.Encode(AbiError.Panic.Selector));
    }

    [Fact]
    public void TryDecode_MutatedInput_IsRefusedOrCanonical()
    {
        var type = AbiType.Parse("(uint8 a, int16[] b, (bytes, string)[2] c, bool[3][] d, bytes4 e, address f)");
        var sample = AbiCodec.Encode(
            type,
            7,
            AbiValue.List(-1, 2, BigInteger.MinusOne),
            AbiValue.List(AbiValue.List(new byte[40], "text"), AbiValue.List(Array.Empty<byte>(), "")),
            AbiValue.List(AbiValue.List(true, false, true)),
            new byte[] { 1, 2, 3, 4 },
            Someone);
        Assert.Equal(sample, AbiCodec.Encode(type, AbiCodec.Decode(type, sample)));
        new MutationFuzzer(9).Run([sample], 20_000, input =>
        {
            if (AbiCodec.TryDecode(type, input, out var values))
            {
                Assert.Equal(input, AbiCodec.Encode(type, values));
            }
        });
    }

    [Fact]
    public void EncodePacked_EachKind_HasItsOwnSize()
    {
        // The example of "Non-standard Packed Mode".
        var packed = AbiCodec.EncodePacked(
            AbiType.Parse("(int16,bytes1,uint16,string)"), -1, new byte[] { 0x42 }, 0x03, "Hello, world!");
        Assert.Equal("ffff42000348656c6c6f2c20776f726c6421", Hex.Encode(packed));
        Assert.Throws<ArgumentException>(() => AbiCodec.EncodePacked(AbiType.Parse("((bool))"), AbiValue.List(true)));
        Assert.Throws<ArgumentException>(() => AbiCodec.EncodePacked(AbiType.Parse("(string[])"), AbiValue.List("a")));
    }
}
