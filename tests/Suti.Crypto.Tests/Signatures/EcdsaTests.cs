// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Suti.Testing;
using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class EcdsaTests
{
    private const int Rounds = 1500;

    public static TheoryData<KeyType> Curves => TestKeys.Curves;

    [Theory]
    [MemberData(nameof(Curves))]
    public void SignAndVerify_RandomKeys_AgreeWithOpenSsl(KeyType type)
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        var random = new Random((int)type);
        var algorithm = TestKeys.EcdsaOf(type);
        var digest = new byte[algorithm.HashFunction.HashSize];
        var der = new byte[160];
        var signature = new byte[algorithm.SignatureSize];
        for (var i = 0; i < Rounds / (type >= KeyType.P384 ? 5 : 1); i++)
        {
            using var key = TestKeys.Random(type, random);
            var native = LibCrypto.ImportEcKey(key.Export(PrivateKeyFormat.Sec1));
            random.NextBytes(digest);

            var ours = DerSignature.FromP1363(algorithm.SignDigest(key, digest));
            Assert.Equal(1, LibCrypto.ECDSA_verify(0, digest, digest.Length, ours, ours.Length, native));

            uint length = 160;
            Assert.Equal(1, LibCrypto.ECDSA_sign(0, digest, digest.Length, der, ref length, native));
            Assert.True(DerSignature.TryToP1363(der.AsSpan(0, (int)length), signature));
            var publicKey = key.PublicKey;
            foreach (var implementation in (ReadOnlySpan<Implementation>)[Implementation.Managed, Implementation.Managed, Implementation.Platform])
            {
                Assert.True(VerifyWith(implementation, publicKey, digest, signature));
            }

            signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False(VerifyWith(Implementation.Managed, publicKey, digest, signature));
            Assert.False(VerifyWith(Implementation.Platform, publicKey, digest, signature));
            LibCrypto.EC_KEY_free(native);
        }
    }

    [Fact]
    public void SignVerifyRecover_RandomKeys_AgreeWithLibsecp256k1()
    {
        NativeReference.Require(LibSecp256k1.IsPresent, LibSecp256k1.Name);
        var random = new Random(3);
        var digest = new byte[32];
        var compact = new byte[64];
        var parsed = new byte[65];
        var nativeKey = new byte[LibSecp256k1.PublicKeySize];
        for (var i = 0; i < 2 * Rounds; i++)
        {
            using var key = TestKeys.Random(KeyType.Secp256k1, random);
            var secret = key.Export(PrivateKeyFormat.Raw);
            random.NextBytes(digest);
            Assert.Equal(1, LibSecp256k1.secp256k1_ec_pubkey_create(LibSecp256k1.Context, nativeKey, secret));
            Assert.Equal(LibSecp256k1.Serialize(nativeKey), key.PublicKey.Raw.ToArray());

            // It also takes its nonces from RFC 6979, so that signatures are equal.
            Assert.Equal(1, LibSecp256k1.secp256k1_ecdsa_sign(LibSecp256k1.Context, parsed, digest, secret, 0, 0));
            _ = LibSecp256k1.secp256k1_ecdsa_signature_serialize_compact(LibSecp256k1.Context, compact, parsed);
            var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, digest);
            Assert.Equal(compact, signature[..64]);
            Assert.True(SignatureAlgorithm.EcdsaSecp256k1.VerifyDigest(key.PublicKey, digest, compact, requireLowS: true));

            Assert.True(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature, out var recovered));
            Assert.Equal(key.PublicKey, recovered);
            random.NextBytes(digest);
            Assert.Equal(1, LibSecp256k1.secp256k1_ecdsa_recoverable_signature_parse_compact(
                LibSecp256k1.Context, parsed, signature, signature[64]));
            Assert.Equal(1, LibSecp256k1.secp256k1_ecdsa_recover(LibSecp256k1.Context, nativeKey, parsed, digest));
            Assert.True(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature, out recovered));
            Assert.Equal(LibSecp256k1.Serialize(nativeKey), recovered.Raw.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Verify_NumbersOutOfRange_Fails(KeyType type)
    {
        var algorithm = TestKeys.EcdsaOf(type);
        using var key = TestKeys.Random(type, 1);
        var good = algorithm.Sign(key, "data"u8);
        var size = algorithm.SignatureSize / 2;
        var order = Order(type);
        foreach (var value in (BigInteger[])[0, order, order + 1, (BigInteger.One << (8 * size)) - 1])
        {
            foreach (var at in (int[])[0, size])
            {
                var bad = good.ToArray();
                value.ToByteArray(isUnsigned: true, isBigEndian: true).PadTo(size).CopyTo(bad, at);
                Assert.False(algorithm.Verify(key.PublicKey, "data"u8, bad));
                Assert.False(VerifyWith(Implementation.Managed, key.PublicKey, algorithm.HashFunction.Hash("data"u8), bad));
            }
        }

        Assert.False(algorithm.Verify(key.PublicKey, "data"u8, good.AsSpan(1)));
        Assert.False(algorithm.Verify(key.PublicKey, "data"u8, [.. good, 0]));
        Assert.False(algorithm.Verify(key.PublicKey, "data"u8, []));
        Assert.False(algorithm.VerifyDigest(key.PublicKey, [], good));
        Assert.True(algorithm.Verify(key.PublicKey, "data"u8, good));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Verify_HighS_FailsWhereLowIsRequired(KeyType type)
    {
        var algorithm = TestKeys.EcdsaOf(type);
        using var key = TestKeys.Random(type, 1);
        var signature = algorithm.Sign(key, "data"u8);
        var size = signature.Length / 2;
        var s = new BigInteger(signature.AsSpan(size), isUnsigned: true, isBigEndian: true);
        var wasLow = s <= Order(type) / 2;
        (Order(type) - s).ToByteArray(isUnsigned: true, isBigEndian: true).PadTo(size).CopyTo(signature, size);

        Assert.True(wasLow || type != KeyType.Secp256k1);
        Assert.True(algorithm.Verify(key.PublicKey, "data"u8, signature));
        Assert.Equal(!wasLow, algorithm.Verify(key.PublicKey, "data"u8, signature, requireLowS: true));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(29)]
    [InlineData(31)]
    [InlineData(255)]
    public void TryRecover_OtherV_Fails(byte v)
    {
        using var key = TestKeys.Random(KeyType.Secp256k1, 1);
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, new byte[32]);
        signature[64] = v;

        Assert.False(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(new byte[32], signature, out _));
    }

    [Fact]
    public void TryRecover_VOfEthereum_GivesTheSameKey()
    {
        using var key = TestKeys.Random(KeyType.Secp256k1, 1);
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, new byte[32]);
        signature[64] += 27;

        Assert.True(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(new byte[32], signature, out var recovered));
        Assert.Equal(key.PublicKey, recovered);
    }

    [Fact]
    public void TryRecover_ResultAtInfinity_Fails()
    {
        // With r the x coordinate of z G and s = 1... the key (s R - z G) / r is infinity where R = z G and s = 1.
        using var point = PrivateKey.Import(KeyType.Secp256k1, [.. new byte[31], 5]);
        byte[] digest = [.. new byte[31], 5];
        byte[] signature = [.. point.PublicKey.Raw[1..], .. new byte[31], 1, (byte)(point.PublicKey.Raw[0] - 2)];

        Assert.False(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature, out _));
        signature[64] ^= 1;
        Assert.True(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature, out _));
    }

    [Fact]
    public void Verify_OtherTypeOfKey_FailsAndSignThrows()
    {
        using var key = TestKeys.Random(KeyType.P256, 1);

        Assert.False(SignatureAlgorithm.EcdsaSecp256k1.Verify(key.PublicKey, "data"u8, new byte[64]));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.EcdsaSecp256k1.Sign(key, "data"u8));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.EcdsaP256.SignDigest(key, []));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.EcdsaP256.SignDigest(key, new byte[32], new byte[63]));
    }

    [Theory]
    [InlineData("3006020101020101", true)]
    [InlineData("300602010102010100", false)] // a byte after the end
    [InlineData("30810602010102 0101", false)] // long form of a short length
    [InlineData("300702020001020101", false)] // leading zero
    [InlineData("3006020181020101", false)] // negative
    [InlineData("30050201010200", false)] // empty number
    [InlineData("3080020101020101 0000", false)] // indefinite length
    [InlineData("3003020101", false)] // one number
    [InlineData("3009020101020101020101", false)] // three numbers
    [InlineData("", false)]
    public void TryToP1363_Der_TakesOnlyTheCanonicalForm(string der, bool expected) =>
        Assert.Equal(
            expected,
            DerSignature.TryToP1363(Convert.FromHexString(der.Replace(" ", "", StringComparison.Ordinal)), new byte[64]));

    [Fact]
    public void TryToP1363_MutatedDer_NeverThrowsAndRoundTripsWhatItTakes()
    {
        using var key = TestKeys.Random(KeyType.P256, 1);
        var samples = Enumerable.Range(0, 20).Select(i => DerSignature.FromP1363(SignatureAlgorithm.EcdsaP256.Sign(key, [(byte)i])));
        new MutationFuzzer(1).Run([.. samples], 20_000, input =>
        {
            var signature = new byte[64];
            if (DerSignature.TryToP1363(input, signature))
            {
                Assert.Equal(input, DerSignature.FromP1363(signature));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void SignVerifyAgree_ManagedCode_AllocatesNothing(KeyType type)
    {
        var algorithm = TestKeys.EcdsaOf(type);
        using var key = TestKeys.Random(type, 1);
        var digest = new byte[32];
        var signature = new byte[algorithm.SignatureSize];
        var shared = new byte[signature.Length / 2];
        var curve = WeierstrassCurve.Of(type)!;
        Run();
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            algorithm.SignDigest(key, digest, signature);
            Assert.True(VerifyWith(Implementation.Managed, key.PublicKey, digest, signature));
            curve.Agree(key.Material, key.PublicKey.Material, shared, Implementation.Managed);
        }
    }

    private static bool VerifyWith(Implementation implementation, PublicKey key, byte[] digest, byte[] signature) =>
        WeierstrassCurve.Of(key.Type)!.VerifyVartime(key.Material, digest, signature, requireLowS: false, implementation);

    private static BigInteger Order(KeyType type)
    {
        ReadOnlySpan<ulong> limbs = type switch
        {
            KeyType.Secp256k1 => Secp256k1Order.Value,
            KeyType.P256 => P256Order.Value,
            KeyType.P384 => P384Order.Value,
            _ => P521Order.Value,
        };
        BigInteger value = 0;
        for (var i = limbs.Length - 1; i >= 0; i--)
        {
            value = (value << 64) + limbs[i];
        }

        return value;
    }
}
