// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class X25519Tests
{
    [Theory]

    // RFC 7748 sections 5.2 and 6.1.
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    [InlineData(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")]
    public void TryAgree_Rfc7748_GivesPublishedSecret(string scalar, string u, string expected)
    {
        using var key = PrivateKey.Import(KeyType.X25519, Convert.FromHexString(scalar));
        var peer = PublicKey.Import(KeyType.X25519, Convert.FromHexString(u));
        var secret = new byte[32];
        Assert.True(KeyAgreementAlgorithm.X25519.TryAgree(key, peer, secret));
        Assert.Equal(expected, Convert.ToHexStringLower(secret));
    }

    [Fact]
    public void Multiply_Rfc7748ThousandTimes_GivesPublishedResult()
    {
        // RFC 7748 section 5.2: k, u = X25519(k, u), k.
        var k = new byte[32];
        k[0] = 9;
        var u = k.ToArray();
        for (var i = 0; i < 1000; i++)
        {
            var next = new byte[32];
            Assert.True(X25519Core.TryMultiply(k, u, next));
            (u, k) = (k, next);
            if (i == 0)
            {
                Assert.Equal("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", Convert.ToHexStringLower(k));
            }
        }

        Assert.Equal("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", Convert.ToHexStringLower(k));
    }

    [Fact]
    public void TryAgree_RandomKeys_EqualsLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(41);
        var (scalar, u, expected, actual) = (new byte[32], new byte[32], new byte[32], new byte[32]);
        for (var round = 0; round < 2000; round++)
        {
            random.NextBytes(scalar);
            random.NextBytes(u);
            Assert.Equal(0, LibSodium.crypto_scalarmult(expected, scalar, u));
            using var key = PrivateKey.Import(KeyType.X25519, scalar);
            Assert.True(KeyAgreementAlgorithm.X25519.TryAgree(key, PublicKey.Import(KeyType.X25519, u), actual));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Ladders_RandomAndEdgeInputs_GiveTheSame()
    {
        Assert.SkipUnless(MontgomeryLadderVector.IsSupported, "This machine has no AVX2.");
        var random = new Random(42);
        var (scalar, u, first, second) = (new byte[32], new byte[32], new byte[32], new byte[32]);
        for (var round = 0; round < 1000; round++)
        {
            random.NextBytes(scalar);
            random.NextBytes(u);
            if (round % 4 == 0)
            {
                u.AsSpan().Fill(255);
                u[0] = (byte)random.Next(256);
            }

            X25519Core.Clamp(scalar);
            MontgomeryLadder.Multiply(scalar, Field25519.Read(u), out var a);
            MontgomeryLadderVector.Multiply(scalar, Field25519.Read(u), out var b);
            a.Write(first);
            b.Write(second);
            Assert.Equal(first, second);
        }
    }

    [Theory]

    // The points of small order and their encodings above p.
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void TryAgree_SmallOrder_IsFalseAndClears(string u)
    {
        using var key = PrivateKey.Generate(KeyType.X25519);
        var peer = PublicKey.Import(KeyType.X25519, Convert.FromHexString(u));
        var secret = Enumerable.Repeat((byte)7, 32).ToArray();
        Assert.False(KeyAgreementAlgorithm.X25519.TryAgree(key, peer, secret));
        Assert.All(secret, item => Assert.Equal(0, item));
    }

    [Fact]
    public void TryAgree_BothSides_AgreeAndAllocateNothing()
    {
        using var alice = PrivateKey.Generate(KeyType.X25519);
        using var bob = PrivateKey.Generate(KeyType.X25519);
        var (first, second) = (new byte[32], new byte[32]);
        Assert.True(KeyAgreementAlgorithm.X25519.TryAgree(alice, bob.PublicKey, first));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(KeyAgreementAlgorithm.X25519.TryAgree(bob, alice.PublicKey, second));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(first, second);
    }

    [Fact]
    public void TryAgree_Misuse_Throws()
    {
        using var key = PrivateKey.Generate(KeyType.X25519);
        using var other = PrivateKey.Generate(KeyType.Ed25519);
        var secret = new byte[32];
        Assert.Throws<ArgumentException>(() => KeyAgreementAlgorithm.X25519.TryAgree(other, key.PublicKey, secret));
        Assert.Throws<ArgumentException>(() => KeyAgreementAlgorithm.X25519.TryAgree(key, other.PublicKey, secret));
        Assert.Throws<ArgumentException>(() => KeyAgreementAlgorithm.X25519.TryAgree(key, key.PublicKey, new byte[31]));
        Assert.False(PublicKey.TryImport(KeyType.X25519, new byte[31], PublicKeyFormat.Raw, out _));
        Assert.False(PrivateKey.TryImport(KeyType.X25519, new byte[33], PrivateKeyFormat.Raw, KeyExportPolicy.None, out _));
    }

    [Fact]
    public void ToX25519_RandomKeys_EqualsLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(43);
        var (seed, publicKey, secretKey, expected) = (new byte[32], new byte[32], new byte[64], new byte[32]);
        for (var round = 0; round < 300; round++)
        {
            random.NextBytes(seed);
            _ = LibSodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
            using var key = PrivateKey.Import(KeyType.Ed25519, seed);
            using var converted = SignatureAlgorithm.Ed25519.ToX25519(key);
            Assert.Equal(0, LibSodium.crypto_sign_ed25519_pk_to_curve25519(expected, publicKey));
            Assert.Equal(expected, SignatureAlgorithm.Ed25519.ToX25519(key.PublicKey).Raw.ToArray());
            Assert.Equal(expected, converted.PublicKey.Raw.ToArray());
            Assert.Equal(0, LibSodium.crypto_sign_ed25519_sk_to_curve25519(expected, secretKey));
            Assert.Equal(expected, converted.Material.Raw);
        }
    }
}
