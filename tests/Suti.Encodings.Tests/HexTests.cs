// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class HexTests
{
    [Fact]
    public void Encode_Bytes_IsLowerCaseAndRoundTrips()
    {
        byte[] bytes = [0x00, 0xAB, 0xFF];
        var destination = new byte[3];

        Assert.Equal("00abff", Hex.Encode(bytes));
        Assert.Equal("0x00abff", Hex.EncodePrefixed(bytes));
        Assert.Equal(6, Hex.Encode(bytes, new char[6]));
        Assert.Equal(bytes, Hex.Decode("00aBFf"));
        Assert.Equal(bytes, Hex.DecodePrefixed("0x00aBFf"));
        Assert.True(Hex.TryDecode("00abff", destination, out var written));
        Assert.Equal((3, bytes[1]), (written, destination[1]));
        Assert.Empty(Hex.Decode(""));
        Assert.Throws<ArgumentException>(() => Hex.Encode(bytes, new char[5]));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0g", 1)]
    [InlineData("0x00", 1)]
    [InlineData("00 ", 2)]
    [InlineData("00é0", 2)]
    public void Decode_BadText_SaysWhere(string text, int position)
    {
        Assert.False(Hex.TryDecode(text, out _));
        Assert.False(Hex.TryDecode(text, new byte[8], out _));
        Assert.False(Hex.TryDecodePrefixed("0x" + text, out _));
        Assert.EndsWith($"character {position}.", Assert.Throws<FormatException>(() => Hex.Decode(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DecodePrefixed_NoPrefix_IsRefused()
    {
        Assert.Throws<FormatException>(() => Hex.DecodePrefixed("00"));
        Assert.False(Hex.TryDecodePrefixed("0X00", out _));
        Assert.False(Hex.TryDecode("0000", new byte[1], out _));
    }

    [Fact]
    public void TryDecode_MutatedTexts_AcceptsOnlyDigits() =>
        new MutationFuzzer(11).Run(["0123456789abcdefABCDEF"u8.ToArray()], 20_000, input =>
        {
            var text = Encoding.Latin1.GetString(input);
            Assert.Equal(
                text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit),
                Hex.TryDecode(text, out var bytes) && Hex.Encode(bytes).Equals(text, StringComparison.OrdinalIgnoreCase));
        });
}
