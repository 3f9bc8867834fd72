// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Crypto.Tests;

/// <summary>Every field and every order beside big integers.</summary>
public sealed class FieldTests
{
    private const int Rounds = 2000;

    [Fact]
    public void Secp256k1Prime_Arithmetic_AgreesWithBigIntegers() => Check<Field256<Secp256k1Prime>>(Secp256k1Prime.Modulus);

    [Fact]
    public void P256Prime_Arithmetic_AgreesWithBigIntegers() => Check<Field256<P256Prime>>(P256Prime.Modulus);

    [Fact]
    public void P384Prime_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<P384Prime, Limbs6>>(P384Prime.Value);

    [Fact]
    public void P521Prime_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<P521Prime, Limbs9>>(P521Prime.Value);

    [Fact]
    public void Secp256k1Order_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<Secp256k1Order, Limbs4>>(Secp256k1Order.Value);

    [Fact]
    public void P256Order_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<P256Order, Limbs4>>(P256Order.Value);

    [Fact]
    public void P384Order_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<P384Order, Limbs6>>(P384Order.Value);

    [Fact]
    public void P521Order_Arithmetic_AgreesWithBigIntegers() => Check<Montgomery<P521Order, Limbs9>>(P521Order.Value);

    private static void Check<TField>(ReadOnlySpan<ulong> modulus)
        where TField : unmanaged, IFieldElement<TField>
    {
        var p = ToBig(modulus);
        BigInteger[] edges = [0, 1, 2, p - 1, p - 2, p / 2, (p / 2) + 1, (BigInteger.One << 52) - 1, BigInteger.One << 208];
        var random = new Random(5);
        for (var i = 0; i < Rounds; i++)
        {
            var a = i < edges.Length ? edges[i] : Random(random, p);
            var b = i < edges.Length ? edges[edges.Length - 1 - i] : Random(random, p);
            CheckLinear<TField>(a, b, p);
            CheckProducts<TField>(a, b, p);
            if (i < 200)
            {
                CheckInverses<TField>(a, p);
            }
        }

        Span<byte> tooLarge = stackalloc byte[TField.Size];
        Write(p, tooLarge);
        Assert.False(TField.TryDecode(tooLarge, out _));
        tooLarge.Fill(0xFF);
        Assert.False(TField.TryDecode(tooLarge, out _));
    }

    private static void CheckLinear<TField>(BigInteger a, BigInteger b, BigInteger p)
        where TField : unmanaged, IFieldElement<TField>
    {
        var (x, y) = (From<TField>(a), From<TField>(b));
        Assert.Equal(a, To(x));
        Assert.Equal((a + b) % p, To(x + y));
        Assert.Equal((a - b + p) % p, To(x - y));
        Assert.Equal(((8 * p) + a - (4 * b)) % p, To(TField.Tidy(x - (y + y + y + y))));
        Assert.Equal(a.IsEven ? a / 2 : (a + p) / 2, To(TField.Half(x)));
        Assert.Equal(a.IsZero, TField.IsZeroVartime(x));
        Assert.True(TField.IsZeroVartime(x - x));
        Assert.Equal(a, To(TField.Select(ulong.MaxValue, x, y)));
        Assert.Equal(b, To(TField.Select(0, x, y)));
    }

    /// <summary>
    /// Factors of magnitude 8, the most that is allowed: the columns of the product are as full as they get.
    /// </summary>
    private static void CheckProducts<TField>(BigInteger a, BigInteger b, BigInteger p)
        where TField : unmanaged, IFieldElement<TField>
    {
        var (x, y) = (From<TField>(a), From<TField>(b));
        Assert.Equal(a * b % p, To(x * y));
        var (x8, y8) = (x + x + x + x + x + x + x + x, y + y + y + y + y + y + y + y);
        Assert.Equal(64 * a * b % p, To(x8 * y8));
        Assert.Equal(64 * a * a % p, To(TField.Square(x8)));
        Assert.Equal(a * a % p, To(TField.Square(x)));
    }

    private static void CheckInverses<TField>(BigInteger a, BigInteger p)
        where TField : unmanaged, IFieldElement<TField>
    {
        var inverse = BigInteger.ModPow(a, p - 2, p);
        Assert.Equal(inverse, To(TField.Invert(From<TField>(a))));
        Assert.Equal(inverse, To(TField.InvertVartime(From<TField>(a))));
        if (p % 4 != 3)
        {
            return;
        }

        var square = a * a % p;
        Assert.True(TField.TrySquareRoot(From<TField>(square), out var root));
        Assert.Equal(square, To(TField.Square(root)));
        Assert.Equal(a.IsZero, TField.TrySquareRoot(From<TField>((p - square) % p), out _));
    }

    private static BigInteger Random(Random random, BigInteger modulus)
    {
        var bytes = new byte[80];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % modulus;
    }

    private static TField From<TField>(BigInteger value)
        where TField : unmanaged, IFieldElement<TField>
    {
        Span<byte> bytes = stackalloc byte[TField.Size];
        Write(value, bytes);
        Assert.True(TField.TryDecode(bytes, out var element));
        return element;
    }

    private static BigInteger To<TField>(in TField element)
        where TField : unmanaged, IFieldElement<TField>
    {
        Span<byte> bytes = stackalloc byte[TField.Size];
        TField.Encode(element, bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static void Write(BigInteger value, Span<byte> bytes)
    {
        bytes.Clear();
        var compact = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        compact.CopyTo(bytes[^compact.Length..]);
    }

    private static BigInteger ToBig(ReadOnlySpan<ulong> limbs)
    {
        BigInteger value = 0;
        for (var i = limbs.Length - 1; i >= 0; i--)
        {
            value = (value << 64) + limbs[i];
        }

        return value;
    }
}
