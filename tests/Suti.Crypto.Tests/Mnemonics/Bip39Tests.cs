// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Crypto.Tests;

public sealed class Bip39Tests
{
    private const string Zeros = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    [Fact]
    public void FromEntropy_PublishedVector_GivesMnemonicAndSeed()
    {
        Assert.Equal(Zeros, Bip39.FromEntropy(new byte[16]));
        Assert.Equal(new byte[16], Bip39.GetEntropy(Zeros));
        Assert.Equal(
            "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04",
            Convert.ToHexStringLower(Bip39.DeriveSeed(Zeros, "TREZOR")));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(21)]
    [InlineData(24)]
    public void Generate_EverySize_IsValidAndRoundTrips(int words)
    {
        for (var round = 0; round < 50; round++)
        {
            var mnemonic = Bip39.Generate(words);

            Assert.Equal(words, mnemonic.Split(' ').Length);
            Assert.Equal(MnemonicError.None, Bip39.Validate(mnemonic));
            Assert.Equal(mnemonic, Bip39.FromEntropy(Bip39.GetEntropy(mnemonic)));
        }
    }

    [Theory]
    [InlineData("", MnemonicError.WordCount)]
    [InlineData("abandon", MnemonicError.WordCount)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", MnemonicError.WordCount)]
    [InlineData(" " + Zeros, MnemonicError.WordCount)]
    [InlineData(Zeros + " ", MnemonicError.WordCount)]
    [InlineData("abandon  abandon abandon abandon abandon abandon abandon abandon abandon abandon about", MnemonicError.WordCount)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon aboutt", MnemonicError.UnknownWord)]
    [InlineData("Abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", MnemonicError.UnknownWord)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", MnemonicError.Checksum)]
    [InlineData("about abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", MnemonicError.Checksum)]
    public void Validate_BadMnemonic_SaysWhy(string mnemonic, MnemonicError expected)
    {
        Assert.Equal(expected, Bip39.Validate(mnemonic));
        Assert.False(Bip39.TryGetEntropy(mnemonic, out _));
        var message = Assert.Throws<FormatException>(() => Bip39.GetEntropy(mnemonic)).Message;
        Assert.DoesNotContain("abandon", message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void DeriveSeed_ComposedAndDecomposedText_AreTheSame()
    {
        // The same text in forms C, D and in compatibility characters: normalization must not be left to the platform.
        var expected = Bip39.DeriveSeed("e\u0301\u3046\u3099 fi 1 \u1100\u1161\u11a8", "a\u0323\u0307");

        Assert.Equal(expected, Bip39.DeriveSeed("\u00e9\u3094\u3000\ufb01\u00a0\u2460\u2003\uac01", "\u1ea1\u0307"));
        Assert.Equal(expected, Bip39.DeriveSeed("\u00e9\u3094 \ufb01 \uff11 \uac01", "a\u0307\u0323"));
        Assert.NotEqual(expected, Bip39.DeriveSeed("e\u3046\u3099 fi 1 \u1100\u1161\u11a8", "a\u0323\u0307"));
    }

    [Fact]
    public void Arguments_OutOfRange_AreMisuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bip39.Generate(13));
        Assert.Throws<ArgumentException>(() => Bip39.FromEntropy(new byte[15]));
        Assert.Throws<ArgumentException>(() => Bip39.FromEntropy(new byte[36]));
        Assert.Throws<ArgumentException>(() => Bip39.FromEntropy(new byte[18]));
        Assert.Throws<ArgumentException>(() => Bip39.DeriveSeed("\ud800"));
        Assert.Throws<ArgumentException>(() => Bip39.DeriveSeed(Zeros, "\udc00"));
        Assert.Equal(MnemonicError.WordCount, Bip39.Validate("\ud800"));
        Assert.Equal(MnemonicError.WordCount, Bip39.Validate(new string('a', 100_000)));
    }

    [Fact]
    public void Wordlist_OfAnotherLanguage_IsUsedWithItsSeparator()
    {
        var list = new Bip39Wordlist(Enumerable.Range(0, 2048).Select(number => $"\u3042{number}"), "\u3000");
        var mnemonic = Bip39.FromEntropy(new byte[16], list);

        Assert.Contains('\u3000', mnemonic);
        Assert.Equal(MnemonicError.None, Bip39.Validate(mnemonic, list));
        Assert.Equal(MnemonicError.None, Bip39.Validate(mnemonic.Replace('\u3000', ' '), list));
        Assert.Equal(MnemonicError.UnknownWord, Bip39.Validate(mnemonic));
        Assert.True(list.TryGetIndex("\u30427", out var index));
        Assert.Equal(7, index);
        Assert.False(list.TryGetIndex("\ud800", out _));
    }

    [Fact]
    public void Wordlist_NotOne_IsMisuse()
    {
        Assert.Throws<ArgumentException>(() => new Bip39Wordlist(["a"]));
        Assert.Throws<ArgumentException>(() => new Bip39Wordlist(Enumerable.Repeat("a", 2048)));
        Assert.Throws<ArgumentException>(() => new Bip39Wordlist(Enumerable.Range(0, 2048).Select(number => $"a {number}")));
        Assert.Throws<ArgumentException>(() => new Bip39Wordlist(Enumerable.Range(0, 2048).Select(number => $"a{number}"), "-"));
    }

    [Fact]
    public void Validate_MutatedTexts_AcceptsOnlyWhatIsWrittenSo() =>
        new MutationFuzzer(23).Run([Encoding.ASCII.GetBytes(Zeros), Encoding.ASCII.GetBytes(Bip39.FromEntropy(new byte[32]))], 10_000, input =>
        {
            var text = Encoding.UTF8.GetString(input);
            if (Bip39.TryGetEntropy(text, out var entropy))
            {
                Assert.Equal(text, Bip39.FromEntropy(entropy));
            }
        });
}
