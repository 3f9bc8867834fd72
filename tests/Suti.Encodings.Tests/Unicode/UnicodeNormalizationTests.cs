// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class UnicodeNormalizationTests
{
    // UAX #15: singles, marks in their order, Hangul, exclusions, what a mark blocks, and compatibility.
    [Theory]
    [InlineData("\u212B", "\u00C5", "A\u030A", "\u00C5", "A\u030A")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323", "\u017F\u0323\u0307", "\u1E69", "s\u0323\u0307")]
    [InlineData("\uD4DB", "\uD4DB", "\u1111\u1171\u11B6", "\uD4DB", "\u1111\u1171\u11B6")]
    [InlineData("\u1111\u1171\u11B6", "\uD4DB", "\u1111\u1171\u11B6", "\uD4DB", "\u1111\u1171\u11B6")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7", "\u1100\u1161\u11A7", "\uAC00\u11A7", "\u1100\u1161\u11A7")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("e\u0327\u0301", "\u0229\u0301", "e\u0327\u0301", "\u0229\u0301", "e\u0327\u0301")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b")]
    [InlineData("\uFB01\u2460", "\uFB01\u2460", "\uFB01\u2460", "fi1", "fi1")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65", "\uD834\uDD57\uD834\uDD65", "\uD834\uDD57\uD834\uDD65", "\uD834\uDD57\uD834\uDD65")]
    public void TryNormalize_Text_TakesEachForm(string text, string c, string d, string kc, string kd)
    {
        Assert.Equal(c, Normalize(text, UnicodeForm.Nfc));
        Assert.Equal(d, Normalize(text, UnicodeForm.Nfd));
        Assert.Equal(kc, Normalize(text, UnicodeForm.Nfkc));
        Assert.Equal(kd, Normalize(text, UnicodeForm.Nfkd));
    }

    [Fact]
    public void TryNormalize_HalfASurrogatePair_IsRefused()
    {
        Assert.False(UnicodeNormalization.TryNormalize("a\uD800", UnicodeForm.Nfc, out var normalized));
        Assert.Null(normalized);
        Assert.Null(UnicodeNormalization.TryNormalizeToUtf8("\u00E9\uDC00", UnicodeForm.Nfkd));
    }

    [Fact]
    public void TryNormalize_UnknownForm_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UnicodeNormalization.TryNormalize("a", (UnicodeForm)4, out _));

    [Fact]
    public void TryNormalize_ManyMarks_SortsThemByClassAndLeavesEqualOnes()
    {
        // Two classes in turn: all of the lower one come first, in their order.
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323\u0300\u0324", 5000));
        var expected = string.Concat(Enumerable.Repeat("\u0323\u0324", 5000)) + string.Concat(Enumerable.Repeat("\u0301\u0300", 5000));
        Assert.Equal("q" + expected, Normalize("q" + marks, UnicodeForm.Nfd));
    }

    [Fact]
    public void TryNormalize_AnyText_IsItsOwnForm() => new MutationFuzzer(1515).Run(
        [Encoding.BigEndianUnicode.GetBytes("a\u0315\u0300\u05AE\u1E9B\u0323\uD4DB\u1100\u1161\u11A8\u0344\u0958\uFB01")],
        3000,
        input =>
        {
            foreach (var form in (UnicodeForm[])[UnicodeForm.Nfc, UnicodeForm.Nfd, UnicodeForm.Nfkc, UnicodeForm.Nfkd])
            {
                if (UnicodeNormalization.TryNormalize(Encoding.BigEndianUnicode.GetString(input), form, out var once))
                {
                    Assert.Equal(once, Normalize(once, form));
                    Assert.Equal(once, Encoding.UTF8.GetString(UnicodeNormalization.TryNormalizeToUtf8(once, form)!));
                }
            }
        });

    private static string Normalize(string text, UnicodeForm form)
    {
        Assert.True(UnicodeNormalization.TryNormalize(text, form, out var normalized));
        return normalized;
    }
}
