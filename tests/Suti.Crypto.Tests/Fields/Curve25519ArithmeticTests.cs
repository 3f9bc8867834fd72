// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

/// <summary>The limbs beside plain integers, at the edges of their ranges too.</summary>
public sealed class Curve25519ArithmeticTests
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    [Fact]
    public void Field_RandomAndEdgeElements_EqualIntegers()
    {
        var random = new Random(31);
        for (var round = 0; round < 5000; round++)
        {
            var (a, x) = Element(random);
            var (b, y) = Element(random);
            Assert.Equal(x * y % P, Value(a * b));
            Assert.Equal(x * x % P, Value(a.Square()));
            Assert.Equal((x + y) % P, Value(a + b));
            Assert.Equal((x - y + P) % P, Value(a - b));
            Assert.Equal((x - y + P) * (x + y) % P, Value((a - b) * (a + b)));
            Assert.Equal(x * 121665 % P, Value(a.MultiplySmall(121665)));
            Assert.Equal(x == y, a.EqualMask(b) != 0);
            Assert.Equal(x == 0, a.ZeroMask() != 0);
        }
    }

    [Fact]
    public void Field_Powers_EqualIntegers()
    {
        var random = new Random(32);
        for (var round = 0; round < 200; round++)
        {
            var (a, x) = Element(random);
            Assert.Equal(BigInteger.ModPow(x, P - 2, P), Value(a.Invert()));
            Assert.Equal(BigInteger.ModPow(x, (P - 5) / 8, P), Value(a.PowerPMinus5Over8()));
        }
    }

    [Fact]
    public void FieldVector_RandomAndEdgeElements_EqualIntegers()
    {
        Assert.SkipUnless(Field25519x4.IsSupported, "This machine has no AVX2.");
        var random = new Random(33);
        for (var round = 0; round < 3000; round++)
        {
            var elements = Enumerable.Range(0, 8).Select(_ => Element(random)).ToArray();
            Field25519x4.Create(elements[0].Element, elements[1].Element, elements[2].Element, elements[3].Element, out var a);
            Field25519x4.Create(elements[4].Element, elements[5].Element, elements[6].Element, elements[7].Element, out var b);
            Field25519x4.Multiply(a, b, out var product);
            Field25519x4.Square(a, out var square);
            for (var lane = 0; lane < 4; lane++)
            {
                var (x, y) = (elements[lane].Value, elements[lane + 4].Value);
                Assert.Equal(x, Value(a.Lane(lane)));
                Assert.Equal(x * y % P, Value(product.Lane(lane)));
                Assert.Equal(x * x % P, Value(square.Lane(lane)));
            }
        }
    }

    [Fact]
    public void FieldVector_LargestLimbs_EqualIntegers()
    {
        Assert.SkipUnless(Field25519x4.IsSupported, "This machine has no AVX2.");

        // The largest that the formulas hand to a product: three times a full limb.
        var value = BigInteger.Zero;
        Field25519x4 large = default;
        for (var limb = 0; limb < Field25519x4.LimbCount; limb++)
        {
            var top = 3 * ((1UL << (26 - (limb & 1))) + 100);
            large[limb] = Vector256.Create(top);
            value += new BigInteger(top) << ((51 * (limb / 2)) + (26 * (limb & 1)));
        }

        Field25519x4.Multiply(large, large, out var product);
        Field25519x4.Multiply(product, product, out var again);
        Assert.Equal(value * value % P, Value(product.Lane(2)));
        Assert.Equal(BigInteger.ModPow(value, 4, P), Value(again.Lane(1)));
    }

    [Fact]
    public void Scalar_RandomAndEdgeNumbers_EqualIntegers()
    {
        var random = new Random(34);
        var result = new byte[32];
        for (var round = 0; round < 5000; round++)
        {
            var wide = Number(random, 64);
            Scalar25519.ReduceWide(wide, result);
            Assert.Equal(Integer(wide) % L, Integer(result));
            var a = Number(random, 32);
            Scalar25519.Reduce(a, result);
            Assert.Equal(Integer(a) % L, Integer(result));
            var (b, c) = (new byte[32], new byte[32]);
            Scalar25519.Reduce(Number(random, 32), b);
            Scalar25519.Reduce(Number(random, 32), c);
            Scalar25519.MultiplyAdd(a, b, c, result);
            Assert.Equal(((Integer(a) * Integer(b)) + Integer(c)) % L, Integer(result));
            Assert.Equal(Integer(a) < L, Scalar25519.IsCanonicalVartime(a));
        }
    }

    [Fact]
    public void Scalar_AroundOrder_IsCanonicalBelowOnly()
    {
        for (var offset = -2; offset <= 2; offset++)
        {
            var bytes = (L + offset).ToByteArray(isUnsigned: true);
            Assert.Equal(offset < 0, Scalar25519.IsCanonicalVartime(bytes));
            var result = new byte[32];
            Scalar25519.Reduce(bytes, result);
            Assert.Equal((L + offset) % L, Integer(result));
        }
    }

    [Fact]
    public void ScalarDigits_RandomScalars_AddUp()
    {
        var random = new Random(35);
        var scalar = new byte[32];
        var digits = new sbyte[254];
        for (var round = 0; round < 500; round++)
        {
            Scalar25519.Reduce(Number(random, 32), scalar);
            Scalar25519.ToSignedRadix16(scalar, digits.AsSpan(0, 64));
            Assert.True(Array.TrueForAll(digits[..64], digit => digit is >= -8 and <= 8));
            Assert.Equal(Integer(scalar), Sum(digits.AsSpan(0, 64), 4));
            foreach (var width in new[] { 5, 8 })
            {
                Scalar25519.ToNonAdjacentFormVartime(scalar, width, digits);
                Assert.Equal(Integer(scalar), Sum(digits, 1));
                Assert.True(Array.TrueForAll(
                    digits, digit => digit == 0 || (digit % 2 != 0 && Math.Abs((int)digit) < 1 << (width - 1))));
            }
        }
    }

    [Fact]
    public void MultiplyBase_RandomScalars_EqualsLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(36);
        var (scalar, expected, actual) = (new byte[32], new byte[32], new byte[32]);
        for (var round = 0; round < 1000; round++)
        {
            random.NextBytes(scalar);
            _ = LibSodium.crypto_scalarmult_base(expected, scalar);
            X25519Core.MultiplyBase(scalar, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static BigInteger Sum(ReadOnlySpan<sbyte> digits, int bits)
    {
        var sum = BigInteger.Zero;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum = (sum << bits) + digits[i];
        }

        return sum;
    }

    private static (Field25519 Element, BigInteger Value) Element(Random random)
    {
        var bytes = Number(random, 32);
        bytes[31] &= 127;
        return (Field25519.Read(bytes), Integer(bytes) % P);
    }

    private static BigInteger Value(Field25519 element)
    {
        var bytes = new byte[32];
        element.Write(bytes);
        return Integer(bytes);
    }

    /// <summary>A number with long runs of zeros and ones as often as not.</summary>
    private static byte[] Number(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        switch (random.Next(6))
        {
            case 0:
                bytes.AsSpan(random.Next(size)).Fill(255);
                break;
            case 1:
                bytes.AsSpan(random.Next(size)).Clear();
                break;
            case 2:
                bytes.AsSpan().Fill(255);
                bytes[0] = (byte)random.Next(256);
                break;
        }

        return bytes;
    }

    private static BigInteger Integer(byte[] bytes) => new(bytes, isUnsigned: true);
}
