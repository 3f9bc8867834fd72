// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class Base58CheckTests
{
    // The Bitcoin genesis address: version 0 and a hash of twenty bytes.
    private const string Address = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
    private const string Content = "0062e907b15cbf27d5425399ebf6f0fb50ebb88f18";

    [Fact]
    public void Encode_KnownAnswer_RoundTrips()
    {
        Assert.Equal(Address, Base58Check.Encode(Hex.Decode(Content)));
        Assert.Equal(Content, Hex.Encode(Base58Check.Decode(Address)));
        Assert.Equal("3QJmnh", Base58Check.Encode([]));
        Assert.Empty(Base58Check.Decode("3QJmnh"));
    }

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")]
    [InlineData("A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0")]
    [InlineData("111")]
    [InlineData("")]
    public void Decode_BadText_IsRefused(string text)
    {
        Assert.False(Base58Check.TryDecode(text, out _));
        Assert.Throws<FormatException>(() => Base58Check.Decode(text));
    }

    [Fact]
    public void TryDecode_MutatedTexts_AcceptsOnlyTheOriginal() =>
        new MutationFuzzer(5).Run([Encoding.ASCII.GetBytes(Address)], 20_000, input =>
        {
            var text = Encoding.Latin1.GetString(input);
            Assert.Equal(text == Address, Base58Check.TryDecode(text, out _));
        });
}
