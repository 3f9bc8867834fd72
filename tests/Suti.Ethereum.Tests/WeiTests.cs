// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Ethereum.Tests;

public sealed class WeiTests
{
    [Fact]
    public void Format_KnownAmounts_AreShortest()
    {
        Assert.Equal("1.0", Wei.Format(UInt256.Parse("1000000000000000000")));
        Assert.Equal("0.000000000000000001", Wei.Format(UInt256.One));
        Assert.Equal("-0.5", Wei.Format(new BigInteger(-500_000_000), EtherUnit.Gwei));
        Assert.Equal("7", Wei.Format(new BigInteger(7), 0));
    }

    [Fact]
    public void Parse_KnownTexts_AreExact()
    {
        Assert.Equal(UInt256.Parse("1500000000000000000"), Wei.Parse("1.5"));
        Assert.Equal(20_000_000_000UL, Wei.Parse("20", EtherUnit.Gwei));
        Assert.Equal(1, Wei.Parse("0.0000010", 6));
        Assert.Equal(500, Wei.Parse(".5", 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("0.0000000001")]
    public void TryParse_NotAnAmount_IsRefused(string text)
    {
        Assert.False(Wei.TryParse(text, EtherUnit.Gwei, out _));
        Assert.Throws<FormatException>(() => Wei.Parse(text, EtherUnit.Gwei));
    }

    [Fact]
    public void Parse_NegativeOrTooLarge_IsRefused()
    {
        Assert.Throws<FormatException>(() => Wei.Parse("-1"));
        Assert.Throws<FormatException>(() => Wei.Parse("115792089237316195423570985008687907853269984665640564039457584007913129639936", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wei.Format(BigInteger.One, 78));
    }

    [Fact]
    public void Texts_RandomAmounts_RoundTrip()
    {
        var random = new Random(3);
        var bytes = new byte[16];
        for (var round = 0; round < 1000; round++)
        {
            random.NextBytes(bytes);
            var amount = new BigInteger(bytes);
            var decimals = random.Next(Wei.MaxDecimals + 1);
            Assert.True(Wei.TryParse(Wei.Format(amount, decimals), decimals, out var again));
            Assert.Equal(amount, again);
        }
    }
}
