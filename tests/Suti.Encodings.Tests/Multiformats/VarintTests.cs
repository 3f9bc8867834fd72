// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class VarintTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(1UL, "01")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "8001")]
    [InlineData(255UL, "ff01")]
    [InlineData(300UL, "ac02")]
    [InlineData(16384UL, "808001")]
    [InlineData(9223372036854775807UL, "ffffffffffffffff7f")]
    public void Encode_KnownAnswers_RoundTrip(ulong value, string hex)
    {
        Assert.Equal(hex, Hex.Encode(Varint.Encode(value)));
        Assert.Equal(value, Varint.Decode([.. Hex.Decode(hex), 0x55], out var read));
        Assert.Equal(hex.Length / 2, read);
        Assert.Equal(read, Varint.GetSize(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("ffffffffffffffffff01")]
    [InlineData("80808080808080808000")]
    [InlineData("8000")]
    [InlineData("ff00")]
    public void Decode_BadInput_IsRefused(string hex)
    {
        var bytes = Hex.Decode(hex);

        Assert.False(Varint.TryDecode(bytes, out var value, out var read));
        Assert.Equal((0UL, 0), (value, read));
        Assert.Throws<FormatException>(() => Varint.Decode(bytes, out _));
    }

    [Fact]
    public void Encode_Misuse_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Varint.Encode(1UL << 63));
        Assert.Throws<ArgumentException>(() => Varint.Encode(300, new byte[1]));
    }

    [Fact]
    public void TryDecode_MutatedBytes_AcceptsOnlyWhatEncodesBack() =>
        new MutationFuzzer(6).Run([Varint.Encode(Varint.MaxValue), Varint.Encode(300)], 20_000, input =>
        {
            if (Varint.TryDecode(input, out var value, out var read))
            {
                Assert.Equal(input[..read], Varint.Encode(value));
            }
        });
}
