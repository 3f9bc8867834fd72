// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Crypto.Tests;

public sealed class Slip39Tests
{
    private readonly Random _random = new(9);

    [Fact]
    public void Split_ThenCombine_GivesTheSecretFromEveryEnoughSet()
    {
        for (var round = 0; round < 12; round++)
        {
            var secret = new byte[16 + (2 * _random.Next(25))];
            _random.NextBytes(secret);
            var shares = Slip39.Split(
                2, [new(1, 1), new(2, 3), new(3, 5)], secret, "pass", iterationExponent: 0, isExtendable: round % 2 == 0);
            Assert.Equal([1, 3, 5], shares.Select(group => group.Count));

            string[] second = [.. shares[1].OrderBy(_ => _random.Next()).Take(2)];
            string[] third = [.. shares[2].OrderBy(_ => _random.Next()).Take(3)];
            Assert.Equal(secret, Slip39.Combine([.. shares[0], .. second], "pass"));
            Assert.Equal(secret, Slip39.Combine([.. third, .. shares[0]], "pass"));
            Assert.Equal(secret, Slip39.Combine([second[0], third[0], second[1], third[1], third[2]], "pass"));
            Assert.NotEqual(secret, Slip39.Combine([.. shares[0], .. second], "other"));

            // Too few, too many, of one group only, or one twice.
            Assert.False(Slip39.TryCombine([.. shares[0]], "pass", out _));
            Assert.False(Slip39.TryCombine([.. shares[0], second[0]], "pass", out _));
            Assert.False(Slip39.TryCombine([.. shares[0], .. shares[1]], "pass", out _));
            Assert.False(Slip39.TryCombine([.. shares[0], second[0], second[0]], "pass", out _));
            Assert.False(Slip39.TryCombine([.. shares[0], .. second, .. third], "pass", out _));
            Assert.False(Slip39.TryCombine([], "pass", out _));
        }
    }

    [Fact]
    public void Combine_SharesOfDifferentSecrets_AreRefused()
    {
        var first = Slip39.Split(1, [new(2, 2)], new byte[16], iterationExponent: 0);
        var second = Slip39.Split(1, [new(2, 2)], new byte[16], iterationExponent: 0);

        Assert.Throws<FormatException>(() => Slip39.Combine([first[0][0], second[0][1]]));
    }

    [Fact]
    public void Parse_Share_SaysWhatItIs()
    {
        var shares = Slip39.Split(2, [new(1, 1), new(3, 5)], new byte[32], iterationExponent: 3, isExtendable: false);
        using var share = Slip39Share.Parse(shares[1][4]);

        Assert.Equal(
            (1, 2, 2, 4, 3, 3, false),
            (share.GroupIndex, share.GroupThreshold, share.GroupCount, share.MemberIndex, share.MemberThreshold, share.IterationExponent, share.IsExtendable));
        Assert.Equal(shares[1][4], share.ToMnemonic());
        Assert.Equal(33, shares[1][4].Split(' ').Length);
    }

    [Fact]
    public void Parse_AnyOtherWord_IsRefused()
    {
        var words = Slip39.Split(1, [new(1, 1)], new byte[16], iterationExponent: 0)[0][0].Split(' ');
        for (var index = 0; index < words.Length; index++)
        {
            var word = words[index];
            foreach (var other in (string[])["academic", "zero", "Academic", "nonsense", ""])
            {
                words[index] = other;
                Assert.Equal(other == word, Slip39Share.TryParse(string.Join(' ', words), out _));
            }

            words[index] = word;
        }

        Assert.Throws<FormatException>(() => Slip39Share.Parse(string.Join(' ', words[..^1])));
        Assert.Throws<FormatException>(() => Slip39Share.Parse(string.Join(' ', words.Concat(words).Concat(words).Concat(words))));
    }

    [Fact]
    public void Split_Misuse_Throws()
    {
        var secret = new byte[16];
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(0, [new(1, 1)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(2, [new(1, 1)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(1, 2)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(3, 2)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(2, 17)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(0, 1)], secret));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(1, 1)], new byte[14]));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(1, 1)], new byte[17]));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(1, 1)], new byte[66]));
        Assert.Throws<ArgumentException>(() => Slip39.Split(1, [new(1, 1)], secret, "é"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Slip39.Split(1, [new(1, 1)], secret, iterationExponent: 16));
    }

    [Fact]
    public void TryParse_MutatedTexts_AcceptsOnlyWhatIsWrittenSo() =>
        new MutationFuzzer(24).Run(
            [.. Slip39.Split(1, [new(2, 3)], new byte[16], iterationExponent: 0)[0].Select(Encoding.ASCII.GetBytes)],
            20_000,
            input =>
            {
                var text = Encoding.Latin1.GetString(input);
                if (Slip39Share.TryParse(text, out var share))
                {
                    Assert.Equal(text, share.ToMnemonic());
                }
            });
}
