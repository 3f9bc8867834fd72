// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class MultibaseTests
{
    public static TheoryData<MultibaseEncoding> Encodings => [.. Enum.GetValues<MultibaseEncoding>()];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void EncodeAndDecode_RandomBytes_RoundTrip(MultibaseEncoding encoding)
    {
        var random = new Random((int)encoding);
        for (var length = 0; length < 80; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            bytes.AsSpan(0, length % 3 == 0 ? length / 3 : 0).Clear();
            var text = Multibase.Encode(encoding, bytes);

            Assert.Equal(bytes, Multibase.Decode(text, out var actual));
            Assert.Equal(encoding, actual);
            Assert.True(Multibase.TryDecode(text, encoding, out var again));
            Assert.Equal(bytes, again);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x00")]
    [InlineData("1")]
    [InlineData("\0abc")]
    [InlineData("02")]
    [InlineData("0000000")]
    [InlineData("0000000001")]
    [InlineData("78")]
    [InlineData("9a")]
    [InlineData("fa")]
    [InlineData("fag")]
    [InlineData("bm1")]
    [InlineData("bmb")]
    [InlineData("bmz")]
    [InlineData("bme======")]
    [InlineData("cme=====")]
    [InlineData("cme=======")]
    [InlineData("cm=e=====")]
    [InlineData("hl0")]
    [InlineData("k!")]
    [InlineData("z0")]
    [InlineData("Zl")]
    [InlineData("mZh")]
    [InlineData("mZg==")]
    [InlineData("mZ-")]
    [InlineData("MZg")]
    [InlineData("MZg=")]
    [InlineData("MZg===")]
    [InlineData("MZm9v====")]
    [InlineData("uZh")]
    [InlineData("uZg==")]
    [InlineData("u-/")]
    [InlineData("UZg")]
    [InlineData("\U0001F680a")]
    [InlineData("\U0001F680\ud83d")]
    [InlineData("\ud83d")]
    public void Decode_BadText_IsRefused(string text)
    {
        Assert.False(Multibase.TryDecode(text, out _));
        Assert.StartsWith("Not multibase: ", Assert.Throws<FormatException>(() => Multibase.Decode(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_BadCharacter_CountsFromThePrefix() => Assert.Equal(
        "Not multibase: a character outside the alphabet of base58btc at character 2.",
        Assert.Throws<FormatException>(() => Multibase.Decode("z20")).Message);

    [Fact]
    public void TryDecode_OtherEncodingThanRequired_IsRefused() =>
        Assert.False(Multibase.TryDecode("f00", MultibaseEncoding.Base58Btc, out _));

    [Fact]
    public void Encode_UnknownEncoding_IsMisuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Multibase.Encode((MultibaseEncoding)99, []));

    [Fact]
    public void TryDecode_MutatedTexts_AcceptsOnlyWhatEncodesBack() =>
        new MutationFuzzer(7).Run(
            [.. Enum.GetValues<MultibaseEncoding>().Select(encoding => Encoding.UTF8.GetBytes(Multibase.Encode(encoding, "yes mani !"u8)))],
            20_000,
            input =>
            {
                var text = Encoding.UTF8.GetString(input);
                if (Multibase.TryDecode(text, out var encoding, out var bytes))
                {
                    Assert.Equal(text, Multibase.Encode(encoding, bytes), ignoreCase: IgnoresCase(encoding));
                }
            });

    private static bool IgnoresCase(MultibaseEncoding encoding) =>
        encoding is >= MultibaseEncoding.Base16 and <= MultibaseEncoding.Base36Upper and not MultibaseEncoding.Base32Z;
}
