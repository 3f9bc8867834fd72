// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;

namespace Suti.Ethereum.Tests;

public sealed class UInt256Tests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    [Fact]
    public void Arithmetic_RandomNumbers_IsThatOfBigInteger()
    {
        var random = new Random(1);
        for (var round = 0; round < 5000; round++)
        {
            var (a, b) = (Draw(random), Draw(random));
            var (x, y) = (a.ToBigInteger(), b.ToBigInteger());
            Check(x + y, () => a + b);
            Check(x - y, () => a - b);
            Check(x * y, () => a * b);
            if (!b.IsZero)
            {
                Assert.Equal(x / y, (a / b).ToBigInteger());
                Assert.Equal(x % y, (a % b).ToBigInteger());
            }

            var shift = random.Next(258);
            Assert.Equal((x << shift) % Modulus, (a << shift).ToBigInteger());
            Assert.Equal(x >> shift, (a >> shift).ToBigInteger());
            Assert.Equal(x & y, (a & b).ToBigInteger());
            Assert.Equal(x | y, (a | b).ToBigInteger());
            Assert.Equal(x ^ y, (a ^ b).ToBigInteger());
            Assert.Equal(Modulus - 1 - x, (~a).ToBigInteger());
            Assert.Equal(x.CompareTo(y), a.CompareTo(b));
            Assert.Equal(x == y, a == b);
            Assert.Equal((int)x.GetBitLength(), a.BitLength);
        }
    }

    [Fact]
    public void Texts_RandomNumbers_RoundTrip()
    {
        var random = new Random(2);
        for (var round = 0; round < 2000; round++)
        {
            var number = Draw(random);
            var value = number.ToBigInteger();
            Assert.Equal(value.ToString(CultureInfo.InvariantCulture), number.ToString());
            Assert.Equal(number, UInt256.Parse(number.ToString()));
            Assert.Equal(number, UInt256.Parse(number.ToHex()));
            Assert.Equal(number, UInt256.FromBigEndian(number.ToBigEndian()));
            Assert.Equal(number, UInt256.FromBigInteger(value));
            var little = new byte[32];
            number.WriteLittleEndian(little);
            Assert.Equal(number, UInt256.FromLittleEndian(little));
        }
    }

    [Theory]
    [InlineData("0", "0x0")]
    [InlineData("255", "0xff")]
    [InlineData("10000000000000000000", "0x8ac7230489e80000")]
    [InlineData("100000000000000000000000000000000000000", "0x4b3b4ca85a86c47a098a224000000000")]
    public void ToString_KnownNumbers_AreShortest(string text, string hex)
    {
        Assert.Equal(text, UInt256.Parse(hex).ToString());
        Assert.Equal(hex, UInt256.Parse(text).ToHex());
        Assert.Equal($"{text} {hex}", $"{UInt256.Parse(text)} {UInt256.Parse(text):x}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1_000")]
    [InlineData("0X1")]
    [InlineData("0xg")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("٣")]
    public void TryParse_NotANumber_IsRefused(string text)
    {
        Assert.False(UInt256.TryParse(text, out var value));
        Assert.True(value.IsZero);
        Assert.Throws<FormatException>(() => UInt256.Parse(text));
    }

    [Fact]
    public void TryParse_LeadingZeros_AreNothing() => Assert.Equal(1, UInt256.Parse(new string('0', 200) + "1"));

    [Fact]
    public void Operators_WhatDoesNotFit_Throws()
    {
        Assert.Throws<OverflowException>(() => UInt256.MaxValue + 1);
        Assert.Throws<OverflowException>(() => UInt256.Zero - 1);
        Assert.Throws<OverflowException>(() => UInt256.MaxValue * 2);
        Assert.Throws<OverflowException>(() => (UInt256)(-1));
        Assert.Throws<OverflowException>(() => (ulong)UInt256.MaxValue);
        Assert.Throws<OverflowException>(() => UInt256.FromBigInteger(-1));
        Assert.Throws<OverflowException>(() => UInt256.FromBigInteger(Modulus));
        Assert.Throws<DivideByZeroException>(() => UInt256.One / 0);
        Assert.Throws<ArgumentException>(() => UInt256.FromBigEndian(new byte[33]));
        Assert.Throws<ArgumentException>(() => UInt256.One.WriteBigEndian(new byte[31]));
    }

    private static void Check(BigInteger expected, Func<UInt256> actual)
    {
        if (expected < 0 || expected >= Modulus)
        {
            Assert.Throws<OverflowException>(() => actual());
        }
        else
        {
            Assert.Equal(expected, actual().ToBigInteger());
        }
    }

    private static UInt256 Draw(Random random)
    {
        var bytes = new byte[random.Next(33)];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
        {
            Array.Fill(bytes, (byte)0xff);
        }

        return UInt256.FromBigEndian(bytes);
    }

    [Fact]
    public void DivRem_NumbersOfEverySize_IsThatOfBigInteger()
    {
        var random = new Random(712);
        var bytes = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            if (random.Next(3) == 0)
            {
                // Runs of ones and zeros are where the estimate of a digit goes wrong.
                bytes.AsSpan(random.Next(32), random.Next(1, 32)).Fill(random.Next(2) == 0 ? (byte)0xff : (byte)0);
            }

            var left = UInt256.FromBigEndian(bytes.AsSpan(0, 32)) >> random.Next(256);
            var right = UInt256.FromBigEndian(bytes.AsSpan(32)) >> random.Next(256);
            if (right.IsZero)
            {
                continue;
            }

            var (quotient, remainder) = UInt256.DivRem(left, right);
            var expected = System.Numerics.BigInteger.DivRem(left.ToBigInteger(), right.ToBigInteger(), out var rest);
            Assert.Equal(expected, quotient.ToBigInteger());
            Assert.Equal(rest, remainder.ToBigInteger());
        }
    }
}
