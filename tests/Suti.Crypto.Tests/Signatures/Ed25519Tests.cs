// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;
using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class Ed25519Tests
{
    [Theory]

    // RFC 8032 section 7.1.
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData(
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Sign_Rfc8032_GivesPublishedSignature(string seed, string publicKey, string message, string signature)
    {
        using var key = PrivateKey.Import(KeyType.Ed25519, Convert.FromHexString(seed));
        var data = Convert.FromHexString(message);
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.PublicKey.Raw));
        Assert.Equal(signature, Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(key, data)));
        Assert.True(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, data, Convert.FromHexString(signature)));
    }

    [Fact]
    public void SignAndVerify_RandomInputs_AgreeWithLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(11);
        var (publicKey, secretKey, signature) = (new byte[32], new byte[64], new byte[64]);
        for (var round = 0; round < 2000; round++)
        {
            var seed = new byte[32];
            var data = new byte[random.Next(400)];
            random.NextBytes(seed);
            random.NextBytes(data);
            _ = LibSodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
            _ = LibSodium.crypto_sign_detached(signature, 0, data, (ulong)data.Length, secretKey);

            using var key = PrivateKey.Import(KeyType.Ed25519, seed);
            Assert.True(key.PublicKey.Raw.SequenceEqual(publicKey));
            Assert.Equal(signature, SignatureAlgorithm.Ed25519.Sign(key, data));
            Assert.True(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, data, signature));

            // A damaged signature gets the same answer from both.
            signature[random.Next(64)] ^= (byte)(1 << random.Next(8));
            var theirs = LibSodium.crypto_sign_verify_detached(signature, data, (ulong)data.Length, publicKey) == 0;
            Assert.Equal(theirs, SignatureAlgorithm.Ed25519.Verify(key.PublicKey, data, signature));
        }
    }

    [Fact]
    public void Sign_EitherRepresentation_GivesTheSame()
    {
        Assert.SkipUnless(EdwardsPointVector.IsSupported, "This machine has no AVX2.");
        var random = new Random(12);
        var (seed, data, scalar, vector) = (new byte[32], new byte[64], new byte[64], new byte[64]);
        for (var round = 0; round < 500; round++)
        {
            random.NextBytes(seed);
            random.NextBytes(data);
            using var key = Ed25519PrivateMaterial.FromSeed(seed);
            var publicKey = (Ed25519PublicMaterial)key.PublicKey;
            Ed25519Core<EdwardsPoint, EdwardsCached>.Sign(key, data, scalar);
            Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.Sign(key, data, vector);
            Assert.Equal(scalar, vector);
            foreach (var mode in Enum.GetValues<Ed25519Verification>())
            {
                Assert.True(Ed25519Core<EdwardsPoint, EdwardsCached>.Verify(publicKey, data, vector, mode));
                Assert.True(Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.Verify(publicKey, data, vector, mode));
            }

            vector[40] ^= 4;
            Assert.False(Ed25519Core<EdwardsPoint, EdwardsCached>.Verify(publicKey, data, vector, Ed25519Verification.Strict));
            Assert.False(
                Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.Verify(publicKey, data, vector, Ed25519Verification.Strict));
        }
    }

    [Fact]
    public void Verify_MalformedSignature_IsFalse()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        using var other = PrivateKey.Generate(KeyType.X25519);
        var signature = SignatureAlgorithm.Ed25519.Sign(key, "data"u8);
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "data"u8, default));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "data"u8, signature.AsSpan(0, 63)));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "data"u8, [.. signature, 0]));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "date"u8, signature));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(other.PublicKey, "data"u8, signature));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "data"u8, signature, (Ed25519Verification)9));
    }

    [Fact]
    public void Sign_WrongKeyOrDestination_Throws()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        using var other = PrivateKey.Generate(KeyType.X25519);
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.Sign(other, "data"u8));
        Assert.Throws<ArgumentException>(() => SignatureAlgorithm.Ed25519.Sign(key, "data"u8, new byte[63]));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => SignatureAlgorithm.Ed25519.Sign(key, "data"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f6000")]
    public void TryImport_WrongSize_IsFalse(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.False(PrivateKey.TryImport(KeyType.Ed25519, bytes, PrivateKeyFormat.Raw, KeyExportPolicy.None, out _));
        Assert.False(PublicKey.TryImport(KeyType.Ed25519, bytes, PublicKeyFormat.Raw, out _));
        Assert.Throws<FormatException>(() => PublicKey.Import(KeyType.Ed25519, bytes));
    }

    [Fact]
    public void TryImport_RandomBytes_AgreesWithLibSodiumOnCurve()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(13);
        var accepted = 0;
        for (var round = 0; round < 2000; round++)
        {
            // Encodings are canonical, but for a share next to nothing, and half of all y are on the curve.
            var bytes = new byte[32];
            random.NextBytes(bytes);
            var isPoint = EdwardsPoint.TryDecodeVartime(bytes, requireCanonical: true, out var point);
            Assert.Equal(isPoint, PublicKey.TryImport(KeyType.Ed25519, bytes, PublicKeyFormat.Raw, out _));
            if (!isPoint)
            {
                Assert.Equal(0, LibSodium.crypto_core_ed25519_is_valid_point(bytes));
                continue;
            }

            // libsodium wants the main subgroup too, where one in eight points is: eight times any point is there.
            accepted++;
            EdwardsPoint.Double(ref point, 3);
            point.Encode(bytes);
            Assert.Equal(1, LibSodium.crypto_core_ed25519_is_valid_point(bytes));
        }

        Assert.InRange(accepted, 900, 1100);
    }

    [Fact]
    public void SignAndVerify_ManyTimes_AllocateNothing()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var signature = new byte[64];
        var data = new byte[100];
        var publicKey = key.PublicKey;
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            SignatureAlgorithm.Ed25519.Sign(key, data, signature);
            foreach (var mode in (ReadOnlySpan<Ed25519Verification>)
                [Ed25519Verification.Strict, Ed25519Verification.Cofactored, Ed25519Verification.Zip215])
            {
                Assert.True(SignatureAlgorithm.Ed25519.Verify(publicKey, data, signature, mode));
            }
        }
    }

    [Fact]
    public void Verify_MutatedSignature_NeverThrowsAndNeverPasses()
    {
        using var key = PrivateKey.Import(KeyType.Ed25519, new byte[32]);
        var signature = SignatureAlgorithm.Ed25519.Sign(key, "data"u8);
        new MutationFuzzer(14).Run([signature], 5000, mutated =>
            Assert.Equal(
                mutated.AsSpan().SequenceEqual(signature),
                SignatureAlgorithm.Ed25519.Verify(key.PublicKey, "data"u8, mutated)));
    }

    [Fact]
    public void TryImport_MutatedKey_NeverThrowsAndIsCanonical()
    {
        using var key = PrivateKey.Import(KeyType.Ed25519, new byte[32]);
        new MutationFuzzer(15).Run([key.PublicKey.Raw.ToArray(), new byte[32]], 5000, mutated =>
        {
            if (PublicKey.TryImport(KeyType.Ed25519, mutated, PublicKeyFormat.Raw, out var imported))
            {
                var encoded = new byte[32];
                ((Ed25519PublicMaterial)imported.Material).Point.Encode(encoded);
                Assert.Equal(mutated, encoded);
            }
        });
    }
}
