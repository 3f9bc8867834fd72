// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class Base64UrlTests
{
    // RFC 4648 section 10, without padding; and the two characters in which the alphabets differ.
    [Theory]
    [InlineData("", "")]
    [InlineData("66", "Zg")]
    [InlineData("666f", "Zm8")]
    [InlineData("666f6f", "Zm9v")]
    [InlineData("666f6f62", "Zm9vYg")]
    [InlineData("666f6f6261", "Zm9vYmE")]
    [InlineData("666f6f626172", "Zm9vYmFy")]
    [InlineData("fbff", "-_8")]
    public void Encode_KnownAnswers_RoundTrip(string hex, string text)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Equal(text, Base64Url.Encode(bytes));
        Assert.Equal(bytes, Base64Url.Decode(text));
        Assert.Equal(bytes, Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text.Length, Base64Url.GetEncodedLength(bytes.Length));
        Assert.Equal(bytes.Length, Base64Url.GetDecodedLength(text.Length));
    }

    [Theory]
    [InlineData("Zg==", 2)]
    [InlineData("Zg=", 2)]
    [InlineData("Zm9v\n", 4)]
    [InlineData(" Zm9v", 0)]
    [InlineData("Zm 9v", 2)]
    [InlineData("Zm9+", 3)]
    [InlineData("Zm9/", 3)]
    [InlineData("Zm%9", 2)]
    [InlineData("Zm9vé", 4)]
    [InlineData("A", 0)]
    [InlineData("Zm9vA", 4)]
    [InlineData("Zh", 1)]
    [InlineData("Zm9vYh", 5)]
    [InlineData("Zm9", 2)]
    public void Decode_NotStrict_IsRefusedEverywhere(string text, int position)
    {
        var utf8 = Encoding.Latin1.GetBytes(text);
        var destination = new byte[64];

        Assert.False(Base64Url.TryDecode(text, out _));
        Assert.False(Base64Url.TryDecode(text, destination, out _));
        Assert.False(Base64Url.TryDecodeFromUtf8(utf8, out _));
        Assert.False(Base64Url.TryDecodeFromUtf8(utf8, destination, out _));
        Assert.False(Base64Url.IsValid(text));
        Assert.False(Base64Url.IsValidUtf8(utf8));
        Assert.Contains($"character {position}.", Assert.Throws<FormatException>(() => Base64Url.Decode(text)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Base64Url.Decode(text, destination));
        Assert.Throws<FormatException>(() => Base64Url.DecodeFromUtf8(utf8));
        Assert.Throws<FormatException>(() => Base64Url.DecodeFromUtf8(utf8, destination));
    }

    [Fact]
    public void Decode_DestinationTooSmall_IsMisuse()
    {
        Assert.Throws<ArgumentException>(() => Base64Url.Decode("Zm9v", new byte[2]));
        Assert.Throws<ArgumentException>(() => Base64Url.DecodeFromUtf8("Zm9v"u8, new byte[2]));
        Assert.False(Base64Url.TryDecode("Zm9v", new byte[2], out _));
        Assert.Throws<ArgumentException>(() => Base64Url.Encode([1, 2, 3], new char[3]));
        Assert.Throws<ArgumentException>(() => Base64Url.EncodeToUtf8([1, 2, 3], new byte[3]));
    }

    [Fact]
    public void EncodeAndDecode_EveryLength_RoundTrip()
    {
        var random = new Random(1);
        var chars = new char[400];
        var utf8 = new byte[400];
        var decoded = new byte[300];
        for (var length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var text = Base64Url.Encode(bytes);

            Assert.Equal(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'), text);
            Assert.Equal(text, new string(chars, 0, Base64Url.Encode(bytes, chars)));
            Assert.Equal(text, Encoding.ASCII.GetString(utf8, 0, Base64Url.EncodeToUtf8(bytes, utf8)));
            Assert.Equal(length, Base64Url.Decode(text, decoded));
            Assert.Equal(bytes, decoded[..length]);
            Assert.True(Base64Url.TryDecodeFromUtf8(utf8.AsSpan(0, text.Length), decoded, out var written));
            Assert.Equal(length, written);
        }
    }

    [Fact]
    public void TryDecode_MutatedTexts_AcceptsOnlyWhatEncodesBack() =>
        new MutationFuzzer(1).Run(["Zm9vYmFy"u8.ToArray(), "-_8"u8.ToArray(), "Zg"u8.ToArray()], 20_000, input =>
        {
            if (Base64Url.TryDecodeFromUtf8(input, out var bytes))
            {
                Assert.Equal(Encoding.ASCII.GetString(input), Base64Url.Encode(bytes));
            }
        });
}
