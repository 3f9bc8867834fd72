// SPDX-License-Identifier: Apache-2.0

using System.Text;
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

    // ENSIP-15: capitals, marks that compose, what is passed over, hyphens and digits that are mapped, emoji with and without the mark of
    // presentation, the longest emoji first, scripts of one name, Greek and the sign of ether, the apostrophe.
    [Theory]
    [InlineData("_$A.Eth", "_$a.eth")]
    [InlineData("E\uFE0E\u0303", "\u1EBD")]
    [InlineData("a\u0300", "\u00E0")]
    [InlineData("Stra\u00DFe", "stra\u00DFe")]
    [InlineData("a\u00ADb", "ab")]
    [InlineData("a\u2014b", "a-b")]
    [InlineData("\u06F1\u06F2", "\u0661\u0662")]
    [InlineData("a\u2122\uFE0F", "atm")]
    [InlineData("\u2764\uFE0F", "\u2764")]
    [InlineData("\u2764", "\u2764")]
    [InlineData("1\uFE0F\u20E3", "1\u20E3")]
    [InlineData("xyz\U0001F468\U0001F3FB", "xyz\U0001F468\U0001F3FB")]
    [InlineData("\U0001F468\u200D\u2764\u200D\U0001F468", "\U0001F468\u200D\u2764\u200D\U0001F468")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData("\u0421\u043B\u043E\u0432\u043E", "\u0441\u043B\u043E\u0432\u043E")]
    [InlineData("\u6C34\u306E\u30CD\u30C3\u30C8", "\u6C34\u306E\u30CD\u30C3\u30C8")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u0391\u0398\u0397\u039D\u0391", "\u03B1\u03B8\u03B7\u03BD\u03B1")]
    [InlineData("1.000\u039E", "1.000\u03BE")]
    [InlineData("a'b", "a\u2019b")]
    [InlineData("ab--c'd", "ab--c\u2019d")]
    [InlineData("\u0661\u0662.\u05D0\u05D1", "\u0661\u0662.\u05D0\u05D1")]
    public void TryNormalize_Name_HasOneForm(string name, string normalized)
    {
        Assert.True(EnsName.TryNormalize(name, out var once, out var error), error?.Message);
        Assert.Equal(normalized, once);
        Assert.Equal(normalized, EnsName.Normalize(once));
    }

    [Theory]
    [InlineData("a..eth", "label 2: it is empty")]
    [InlineData(".eth", "label 1: it is empty")]
    [InlineData("eth.", "label 2: it is empty")]
    [InlineData("\u00AD.eth", "label 1: it is empty")]
    [InlineData("a b.eth", "label 1: the character {20} is not allowed")]
    [InlineData("a/b", "label 1: the character '/' is not allowed")]
    [InlineData("a\0b", "label 1: the character {00} is not allowed")]
    [InlineData("a_b.eth", "label 1: an underscore stands elsewhere than at its start")]
    [InlineData("_\u00E9_", "label 1: an underscore stands elsewhere than at its start")]
    [InlineData("xn--ls8h.eth", "label 1: its third and fourth characters are hyphens, as in an encoded international name")]
    [InlineData("A\u2014\u2014\u2014b", "label 1: its third and fourth characters are hyphens, as in an encoded international name")]
    [InlineData("a\u3002eth", "label 1: the character {3002} is not allowed")]
    [InlineData("a\u200Db", "label 1: the character {200D} is not allowed")]
    [InlineData("a\u202Eb", "label 1: the character {202E} is not allowed")]
    [InlineData("\U0001F468\uFE0F\u200D\u2764\uFE0F\u200D\U0001F468", "label 1: the character {200D} is not allowed")]
    [InlineData("\U0001F3FB", "label 1: the character {1F3FB} is not allowed")]
    [InlineData("n\u0131\u0307ck", "label 1: the character {131} is not allowed")]
    [InlineData("'a", "label 1: the character {2019} stands at the start or beside one that is fenced like it")]
    [InlineData("a'", "label 1: the character {2019} stands at the end")]
    [InlineData("a''b", "label 1: the character {2019} stands at the start or beside one that is fenced like it")]
    [InlineData("\u0300a", "label 1: the character {300} stands without a character before it")]
    [InlineData("\U0001F4A9\u0300a", "label 1: the character {300} stands without a character before it")]
    [InlineData("bahrain\u0645\u0635\u0631", "label 1: Latin is mixed with Arabic in the character {645}")]
    [InlineData("\u0430pple.eth", "label 1: Cyrillic is mixed with Latin in the character 'p'")]
    [InlineData("\u0627\u0610\u0610", "label 1: the mark {610} is repeated")]
    [InlineData("\u0627\u0610\u0611\u0612\u0613\u0614", "label 1: 5 marks follow each other, where 4 may")]
    [InlineData("0\u0445", "label 1: all of it in Cyrillic looks like a name in Latin")]
    public void TryNormalize_NotAName_IsRefusedWithTheReason(string name, string reason)
    {
        Assert.False(EnsName.TryNormalize(name, out var normalized, out var error));
        Assert.Null(normalized);
        Assert.Equal(EthereumErrorCodes.NameInvalid, error.Code);
        Assert.Equal($"The text is not a name that ENS allows: {reason}.", error.Message);
        Assert.Equal(error.Message, Assert.Throws<SutiException>(() => EnsName.Hash(name)).Message);
    }

    // "т" with "ӕ": one looks like Greek, the other like Latin, so that no whole name looks like this one.
    [Fact]
    public void TryNormalize_CharactersThatLookLikeDifferentScripts_AreNoConfusion() =>
        Assert.True(EnsName.TryNormalize("\u0442\u04D5", out _, out _));

    // Attributes cannot hold half of a pair.
    [Fact]
    public void TryNormalize_HalfASurrogatePair_IsRefused()
    {
        Assert.False(EnsName.TryNormalize("b.a\uD800", out _, out var error));
        Assert.EndsWith("label 2: it has half of a surrogate pair.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNormalize_TooLong_IsRefused()
    {
        Assert.True(EnsName.TryNormalize(new string('a', EnsName.MaxLength), out _, out _));
        Assert.False(EnsName.TryNormalize(new string('a', EnsName.MaxLength + 1), out _, out var error));
        Assert.Equal(EthereumErrorCodes.NameInvalid, error.Code);
    }

    [Theory]
    [InlineData("\u2010\u039E1\uFE0F\u20E3", "-\u039E1\uFE0F\u20E3")]
    [InlineData("\u2764.eth", "\u2764\uFE0F.eth")]
    [InlineData("\u03BE", "\u039E")]
    [InlineData("\u03BE\u03C8", "\u03BE\u03C8")]
    [InlineData("Abc", "abc")]
    public void Beautify_Name_IsShownInFullAndNormalizesToTheSame(string name, string beautiful)
    {
        Assert.Equal(beautiful, EnsName.Beautify(name));
        Assert.Equal(EnsName.Normalize(name), EnsName.Normalize(beautiful));
    }

    [Fact]
    public void Beautify_NotAName_Throws() =>
        Assert.Equal(EthereumErrorCodes.NameInvalid, Assert.Throws<SutiException>(() => EnsName.Beautify("a\u3002b")).Code);

    [Fact]
    public void HashNormalized_EmptyLabel_Throws() => Assert.Throws<ArgumentException>(() => EnsName.HashNormalized("a..b"));

    [Fact]
    public void TryNormalize_ManyMarksAndMappings_EndsAtTheLimit()
    {
        var longest = string.Concat(Enumerable.Repeat("\u0301\u0323", EnsName.MaxLength / 2));
        Assert.False(EnsName.TryNormalize(longest, out _, out _));
        Assert.True(EnsName.TryNormalize(new string('\u2E3B', EnsName.MaxLength - 1) + "\u00E9", out var normalized, out _));
        Assert.Equal((3 * (EnsName.MaxLength - 1)) + 1, normalized.Length);
    }

    [Fact]
    public void TryNormalize_AnyText_NeverThrowsAndChangesNothingTwice()
    {
        var names = (string[])[
            "vitalik.eth", "__a-b.c'd.eth", "E\uFE0E\u0303\u0302\u0323", "\U0001F468\u200D\u2764\uFE0F\u200D\U0001F468\u00E9", "1\uFE0F\u20E3\u03BE",
            "\u0627\u0610\u0611\u0612.\u05D0\u05D1", "\u1112\u1161\u11AB\u30FB\u6C34", "\u0441\u043B\u043E\u0432\u043E.\uFDFA", "\u2E3A\u2122\u2165\u00DF",
        ];
        foreach (var encoding in (Encoding[])[Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.UTF8])
        {
            new MutationFuzzer(9103).Run([.. names.Select(encoding.GetBytes)], 3000, input =>
            {
                var name = encoding.GetString(input);
                if (!EnsName.TryNormalize(name, out var once, out var error))
                {
                    Assert.DoesNotContain(error.Message, letter => letter is < ' ' or > '~');
                    return;
                }

                EnsName.HashNormalized(once);
                if (once.Length <= EnsName.MaxLength)
                {
                    Assert.Equal(once, EnsName.Normalize(once));
                    Assert.Equal(once, EnsName.Normalize(EnsName.Beautify(once)));
                }
            });
        }
    }
}
