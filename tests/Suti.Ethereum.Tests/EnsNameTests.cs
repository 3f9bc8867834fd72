// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class EnsNameTests
{
    [Theory]
    [InlineData("eth", "0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae")]
    [InlineData("Foo.ETH", "0xde9b09fd7c5f901e23a3f19fecc54828e9c848539801e86591bd9801b019f84f")]
    [InlineData("", "0x0000000000000000000000000000000000000000000000000000000000000000")]
    public void Hash_Names_AreThoseOfErc137(string name, string hash) => Assert.Equal(hash, Hex.EncodePrefixed(EnsName.Hash(name)));

    [Theory]
    [InlineData("a..eth")]
    [InlineData(".eth")]
    [InlineData("eth.")]
    [InlineData("a b.eth")]
    [InlineData("a_b.eth")]
    [InlineData("xn--ls8h.eth")]
    [InlineData("a/b")]
    public void TryNormalize_NotAName_IsRefused(string name)
    {
        Assert.False(EnsName.TryNormalize(name, out _, out var error));
        Assert.Equal(EthereumErrorCodes.NameInvalid, error.Code);
    }

    [Fact]
    public void TryNormalize_BeyondAscii_SaysThatItCannot()
    {
        Assert.False(EnsName.TryNormalize("\u0430pple.eth", out _, out var error));
        Assert.Equal(EthereumErrorCodes.NameUnsupported, error.Code);
    }

    [Fact]
    public void TryNormalize_Twice_ChangesNothingMore()
    {
        Assert.True(EnsName.TryNormalize("__Vitalik-1.Eth", out var once, out _));
        Assert.Equal("__vitalik-1.eth", once);
        Assert.True(EnsName.TryNormalize(once, out var twice, out _));
        Assert.Equal(once, twice);
    }

    [Fact]
    public void HashNormalized_EmptyLabel_Throws() => Assert.Throws<ArgumentException>(() => EnsName.HashNormalized("a..b"));

    [Fact]
    public void TryNormalize_AnyText_NeverThrows() => new MutationFuzzer(9103).Run(
        ["vitalik.eth"u8.ToArray(), "__a-b.c'd.eth"u8.ToArray()],
        3000,
        input =>
        {
            if (EnsName.TryNormalize(System.Text.Encoding.Latin1.GetString(input), out var name, out _))
            {
                EnsName.HashNormalized(name);
            }
        });
}
