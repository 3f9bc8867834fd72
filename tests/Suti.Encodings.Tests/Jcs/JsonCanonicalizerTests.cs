// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class JsonCanonicalizerTests
{
    // RFC 8785 section 3.2.2.
    private const string Example = """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """;

    private const string CanonicalExample =
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";

    [Fact]
    public void Canonicalize_ExampleOfTheRfc_GivesItsBytesFromEveryForm()
    {
        var utf8 = Encoding.UTF8.GetBytes(Example);
        var expected = Encoding.UTF8.GetBytes(CanonicalExample);
        var writer = new ArrayBufferWriter<byte>();
        using var document = JsonDocument.Parse(utf8);

        Assert.Equal(CanonicalExample, Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(utf8)));
        Assert.Equal(expected, JsonCanonicalizer.Canonicalize(document.RootElement));
        Assert.Equal(expected, JsonCanonicalizer.Canonicalize(JsonNode.Parse(utf8)));
        Assert.True(JsonCanonicalizer.TryCanonicalize(utf8, out var canonical));
        Assert.Equal(expected, canonical);
        JsonCanonicalizer.Canonicalize(utf8, writer);
        Assert.True(JsonCanonicalizer.TryCanonicalize(utf8, writer));
        JsonCanonicalizer.Canonicalize(document.RootElement, writer);
        Assert.Equal([.. expected, .. expected, .. expected], writer.WrittenSpan.ToArray());
        Assert.True(JsonCanonicalizer.IsCanonical(expected));
        Assert.False(JsonCanonicalizer.IsCanonical(utf8));
        Assert.Equal("null"u8, JsonCanonicalizer.Canonicalize((JsonNode?)null));
    }

    [Fact]
    public void Canonicalize_NamesBeyondTheBasicPlane_AreOrderedByUtf16Units()
    {
        // RFC 8785 section 3.2.3, with names escaped and not.
        const string Json = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis"}
            """;

        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(Json))));
    }

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("-15", "-15")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("999999999999999999999", "1e+21")]
    [InlineData("123456789e-7", "12.3456789")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("123e-20", "1.23e-18")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1e-999", "0")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    public void Canonicalize_Numbers_AreWrittenAsEcmaScriptDoes(string number, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(JsonCanonicalizer.Canonicalize(Encoding.ASCII.GetBytes(number))));

    [Theory]
    [InlineData("""{"a":1,"\u0061":2}""", "a member name that the object has already at '/a', at byte 7")]
    [InlineData("""{"b":1,"a":{"b":1,"c":2,"b":3}}""", "at '/a/b', at byte 24")]
    [InlineData("""["\ud800"]""", "a lone surrogate at '/0', at byte 1")]
    [InlineData("""{"\udc00":1}""", "a lone surrogate")]
    [InlineData("[1,1e400]", "a number beyond the range of a double at '/1', at byte 3")]
    [InlineData("[-1e400]", "a number beyond the range")]
    [InlineData("[1,]", "a syntax error")]
    [InlineData("[1] 2", "a syntax error")]
    [InlineData("", "a syntax error")]
    [InlineData("[NaN]", "a syntax error")]
    public void Canonicalize_BadText_SaysWhatAndWhere(string json, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var writer = new ArrayBufferWriter<byte>();

        Assert.Contains(expected, Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(utf8)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(utf8, writer));
        Assert.False(JsonCanonicalizer.TryCanonicalize(utf8, out _));
        Assert.False(JsonCanonicalizer.TryCanonicalize(utf8, writer));
        Assert.False(JsonCanonicalizer.IsCanonical(utf8));
        Assert.Equal(0, writer.WrittenCount);
    }

    [Fact]
    public void Canonicalize_InvalidUtf8AndLimits_AreRefused()
    {
        Assert.False(JsonCanonicalizer.TryCanonicalize([0x22, 0xFF, 0x22], out _));
        Assert.False(JsonCanonicalizer.TryCanonicalize("[[1]]"u8, out _, new StrictJsonLimits { MaxDepth = 1 }));
        Assert.True(JsonCanonicalizer.TryCanonicalize("[[1]]"u8, out _, new StrictJsonLimits { MaxDepth = 2 }));
        Assert.False(JsonCanonicalizer.TryCanonicalize("[[1]]"u8, out _, new StrictJsonLimits { MaxSize = 4 }));
        Assert.False(JsonCanonicalizer.TryCanonicalize("[[1]]"u8, out _, new StrictJsonLimits { MaxValues = 2 }));
    }

    [Fact]
    public void Canonicalize_BadNodes_AreRefused()
    {
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonObject { ["a"] = "\ud800" }));
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonObject { ["\udc00"] = 1 }));
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonArray(double.NaN)));
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonArray(double.PositiveInfinity)));
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonArray(float.NaN)));
        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(new JsonArray('\ud800')));
        JsonNode deep = new JsonArray();
        for (var level = 0; level < 70; level++)
        {
            deep = new JsonArray(deep);
        }

        Assert.Throws<FormatException>(() => JsonCanonicalizer.Canonicalize(deep));
    }

    [Fact]
    public void Canonicalize_ManyMembers_AreSortedAndRepeatedOnesFound()
    {
        var random = new Random(1);
        var names = Enumerable.Range(0, 20_000).Select(number => $"n{number}").ToArray();
        var sorted = string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\":0"));
        random.Shuffle(names);
        var shuffled = string.Join(" ,", names.Select(name => $"\"{name}\" :0"));

        Assert.Equal($"{{{sorted}}}", Encoding.ASCII.GetString(JsonCanonicalizer.Canonicalize(Encoding.ASCII.GetBytes($"{{{shuffled}}}"))));
        Assert.False(JsonCanonicalizer.TryCanonicalize(Encoding.ASCII.GetBytes($"{{{shuffled},\"{names[77]}\":1}}"), out _));
    }

    [Fact]
    public void Canonicalize_IntoAWriter_AllocatesNothing()
    {
        var utf8 = Encoding.UTF8.GetBytes(Example);
        var writer = new ArrayBufferWriter<byte>(4096);
        JsonCanonicalizer.Canonicalize(utf8, writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            writer.ResetWrittenCount();
            JsonCanonicalizer.Canonicalize(utf8, writer);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Canonicalize_RandomDoubles_ReadBackAsThemselves()
    {
        var random = new Random(2);
        Span<byte> text = stackalloc byte[EcmaScriptNumber.MaxSize];
        for (var round = 0; round < 20_000; round++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(text[..EcmaScriptNumber.Write(value, text)], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void TryCanonicalize_MutatedTexts_IsIdempotentAndAgreesWithStrictJson() =>
        new MutationFuzzer(10).Run([Encoding.UTF8.GetBytes(Example), Encoding.UTF8.GetBytes(CanonicalExample)], 20_000, input =>
        {
            if (JsonCanonicalizer.TryCanonicalize(input, out var canonical))
            {
                Assert.True(StrictJson.TryValidate(input));
                Assert.True(JsonCanonicalizer.IsCanonical(canonical));
            }
            else
            {
                // Only a number out of range is strict JSON without a canonical form.
                Assert.True(!StrictJson.TryValidate(input) || input.AsSpan().ContainsAny((byte)'e', (byte)'E'));
            }
        });
}
