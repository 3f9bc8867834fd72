// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The ABI cases of ethers and of the Ethereum tests.</summary>
public sealed class AbiConformance
{
    [Fact]
    public void Ethers_Values_EncodeAndDecode()
    {
        var suite = new ConformanceSuite("ethers/abi");
        using var vectors = EthersVectors.Read("abi.json.gz");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                // The type is that of the only value.
                var type = AbiType.Parse(vector.Text("type"));
                var encoded = vector.Bytes("encoded");
                Check(AbiType.Tuple(new AbiParameter(type)), [ToValue(type, vector.GetProperty("value"))], encoded);
            });
        }

        suite.Complete(1024);
    }

    [Fact]
    public void EthereumTests_Values_EncodeAndDecode()
    {
        var suite = new ConformanceSuite("ethereum-tests/abi");
        using var vectors = TestVectors.ReadJson("ethereum-tests/ABITests/basic_abi_tests.json");
        foreach (var vector in vectors.RootElement.EnumerateObject())
        {
            var types = string.Join(',', vector.Value.GetProperty("types").EnumerateArray().Select(type => type.GetString()));
            suite.Case(vector.Name, () =>
            {
                var type = AbiType.Parse($"({types})");
                Check(type, [.. ToValue(type, vector.Value.GetProperty("args")).Items], vector.Value.Bytes("result"));
            });
        }

        suite.Complete(3);
    }

    private static void Check(AbiType type, AbiValue[] values, byte[] encoded)
    {
        Assert.Equal(Hex.Encode(encoded), Hex.Encode(AbiCodec.Encode(type, values)));
        Assert.Equal(values, AbiCodec.Decode(type, encoded));
    }

    internal static AbiValue ToValue(AbiType type, JsonElement value) => type.Kind switch
    {
        AbiKind.Tuple => value.EnumerateArray().Select((item, index) => ToValue(type.Components[index].Type, item)).ToArray(),
        AbiKind.Array => value.EnumerateArray().Select(item => ToValue(type.Item!, item)).ToArray(),
        AbiKind.Boolean => value.GetBoolean(),
        AbiKind.Address => Address.Parse(value.GetString()),
        AbiKind.Text => value.GetString()!,
        AbiKind.Bytes or AbiKind.FixedBytes => value.GetString()!.StartsWith("0x", StringComparison.Ordinal)
            ? EthersVectors.FromHex(value.GetString()!)
            : Encoding.UTF8.GetBytes(value.GetString()!),
        _ => ToNumber(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()),
    };

    /// <summary>Decimal, or hexadecimal whose sign stands before its <c>0x</c>.</summary>
    private static BigInteger ToNumber(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var magnitude = digits.StartsWith("0x", StringComparison.Ordinal)
            ? UInt256.Parse(digits).ToBigInteger()
            : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length == text.Length ? magnitude : -magnitude;
    }
}
