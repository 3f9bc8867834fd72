// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;

namespace Suti.Ethereum.Tests;

public sealed class Eip191Tests
{
    [Theory]
    [InlineData("Hello World", "a1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2")]
    [InlineData("It's a small(er) world", "ac33ec93c768b669bdb542a85baebaf7342d35fc9ad8fc0bbc1b852c6f8bf021")]
    public void HashMessage_ErcExamples_AreRight(string message, string digest) =>
        Assert.Equal(digest, Hex.Encode(Eip191.HashMessage(message)));

    [Fact]
    public void HashMessage_LongMessage_IsThatOfItsParts()
    {
        var message = new byte[100_000];
        Assert.Equal(
            Keccak.Hash([.. "\u0019Ethereum Signed Message:\n100000"u8, .. message]),
            Eip191.HashMessage(message));
    }

    [Fact]
    public void HashForValidator_Data_IsThatOfItsParts()
    {
        var validator = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        Assert.Equal(
            Keccak.Hash([0x19, 0x00, .. validator.ToBytes(), 1, 2, 3]),
            Eip191.HashForValidator(validator, [1, 2, 3]));
    }
}
