// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>RFC 8949 appendix A (82 items, decoded and written again) and 679 items that are not well-formed.</summary>
public sealed class CborConformance
{
    [Fact]
    public void Cbor_AppendixAAndFailures_Hold()
    {
        var suite = new ConformanceSuite("cbor");
        using var good = TestVectors.ReadJson("cbor/appendix_a.json");
        foreach (var item in good.RootElement.EnumerateArray())
        {
            var hex = item.GetProperty("hex").GetString()!;
            suite.Case(hex, () => CheckGood(item, Convert.FromHexString(hex)));
        }

        using var bad = TestVectors.ReadJson("cbor/fail.json");
        foreach (var item in bad.RootElement.EnumerateArray())
        {
            var hex = item.GetProperty("hex").GetString()!;
            suite.Case(hex, () => !CborReader.TryCreate(Convert.FromHexString(hex), options: null, out _));
        }

        suite.Complete(82 + 679);
    }

    private static void CheckGood(JsonElement vector, byte[] encoded)
    {
        var reader = new CborReader(encoded);
        if (vector.TryGetProperty("decoded", out var decoded))
        {
            AssertEqual(decoded, ref reader);
        }
        else
        {
            Assert.Equal(vector.GetProperty("diagnostic").GetString(), Diagnose(ref reader));
        }

        reader.ReadEndOfData();
        if (vector.GetProperty("roundtrip").GetBoolean())
        {
            var again = new CborReader(encoded, CborReaderOptions.Deterministic);
            Assert.Equal(encoded, CborTranscoder.Transcode(ref again));
        }
    }

    private static void AssertEqual(JsonElement expected, ref CborReader reader)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                reader.ReadStartMap();
                foreach (var member in expected.EnumerateObject())
                {
                    Assert.Equal(member.Name, reader.ReadTextString());
                    AssertEqual(member.Value, ref reader);
                }

                reader.ReadEndMap();
                break;
            case JsonValueKind.Array:
                reader.ReadStartArray();
                foreach (var element in expected.EnumerateArray())
                {
                    AssertEqual(element, ref reader);
                }

                reader.ReadEndArray();
                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), reader.ReadTextString());
                break;
            case JsonValueKind.Number when reader.TryReadDouble(out var number):
                Assert.Equal(expected.GetDouble(), number);
                break;
            case JsonValueKind.Number:
                Assert.Equal(BigInteger.Parse(expected.GetRawText(), CultureInfo.InvariantCulture), reader.ReadBigInteger());
                break;
            case JsonValueKind.Null:
                reader.ReadNull();
                break;
            default:
                Assert.Equal(expected.GetBoolean(), reader.ReadBoolean());
                break;
        }
    }

    /// <summary>Diagnostic notation (RFC 8949 section 8), as far as the vectors use it.</summary>
    private static string Diagnose(ref CborReader reader)
    {
        switch (reader.Peek())
        {
            case CborItemKind.Tag:
                return string.Create(CultureInfo.InvariantCulture, $"{reader.ReadTag()}({Diagnose(ref reader)})");
            case CborItemKind.ByteString when reader.Peek() == CborItemKind.ByteString:
                return DiagnoseByteString(ref reader);
            case CborItemKind.TextString:
                return $"\"{reader.ReadTextString()}\"";
            case CborItemKind.UnsignedInteger or CborItemKind.NegativeInteger:
                return reader.ReadBigInteger().ToString(CultureInfo.InvariantCulture);
            case CborItemKind.FloatingPoint:
                return reader.ReadDouble().ToString(CultureInfo.InvariantCulture);
            case CborItemKind.Undefined:
                return reader.TryReadUndefined() ? "undefined" : "";
            case CborItemKind.SimpleValue:
                return string.Create(CultureInfo.InvariantCulture, $"simple({reader.ReadSimpleValue()})");
            case CborItemKind.Map:
                var entries = new StringBuilder();
                reader.ReadStartMap();
                while (!reader.TryReadEndMap())
                {
                    entries.Append(entries.Length == 0 ? "" : ", ").Append(Diagnose(ref reader)).Append(": ").Append(Diagnose(ref reader));
                }

                return $"{{{entries}}}";
            default:
                throw new InvalidOperationException(reader.Peek().ToString());
        }
    }

    private static string DiagnoseByteString(ref CborReader reader)
    {
        var ahead = reader;
        var isChunked = (ahead.ReadEncodedItem()[0] & 0x1F) == 0x1F;
        if (!isChunked)
        {
            return $"h'{Convert.ToHexStringLower(reader.ReadByteString())}'";
        }

        var chunks = new List<string>();
        var content = reader.ReadEncodedItem()[1..^1];
        while (CborReader.TryMeasure(content, options: null, out var length))
        {
            chunks.Add($"h'{Convert.ToHexStringLower(new CborReader(content[..length]).ReadByteString())}'");
            content = content[length..];
        }

        return $"(_ {string.Join(", ", chunks)})";
    }
}
