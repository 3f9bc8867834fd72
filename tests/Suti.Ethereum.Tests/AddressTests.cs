// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum.Tests;

public sealed class AddressTests
{
    private const string Known = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    [Fact]
    public void TryParse_RightChecksum_RoundTrips()
    {
        Assert.Equal(Known, Address.Parse(Known).ToString());
        Assert.Equal(Address.Parse(Known), Address.Parse(Known.ToLowerInvariant()));
        Assert.Equal(Address.Parse(Known), Address.Parse("0x" + Known[2..].ToUpperInvariant()));
        Assert.Equal(Known, new Address(Address.Parse(Known).ToBytes()).ToString());
        Assert.Equal(Known, $"{Address.Parse(Known)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg")]
    [InlineData("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData(" 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae")]
    public void TryParse_NotAnAddress_IsRefused(string text)
    {
        Assert.False(Address.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Address.Parse(text));
    }

    [Fact]
    public void TryParseChecksummed_NoChecksum_IsRefused()
    {
        Assert.True(Address.TryParseChecksummed(Known, out _));
        Assert.False(Address.TryParseChecksummed(Known.ToLowerInvariant(), out _));
    }

    [Fact]
    public void TryParse_ChainWithItsOwnChecksum_IsNotMixedUp()
    {
        const string OnRootstock = "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD";
        Assert.True(Address.TryParse(OnRootstock, 30, out var address));
        Assert.Equal(OnRootstock, address.ToString(30));
        Assert.False(Address.TryParse(OnRootstock, out _));
        Assert.False(Address.TryParse(OnRootstock, 31, out _));
        Assert.True(Address.TryParse(Known, 1, out _));
    }

    [Fact]
    public void FromPublicKey_PrivateKeyOne_IsKnown()
    {
        using var key = PrivateKey.Import(KeyType.Secp256k1, Hex.Decode("0000000000000000000000000000000000000000000000000000000000000001"));
        Assert.Equal("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", Address.FromPublicKey(key.PublicKey).ToString());
        using var other = PrivateKey.Generate(KeyType.Ed25519);
        Assert.Throws<ArgumentException>(() => Address.FromPublicKey(other.PublicKey));
    }

    [Fact]
    public void Icap_EachSingleChange_IsRefused()
    {
        const string Icap = "XE21ERF4STLB4CJC4UJJTZHGOOGJLHSGKIN";
        Assert.True(Address.TryParseIcap(Icap, out var address));
        Assert.Equal(Icap, address.ToIcap());
        for (var index = 0; index < Icap.Length; index++)
        {
            foreach (var other in "0Z a")
            {
                var changed = Icap.ToCharArray();
                changed[index] = other;
                Assert.Equal(Icap[index] == other, Address.TryParseIcap(changed, out _));
            }
        }

        Assert.False(Address.TryParseIcap(Icap.AsSpan(1), out _));
    }

    [Fact]
    public void Icap_ShortAddress_HasThirtyDigits()
    {
        var address = Address.Parse("0x00c5496aEe77C1bA1f0854206A26DdA82a81D6D8");
        Assert.Equal("XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS", address.ToIcap());
        Assert.True(Address.TryParseIcap(address.ToIcap(), out var again));
        Assert.Equal(address, again);
        Assert.True(Address.TryParseIcap(Address.Zero.ToIcap(), out again));
        Assert.True(again.IsZero);
    }
}
