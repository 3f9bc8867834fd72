// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

/// <summary>
/// Crafted signatures in which the rules of verification differ ("Taming the many EdDSAs", Chalkias, Garillot, Nikolaenko
/// 2020). They are made here: the secret is known, so points of small order can be added at will.
/// </summary>
public sealed class Ed25519TorsionTests
{
    private static readonly byte[] Message = "crafted"u8.ToArray();

    /// <summary>The eight points of small order in canonical encoding, found as multiples of one of order 8.</summary>
    private static readonly byte[][] SmallOrder = FindSmallOrder();

    /// <summary>
    /// Encodings of points of small order that are not canonical: y of 0, 1 and -1 as p, p + 1 and (with the sign of a zero x)
    /// 1 and -1.
    /// </summary>
    private static readonly string[] NonCanonicalSmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    [Fact]
    public void SmallOrder_Points_AreEightAndDistinct()
    {
        Assert.Equal(8, SmallOrder.Select(Convert.ToHexString).Distinct().Count());
        Assert.Contains(SmallOrder, point => point[0] == 1 && point.AsSpan(1).IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Verify_RWithTorsion_PassesWithCofactorOnly()
    {
        // R = r B + T, S = r + k a: off by T, which eight times is nothing.
        foreach (var torsion in SmallOrder.Where(point => !IsNeutral(point)))
        {
            var (key, signature) = Craft(keyTorsion: null, nonceTorsion: torsion, isNonceZero: false);
            RequireAnswers(key, signature, strict: false, cofactored: true, zip215: true);
        }
    }

    [Fact]
    public void Verify_KeyWithTorsion_PassesWithCofactor()
    {
        // A = a B + T: k T is left over, which is nothing when the order of T divides k.
        var strictAnswers = new HashSet<bool>();
        foreach (var torsion in SmallOrder.Where(point => !IsNeutral(point)))
        {
            for (byte salt = 0; salt < 8; salt++)
            {
                var (key, signature) = Craft(torsion, nonceTorsion: null, isNonceZero: false, salt);
                Assert.True(Verify(key, signature, Ed25519Verification.Cofactored));
                Assert.True(Verify(key, signature, Ed25519Verification.Zip215));
                strictAnswers.Add(Verify(key, signature, Ed25519Verification.Strict));
            }
        }

        Assert.Equal(2, strictAnswers.Count);
    }

    [Fact]
    public void Verify_RAndKeyWithTorsion_PassesWithCofactor()
    {
        var (key, signature) = Craft(SmallOrder[1], SmallOrder[1], isNonceZero: false);
        Assert.True(Verify(key, signature, Ed25519Verification.Cofactored));
        Assert.True(Verify(key, signature, Ed25519Verification.Zip215));
    }

    [Fact]
    public void Verify_RSmallOrder_PassesWithZip215Only()
    {
        // R = T, S = k a.
        foreach (var torsion in SmallOrder)
        {
            var (key, signature) = Craft(keyTorsion: null, torsion, isNonceZero: true);
            RequireAnswers(key, signature, strict: false, cofactored: false, zip215: true);
        }
    }

    [Fact]
    public void Verify_RNonCanonical_PassesWithZip215Only()
    {
        foreach (var encoding in NonCanonicalSmallOrder)
        {
            var r = Convert.FromHexString(encoding);
            using var secret = Ed25519PrivateMaterial.FromSeed(new byte[32]);
            var key = secret.PublicKey.Raw;
            var signature = Complete(r, key, secret.Scalar, nonce: new byte[32]);
            RequireAnswers(key, signature, strict: false, cofactored: false, zip215: true);
        }
    }

    [Fact]
    public void Verify_KeySmallOrder_PassesWithZip215Only()
    {
        // S = 0 and R of small order: everything vanishes under the cofactor, for any message.
        foreach (var key in SmallOrder.Concat(NonCanonicalSmallOrder.Select(Convert.FromHexString)))
        {
            byte[] signature = [.. SmallOrder[2], .. new byte[32]];
            RequireAnswers(key, signature, strict: false, cofactored: false, zip215: true);
            Assert.False(PublicKey.TryImport(KeyType.Ed25519, key, PublicKeyFormat.Raw, out _));
        }
    }

    [Fact]
    public void Verify_SNotReduced_IsFalseInAllModes()
    {
        using var secret = Ed25519PrivateMaterial.FromSeed(new byte[32]);
        var signature = new byte[64];
        Ed25519Core.Sign(secret, Message, signature);
        RequireAnswers(secret.PublicKey.Raw, signature, strict: true, cofactored: true, zip215: true);

        // S + L
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        RequireAnswers(secret.PublicKey.Raw, signature, strict: false, cofactored: false, zip215: false);
    }

    [Fact]
    public void VerifyBatch_CraftedSignatures_AgreesWithSingle()
    {
        var random = new Random(21);
        foreach (var mode in new[] { Ed25519Verification.Cofactored, Ed25519Verification.Zip215 })
        {
            for (var round = 0; round < 150; round++)
            {
                var items = new List<Ed25519BatchItem>();
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    items.Add(RandomItem(random));
                }

                var single = items.TrueForAll(item => SignatureAlgorithm.Ed25519.Verify(
                    item.Key, item.Data.Span, item.Signature.Span, mode));
                Assert.Equal(single, SignatureAlgorithm.Ed25519.VerifyBatch(items.ToArray(), mode));
                Assert.Equal(single, Ed25519Core<EdwardsPoint, EdwardsCached>.VerifyBatch(
                    items.ToArray(), mode, RandomSource.System));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void VerifyBatch_OneBad_IsFalseWhereverItStands(int size)
    {
        var items = Enumerable.Range(0, size).Select(i =>
        {
            using var key = PrivateKey.Import(KeyType.Ed25519, [.. BitConverter.GetBytes(i), .. new byte[28]]);
            var data = BitConverter.GetBytes(i);
            return new Ed25519BatchItem(key.PublicKey, data, SignatureAlgorithm.Ed25519.Sign(key, data));
        }).ToArray();
        Assert.True(SignatureAlgorithm.Ed25519.VerifyBatch(items));
        foreach (var bad in new[] { 0, size / 2, size - 1 })
        {
            var good = items[bad];
            items[bad] = good with { Data = "other"u8.ToArray() };
            Assert.False(SignatureAlgorithm.Ed25519.VerifyBatch(items));
            items[bad] = good with { Signature = new byte[63] };
            Assert.False(SignatureAlgorithm.Ed25519.VerifyBatch(items));
            items[bad] = good;
        }
    }

    [Fact]
    public void VerifyBatch_TwoErrorsThatCancel_IsFalse()
    {
        // S1 + 1 and S2 - 1: a sum without random coefficients would pass.
        using var key = PrivateKey.Import(KeyType.Ed25519, new byte[32]);
        var first = SignatureAlgorithm.Ed25519.Sign(key, "a"u8);
        var second = SignatureAlgorithm.Ed25519.Sign(key, "b"u8);
        first[32]++;
        second[32]--;
        Assert.False(SignatureAlgorithm.Ed25519.VerifyBatch(
        [
            new(key.PublicKey, "a"u8.ToArray(), first),
            new(key.PublicKey, "b"u8.ToArray(), second),
        ]));
    }

    [Fact]
    public void VerifyBatch_OnceWarm_AllocatesNothing()
    {
        using var key = PrivateKey.Import(KeyType.Ed25519, new byte[32]);
        var item = new Ed25519BatchItem(key.PublicKey, Message, SignatureAlgorithm.Ed25519.Sign(key, Message));
        Ed25519BatchItem[] items = [item, item, item];
        Assert.True(SignatureAlgorithm.Ed25519.VerifyBatch(items));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(SignatureAlgorithm.Ed25519.VerifyBatch(items));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void VerifyBatch_EmptyOrMisused_SaysSo()
    {
        using var other = PrivateKey.Generate(KeyType.X25519);
        Assert.True(SignatureAlgorithm.Ed25519.VerifyBatch(default));
        Assert.False(SignatureAlgorithm.Ed25519.VerifyBatch([new(other.PublicKey, default, new byte[64])]));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.VerifyBatch([default]));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.VerifyBatch(default, Ed25519Verification.Strict));
    }

    private static Ed25519BatchItem RandomItem(Random random)
    {
        byte[]? Torsion() => random.Next(3) == 0 ? SmallOrder[random.Next(8)] : null;
        var (key, signature) = Craft(Torsion(), Torsion(), random.Next(6) == 0, (byte)random.Next(256));
        if (random.Next(8) == 0)
        {
            signature[random.Next(64)] ^= 1;
        }

        return new(PublicKey.Import(KeyType.Ed25519, key), Message, signature);
    }

    /// <summary>A signature whose key and R have points of small order added, and whose nonce may be zero.</summary>
    private static (byte[] Key, byte[] Signature) Craft(
        byte[]? keyTorsion, byte[]? nonceTorsion, bool isNonceZero, byte salt = 0)
    {
        using var secret = Ed25519PrivateMaterial.FromSeed([salt, .. new byte[31]]);
        var key = Add(secret.PublicKey.Raw, keyTorsion);
        var nonce = new byte[32];
        nonce[3] = isNonceZero ? (byte)0 : (byte)(salt + 1);
        var r = new byte[32];
        Ed25519Core.MultiplyBase(nonce, r, out _);
        return (key, Complete(Add(r, nonceTorsion), key, secret.Scalar, nonce));
    }

    private static byte[] Complete(byte[] r, byte[] key, ReadOnlySpan<byte> scalar, byte[] nonce)
    {
        var k = new byte[32];
        Scalar25519.ReduceWide(HashFunction.Sha512.Hash([.. r, .. key, .. Message]), k);
        var s = new byte[32];
        Scalar25519.MultiplyAdd(k, scalar, nonce, s);
        return [.. r, .. s];
    }

    private static byte[] Add(byte[] encoded, byte[]? torsion)
    {
        if (torsion is null)
        {
            return encoded;
        }

        Assert.True(EdwardsPoint.TryDecodeVartime(encoded, requireCanonical: true, out var point));
        Assert.True(EdwardsPoint.TryDecodeVartime(torsion, requireCanonical: true, out var other));
        EdwardsPoint.Cache(other, out var cached);
        EdwardsPoint.Add(ref point, cached);
        var sum = new byte[32];
        point.Encode(sum);
        return sum;
    }

    private static void RequireAnswers(byte[] key, byte[] signature, bool strict, bool cofactored, bool zip215)
    {
        Assert.Equal(strict, Verify(key, signature, Ed25519Verification.Strict));
        Assert.Equal(cofactored, Verify(key, signature, Ed25519Verification.Cofactored));
        Assert.Equal(zip215, Verify(key, signature, Ed25519Verification.Zip215));
    }

    private static bool Verify(byte[] key, byte[] signature, Ed25519Verification mode) =>
        SignatureAlgorithm.Ed25519.Verify(key, Message, signature, mode);

    private static bool IsNeutral(byte[] point) => point[0] == 1 && point.AsSpan(1).IndexOfAnyExcept((byte)0) < 0;

    private static byte[][] FindSmallOrder()
    {
        // L times a point leaves its part of small order; some point has one of order 8.
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        for (byte y = 2; ; y++)
        {
            var bytes = new byte[32];
            bytes[0] = y;
            if (!EdwardsPoint.TryDecodeVartime(bytes, requireCanonical: true, out var point))
            {
                continue;
            }

            var torsion = EdwardsPoint.Identity;
            EdwardsPoint.Cache(point, out var step);
            for (var bit = 252; bit >= 0; bit--)
            {
                EdwardsPoint.Double(ref torsion, 1);
                if ((order[bit / 8] >> (bit % 8) & 1) != 0)
                {
                    EdwardsPoint.Add(ref torsion, step);
                }
            }

            EdwardsPoint.Cache(torsion, out step);
            var multiple = EdwardsPoint.Identity;
            var found = Enumerable.Range(0, 8).Select(_ =>
            {
                var encoded = new byte[32];
                multiple.Encode(encoded);
                EdwardsPoint.Add(ref multiple, step);
                return encoded;
            }).ToArray();
            if (found.Select(Convert.ToHexString).Distinct().Count() == 8)
            {
                return found;
            }
        }
    }
}
