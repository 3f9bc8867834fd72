// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class StrictJsonTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { """{"a":1,"a":2}""", "a member name that the object has already at '/a', at byte 7" },
        { """{"a":1,"\u0061":2}""", "a member name that the object has already at '/a', at byte 7" },
        { """{"\u0061":1,"a":2}""", "a member name that the object has already" },
        { """{"x":[{},{"b/~":{"c":1,"c":1}}]}""", "at '/x/1/b~1~0/c', at byte 23" },
        { """{"":1,"":2}""", "a member name that the object has already" },
        { """{"a":"\ud800"}""", "a lone surrogate at '/a', at byte 5" },
        { """["\udc00"]""", "a lone surrogate at '/0', at byte 1" },
        { """["\ud800\ud800\udc00"]""", "a lone surrogate" },
        { """["\ud83d\n\ude00"]""", "a lone surrogate" },
        { """["\ud83dx\ude00"]""", "a lone surrogate" },
        { """{"\udead":1}""", "a lone surrogate in a member name" },
        { "{} {}", "a syntax error" },
        { "[1,]", "a syntax error" },
        { """{"a":1,}""", "a syntax error" },
        { "[1]//", "a syntax error" },
        { "[01]", "a syntax error" },
        { "[NaN]", "a syntax error" },
        { "['a']", "a syntax error" },
        { "[\"a\nb\"]", "a syntax error" },
        { "", "a syntax error" },
        { " ", "a syntax error" },
        { "\uFEFF{}", "a syntax error" },
        { "{\"a\"", "a syntax error" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Validate_BadText_SaysWhatAndWhere(string json, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);

        Assert.Contains(expected, Assert.Throws<FormatException>(() => StrictJson.Validate(utf8)).Message, StringComparison.Ordinal);
        Assert.False(StrictJson.TryValidate(utf8));
        Assert.False(StrictJson.TryValidate(utf8, limits: null, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(StrictJson.TryParseDocument(utf8, out _));
        Assert.False(StrictJson.TryParseElement(utf8, out _));
        Assert.False(StrictJson.TryParseNode(utf8, out _));
        Assert.Throws<FormatException>(() => StrictJson.ParseDocument(utf8));
        Assert.Throws<FormatException>(() => StrictJson.ParseElement(utf8));
        Assert.Throws<FormatException>(() => StrictJson.ParseNode(utf8));
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" {\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}],\"A\":null}\r\n\t")]
    [InlineData("\"\\ud83d\\ude00\\\\ud800\"")]
    [InlineData("[1e400,-0.0,1E+2,true,\"\\\"\\/\\u0000\"]")]
    public void Validate_GoodText_Passes(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);

        StrictJson.Validate(utf8);
        using var document = StrictJson.ParseDocument(utf8);
        Assert.True(JsonElement.DeepEquals(document.RootElement, StrictJson.ParseElement(utf8)));
        Assert.Equal(document.RootElement.ValueKind == JsonValueKind.Null, StrictJson.ParseNode(utf8) is null);
    }

    [Theory]
    [InlineData("2280", 1)]
    [InlineData("22c0af22", 1)]
    [InlineData("22eda08022", 1)]
    [InlineData("22f490808022", 1)]
    [InlineData("5b2261222cff5d", 5)]
    public void Validate_InvalidUtf8_IsRefusedWithItsPlace(string hex, int position)
    {
        var exception = Assert.Throws<FormatException>(() => StrictJson.Validate(Convert.FromHexString(hex)));

        Assert.Contains("invalid UTF-8", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"byte {position}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_DepthLimit_IsExact()
    {
        var limits = new StrictJsonLimits { MaxDepth = 3 };

        Assert.True(StrictJson.TryValidate("[[[1]]]"u8, limits));
        Assert.True(StrictJson.TryParseDocument("[[[1]]]"u8.ToArray(), out var document, limits));
        document.Dispose();
        Assert.False(StrictJson.TryValidate("[[{\"a\":{}}]]"u8, limits, out var error));
        Assert.Contains("more than 3 levels", error, StringComparison.Ordinal);
        Assert.False(StrictJson.TryValidate("[[[[]]]]"u8, limits));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrictJsonLimits { MaxDepth = 0 });
    }

    [Fact]
    public void Validate_SizeAndCountLimits_AreExact()
    {
        Assert.True(StrictJson.TryValidate("[1,2]"u8, new StrictJsonLimits { MaxSize = 5, MaxValues = 3 }));
        Assert.False(StrictJson.TryValidate("[1,2]"u8, new StrictJsonLimits { MaxSize = 4 }));
        Assert.False(StrictJson.TryValidate("[1,2]"u8, new StrictJsonLimits { MaxValues = 2 }));
        Assert.False(StrictJson.TryValidate(Encoding.UTF8.GetBytes(new string('[', 100_000))));
    }

    [Fact]
    public void Validate_ManyMembers_FindsTheRepeatedOneAtTheEnd()
    {
        var members = string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"\"k{number}\":{{\"k{number}\":0}}"));

        Assert.True(StrictJson.TryValidate(Encoding.UTF8.GetBytes($"{{{members}}}")));
        Assert.False(StrictJson.TryValidate(Encoding.UTF8.GetBytes($"{{{members},\"k\\u0031\":0}}")));
    }

    [Fact]
    public void Validate_LongEscapedNames_AreComparedUnescaped()
    {
        var name = new string('x', 5000);

        Assert.False(StrictJson.TryValidate(Encoding.UTF8.GetBytes($"{{\"{name}\\n\":1,\"{name}\\u000a\":2}}")));
        Assert.True(StrictJson.TryValidate(Encoding.UTF8.GetBytes($"{{\"{name}\\n\":1,\"{name}\\t\":2}}")));
    }

    [Fact]
    public void Validate_OrdinaryText_AllocatesNothing()
    {
        var utf8 = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 30).Select(number => $"\"k\\u00e9{number}\":[{number}]")) + "}");
        StrictJson.Validate(utf8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            StrictJson.Validate(utf8);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TryValidate_MutatedTexts_AgreesWithThePlatformsDuplicateCheck() =>
        new MutationFuzzer(2).Run(
            [
                """{"a":1,"b":[true,false,null,{"a":"\u0061\ud83d\ude00"}],"c":-1.5e+3}"""u8.ToArray(),
                """{"aa":1,"ab":2,"ac":{"aa":"é","ab":{}}}"""u8.ToArray(),
            ],
            20_000,
            input =>
            {
                var accepted = StrictJson.TryValidate(input, limits: null, out var error);
                Assert.Equal(accepted, error is null);
                Assert.Equal(accepted, PlatformAccepts(input));
            });

    private static bool PlatformAccepts(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return StringsAreValid(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool StringsAreValid(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && StringsAreValid(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(StringsAreValid),
        JsonValueKind.String => element.GetString() is not null,
        _ => true,
    };
}
