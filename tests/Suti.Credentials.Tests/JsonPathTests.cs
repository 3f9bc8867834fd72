// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Paths into JSON: what they select, what is no path, and how much they may cost.</summary>
public sealed class JsonPathTests
{
    private static readonly JsonElement Document = JsonElement.Parse("""
        {"o":{"j":1,"k":2,"a/b~c":3},"a":[5,3,{"j":4},{"k":6}],"e f":{"'":"quote","\"":"double","☺":"smile"},"n":null}
        """);

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.o.j", "/o/j")]
    [InlineData("$['o']['j']", "/o/j")]
    [InlineData("$[\"e f\"]['\\'']", "/e f/'")]
    [InlineData("$['e f'][\"\\\"\"]", "/e f/\"")]
    [InlineData("$['e f']['\\u263A']", "/e f/☺")]
    [InlineData("$['e f'].☺", "/e f/☺")]
    [InlineData("$.o['a/b~c']", "/o/a~1b~0c")]
    [InlineData("$.n", "/n")]
    [InlineData("$.n.x", null)]
    [InlineData("$.o.missing", null)]
    [InlineData("$.o.*", "/o/j /o/k /o/a~1b~0c")]
    [InlineData("$.a[*]", "/a/0 /a/1 /a/2 /a/3")]
    [InlineData("$.a[0]", "/a/0")]
    [InlineData("$.a[-1]", "/a/3")]
    [InlineData("$.a[9]", null)]
    [InlineData("$.a[-9]", null)]
    [InlineData("$.o[0]", null)]
    [InlineData("$.a[1:3]", "/a/1 /a/2")]
    [InlineData("$.a[2:]", "/a/2 /a/3")]
    [InlineData("$.a[:-2]", "/a/0 /a/1")]
    [InlineData("$.a[::2]", "/a/0 /a/2")]
    [InlineData("$.a[::-1]", "/a/3 /a/2 /a/1 /a/0")]
    [InlineData("$.a[3:0:-2]", "/a/3 /a/1")]
    [InlineData("$.a[::0]", null)]
    [InlineData("$.a[0, 2,0]", "/a/0 /a/2 /a/0")]
    [InlineData("$..j", "/o/j /a/2/j")]
    [InlineData("$..[0]", "/a/0")]
    [InlineData("$.a..*", "/a/0 /a/1 /a/2 /a/3 /a/2/j /a/3/k")]
    [InlineData("$..['j','k']", "/o/j /o/k /a/2/j /a/3/k")]
    [InlineData("$ .o [ 'j' , 'k' ]", "/o/j /o/k")]
    public void Select_Path_GivesPlacesInOrder(string path, string? pointers)
    {
        var found = JsonPath.Parse(path).Select(Document);
        Assert.Equal(pointers, found.Count == 0 ? null : string.Join(' ', found.Select(static node => node.Pointer)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" $")]
    [InlineData("$ ")]
    [InlineData("o.j")]
    [InlineData("$o")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$...a")]
    [InlineData("$.. a")]
    [InlineData("$. a")]
    [InlineData("$.1a")]
    [InlineData("$.a-b")]
    [InlineData("$.'a'")]
    [InlineData("$[]")]
    [InlineData("$[a]")]
    [InlineData("$['a]")]
    [InlineData("$['a'")]
    [InlineData("$['a',]")]
    [InlineData("$['\\x']")]
    [InlineData("$['\\\"']")]
    [InlineData("$['\\ud800']")]
    [InlineData("$['\\u12']")]
    [InlineData("$['\n']")]
    [InlineData("$[01]")]
    [InlineData("$[-0]")]
    [InlineData("$[-]")]
    [InlineData("$[1.5]")]
    [InlineData("$[9007199254740992]")]
    [InlineData("$[1:2:3:4]")]
    [InlineData("$[1:-01]")]
    [InlineData("$[?@.a]")]
    [InlineData("$[?(@.a == 1)]")]
    [InlineData("$[(@.length-1)]")]
    [InlineData("$.length()")]
    public void TryParse_NoPathOrAFilter_IsRefused(string text)
    {
        Assert.False(JsonPath.TryParse(text, out _, out var fault));
        Assert.NotEmpty(fault);
        Assert.Throws<FormatException>(() => JsonPath.Parse(text));
    }

    [Fact]
    public void TryParse_TooLong_IsRefused()
    {
        Assert.False(JsonPath.TryParse(null, out _, out _));
        Assert.False(JsonPath.TryParse("$." + new string('a', 1100), out _, out _));
        Assert.False(JsonPath.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 65)), out _, out _));
        Assert.False(JsonPath.TryParse($"$[{string.Join(',', Enumerable.Repeat("0", 65))}]", out _, out _));
        Assert.True(JsonPath.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 64)), out _, out _));
    }

    [Fact]
    public void Select_PathThatMultiplies_IsStopped()
    {
        var wide = JsonElement.Parse($"[{string.Join(',', Enumerable.Repeat("[1,1,1,1,1,1,1,1,1,1]", 1000))}]");
        var twice = $"[{string.Join(',', Enumerable.Repeat("*", 60))}]";
        var exception = Assert.Throws<SutiException>(() => JsonPath.Parse($"$..{twice}..{twice}").Select(wide));
        Assert.Equal(CredentialErrorCodes.RequestInvalid, exception.Code);
    }

    [Fact]
    public void TryParse_DamagedPaths_NeverThrow()
    {
        byte[][] samples = [.. new[] { "$['a'][1:2:-3].*..b['\\u00e9',0]", "$.vc.credentialSubject.account[*].id", "$[\"x\"]" }.Select(Encoding.UTF8.GetBytes)];
        new MutationFuzzer(20260901).Run(samples, 2000, input =>
        {
            if (JsonPath.TryParse(Encoding.UTF8.GetString(input), out var path, out var fault))
            {
                Assert.All(path.Select(Document), static node => Assert.True(node.Pointer.Length == 0 || node.Pointer[0] == '/'));
            }
            else
            {
                Assert.NotEmpty(fault);
            }
        });
    }
}
