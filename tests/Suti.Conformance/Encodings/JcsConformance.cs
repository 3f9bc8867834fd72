// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>
/// The JCS author's 6 documents, the first 10,000 numbers of his sequence and the 3 doubles that have no JSON form: 10,009 cases.
/// </summary>
public sealed class JcsConformance
{
    [Fact]
    public void Jcs_DocumentsAndNumbers_AreCanonical()
    {
        var suite = new ConformanceSuite("jcs");
        foreach (var input in Directory.GetFiles(TestVectors.PathOf("jcs/input"), "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(input);
            var expected = TestVectors.ReadBytes($"jcs/output/{name}.json");
            suite.Case(name, () =>
            {
                Assert.Equal(expected, JsonCanonicalizer.Canonicalize(File.ReadAllBytes(input)));
                Assert.Equal(expected, JsonCanonicalizer.Canonicalize(JsonNode.Parse(File.ReadAllBytes(input))));
                Assert.Equal(expected, JsonCanonicalizer.Canonicalize(expected));
            });
        }

        foreach (var line in File.ReadLines(TestVectors.PathOf("jcs/es6-numbers-10000.txt")))
        {
            var (bits, expected) = line.Split(',') is [var hex, var text] ? (hex, text) : throw new InvalidOperationException(line);
            suite.Case(bits, () => Canonicalize(ToDouble(bits)) == expected);
        }

        using var description = TestVectors.ReadJson("jcs/es6-numbers.json");
        foreach (var failure in description.RootElement.GetProperty("mustFail").EnumerateArray())
        {
            var value = ToDouble(failure.GetProperty("ieee754Hex").GetString()!);
            suite.Case(value.ToString(CultureInfo.InvariantCulture), () =>
            {
                Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(JsonValue.Create(value)));
            });
        }

        suite.Complete(6 + 10_000 + 3);
    }

    private static double ToDouble(string hex) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>Through the door: the digits that go in are 17, more than the shortest that come out.</summary>
    private static string Canonicalize(double value) => Encoding.ASCII.GetString(
        JsonCanonicalizer.Canonicalize(Encoding.ASCII.GetBytes(value.ToString("E16", CultureInfo.InvariantCulture))));
}
