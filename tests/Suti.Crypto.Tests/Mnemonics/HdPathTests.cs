// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Crypto.Tests;

public sealed class HdPathTests
{
    [Theory]
    [InlineData("m", "m")]
    [InlineData("m/0", "m/0")]
    [InlineData("m/44'/60h/0H/0/2147483647", "m/44'/60'/0'/0/2147483647")]
    public void Parse_Path_IsWrittenWithApostrophes(string text, string canonical)
    {
        var path = HdPath.Parse(text);

        Assert.Equal(canonical, path.ToString());
        Assert.Equal(path, HdPath.Parse(canonical));
        Assert.Equal(path.GetHashCode(), HdPath.Parse(canonical).GetHashCode());
        Assert.Equal(canonical + "/7", path.Append(7).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("M/0")]
    [InlineData("0/0")]
    [InlineData("m/")]
    [InlineData("m//0")]
    [InlineData("m/0/")]
    [InlineData("m/00")]
    [InlineData("m/+1")]
    [InlineData("m/-1")]
    [InlineData("m/ 1")]
    [InlineData("m/1''")]
    [InlineData("m/'")]
    [InlineData("m/2147483648")]
    [InlineData("m/4294967296")]
    [InlineData("m/0x1")]
    [InlineData("m0")]
    public void Parse_BadText_IsRefused(string text)
    {
        Assert.False(HdPath.TryParse(text, out _));
        Assert.Throws<FormatException>(() => HdPath.Parse(text));
    }

    [Fact]
    public void Parse_TooDeep_IsRefused()
    {
        var deepest = "m" + string.Concat(Enumerable.Repeat("/1", HdPath.MaxDepth));

        Assert.Throws<InvalidOperationException>(() => HdPath.Parse(deepest).Append(1));
        Assert.False(HdPath.TryParse(deepest + "/1", out _));
    }

    [Fact]
    public void TryParse_MutatedTexts_AcceptsOnlyWhatParsesBack() =>
        new MutationFuzzer(22).Run(["m/44'/60'/0'/0/0"u8.ToArray(), "m/7696500h/1H"u8.ToArray()], 20_000, input =>
        {
            if (HdPath.TryParse(Encoding.Latin1.GetString(input), out var path))
            {
                Assert.Equal(path, HdPath.Parse(path.ToString()));
            }
        });
}
