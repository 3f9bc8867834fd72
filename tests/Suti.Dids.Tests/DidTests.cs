// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Dids.Tests;

public sealed class DidTests
{
    [Theory]
    [InlineData("did:web:example.com", "web", "example.com")]
    [InlineData("did:web:example.com%3A3000:user:alice", "web", "example.com%3A3000:user:alice")]
    [InlineData("did:a1::b", "a1", ":b")]
    [InlineData("did:key:z6MkA.b-c_d", "key", "z6MkA.b-c_d")]
    public void Parse_Did_HasItsParts(string text, string method, string id)
    {
        var did = Did.Parse(text);
        Assert.Equal(method, did.Method);
        Assert.Equal(id, did.MethodSpecificId);
        Assert.Equal(text, did.ToString());
        Assert.Equal(did, Did.Parse(text.AsSpan()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("did")]
    [InlineData("did:")]
    [InlineData("did:web")]
    [InlineData("did:web:")]
    [InlineData("did:web:a:")]
    [InlineData("DID:web:a")]
    [InlineData("did:Web:a")]
    [InlineData("did::a")]
    [InlineData("did:web:a b")]
    [InlineData("did:web:a%4")]
    [InlineData("did:web:a%zz")]
    [InlineData("did:web:ä")]
    [InlineData("did:web:a#b")]
    [InlineData("did:web:a?b")]
    [InlineData("did:web:a/b")]
    [InlineData(" did:web:a")]
    public void TryParse_NotADid_IsRefused(string text)
    {
        Assert.False(Did.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Did.Parse(text));
    }

    [Fact]
    public void TryParse_TooLong_IsRefused()
    {
        Assert.True(Did.TryParse("did:a:" + new string('a', Did.MaxLength - 6), out _));
        Assert.False(Did.TryParse("did:a:" + new string('a', Did.MaxLength - 5), out _));
        Assert.False(DidUrl.TryParse("did:a:b#" + new string('a', Did.MaxLength), out _));
    }

    [Theory]
    [InlineData("did:a:b", "", null, null)]
    [InlineData("did:a:b/c/d?e=f#g", "/c/d", "e=f", "g")]
    [InlineData("did:a:b?", "", "", null)]
    [InlineData("did:a:b#", "", null, "")]
    [InlineData("did:a:b#k?x/y", "", null, "k?x/y")]
    [InlineData("did:a:b?x=%20&y=/?", "", "x=%20&y=/?", null)]
    public void DidUrlParse_Url_HasItsParts(string text, string path, string? query, string? fragment)
    {
        var url = DidUrl.Parse(text);
        Assert.Equal("did:a:b", url.Did.ToString());
        Assert.Equal(path, url.Path);
        Assert.Equal(query, url.Query);
        Assert.Equal(fragment, url.Fragment);
        Assert.Equal(text, url.ToString());
        Assert.Equal(text == "did:a:b", url.IsDid);
    }

    [Theory]
    [InlineData("did:a:b#c#d")]
    [InlineData("did:a:b;c=d")]
    [InlineData("did:a:b/c d")]
    [InlineData("did:a:b?%")]
    [InlineData("#key-1")]
    [InlineData("https://example.com")]
    public void DidUrlTryParse_NotOne_IsRefused(string text) => Assert.False(DidUrl.TryParse(text, out _));

    [Fact]
    public void TryGetParameter_Values_AreDecodedOnce()
    {
        var url = DidUrl.Parse("did:a:b?service=files&relativeRef=%2Fa%252Fb&twice=1&twice=2&broken=%ff");
        Assert.True(url.TryGetParameter("relativeRef", out var reference));
        Assert.Equal("/a%2Fb", reference);
        Assert.False(url.TryGetParameter("twice", out _));
        Assert.False(url.TryGetParameter("broken", out _));
        Assert.False(url.TryGetParameter("absent", out _));
    }

    [Fact]
    public void DidUrlPartsTryParse_AnyUrl_AllocatesNothing()
    {
        const string Text = "did:web:example.com%3A3000:user/path?service=files&relativeRef=%2Fa#key-1";
        Assert.True(DidUrlParts.TryParse(Text, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isParsed = DidUrlParts.TryParse(Text, out var parts) && parts.Fragment is "key-1" && parts.Method is "web";
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(isParsed);
    }

    [Fact]
    public void TryParse_Mutations_RoundTripOrAreRefused() => new MutationFuzzer(5).Run(
        [.. new[] { "did:web:example.com%3A3000:a", "did:key:z6Mk#z6Mk", "did:a:b/c/d?e=f&g=%20#h" }.Select(Encoding.UTF8.GetBytes)],
        20_000,
        bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (DidUrl.TryParse(text, out var url))
            {
                Assert.Equal(text, url.ToString());
                Assert.StartsWith(Did.Parse(url.Did.ToString()).ToString(), text, StringComparison.Ordinal);
                url.TryGetParameter("e", out _);
            }

            Assert.Equal(url is { IsDid: true }, Did.TryParse(text, out _));
        });
}
