// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class Base58Tests
{
    // draft-msporny-base58 section 5, and leading zeros.
    [Theory]
    [InlineData("48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U")]
    [InlineData("54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f672e", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z")]
    [InlineData("0000287fb4cd", "11233QC4")]
    [InlineData("", "")]
    [InlineData("00", "1")]
    [InlineData("0000", "11")]
    [InlineData("ff", "5Q")]
    public void Encode_KnownAnswers_RoundTrip(string hex, string text)
    {
        Assert.Equal(text, Base58.Encode(Hex.Decode(hex)));
        Assert.Equal(hex, Hex.Encode(Base58.Decode(text)));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1O", 1)]
    [InlineData("2NEpo7TZRRrLZSi2I", 16)]
    [InlineData("11l1", 2)]
    [InlineData("2N Ep", 2)]
    [InlineData("2Né", 2)]
    public void Decode_BadCharacter_SaysWhere(string text, int position)
    {
        Assert.False(Base58.TryDecode(text, out _));
        Assert.False(Base58.TryDecode(text, new byte[64], out _));
        Assert.EndsWith($"character {position}.", Assert.Throws<FormatException>(() => Base58.Decode(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_TooLong_IsRefusedBeforeAnyWork()
    {
        Assert.False(Base58.TryDecode(new string('z', (16 * 1024) + 1), out _));
        Assert.True(Base58.TryDecode(new string('z', 16 * 1024), out _));
    }

    [Fact]
    public void EncodeAndDecode_RandomBytes_AgreeWithBigIntegers()
    {
        var random = new Random(1);
        var text = new char[1024];
        var decoded = new byte[512];
        for (var round = 0; round < 3000; round++)
        {
            var bytes = new byte[random.Next(round % 10 == 0 ? 500 : 60)];
            random.NextBytes(bytes);
            bytes.AsSpan(0, Math.Min(bytes.Length, random.Next(4))).Clear();
            var expected = Expected(bytes);

            Assert.Equal(expected, Base58.Encode(bytes));
            Assert.Equal(expected, new string(text, 0, Base58.Encode(bytes, text)));
            Assert.True(Base58.TryDecode(expected, decoded, out var written));
            Assert.Equal(bytes, decoded[..written]);
        }
    }

    [Fact]
    public void EncodeAndDecode_IntoSpans_AllocateNothingAndCheckTheirSize()
    {
        var bytes = new byte[32];
        bytes[0] = 1;
        var text = new char[64];
        var length = Base58.Encode(bytes, text);
        Assert.True(Base58.TryDecode(text.AsSpan(0, length), bytes, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            length = Base58.Encode(bytes, text);
            Base58.TryDecode(text.AsSpan(0, length), bytes, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.False(Base58.TryDecode(text.AsSpan(0, length), new byte[31], out _));
        Assert.Throws<ArgumentException>(() => Base58.Encode(bytes, new char[40]));
    }

    [Fact]
    public void TryDecode_MutatedTexts_AcceptsOnlyWhatEncodesBack() =>
        new MutationFuzzer(4).Run(
            ["USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"u8.ToArray(), "11233QC4"u8.ToArray()],
            20_000,
            input =>
            {
                var text = Encoding.Latin1.GetString(input);
                if (Base58.TryDecode(text, out var bytes))
                {
                    Assert.Equal(text, Base58.Encode(bytes));
                }
            });

    private static string Expected(byte[] bytes)
    {
        const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new StringBuilder();
        for (; !number.IsZero; number /= 58)
        {
            text.Insert(0, Alphabet[(int)(number % 58)]);
        }

        return new string('1', bytes.TakeWhile(value => value == 0).Count()) + text;
    }
}
