// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class HashingDifferentialTests
{
    public static TheoryData<HashFunction, string> Functions => new()
    {
        { new ManagedHashFunction<BlockHashState<Sha256>>(), "SHA256" },
        { new ManagedHashFunction<BlockHashState<Sha384>>(), "SHA384" },
        { new ManagedHashFunction<BlockHashState<Sha512>>(), "SHA512" },
        { HashFunction.Sha3_256, "SHA3-256" },
        { HashFunction.Sha3_384, "SHA3-384" },
        { HashFunction.Sha3_512, "SHA3-512" },
        { HashFunction.Blake2b512, "BLAKE2b512" },
        { HashFunction.Ripemd160, "RIPEMD160" },
    };

    [Theory]
    [MemberData(nameof(Functions), DisableDiscoveryEnumeration = true)]
    public void Hash_RandomData_EqualsOpenSsl(HashFunction function, string name)
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        var digest = LibCrypto.FetchDigest(name);
        Assert.SkipWhen(digest == 0, $"This OpenSSL has no {name}.");
        var random = new Random(51);
        var expected = new byte[function.HashSize];
        for (var round = 0; round < 2000; round++)
        {
            var data = new byte[random.Next(700)];
            random.NextBytes(data);
            Assert.Equal(1, LibCrypto.EVP_Digest(data, (nuint)data.Length, expected, 0, digest, 0));
            Assert.Equal(expected, function.Hash(data));
        }
    }

    [Theory]
    [InlineData("SHAKE128")]
    [InlineData("SHAKE256")]
    public void Shake_RandomDataAndSizes_EqualsOpenSsl(string name)
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        var function = name == "SHAKE128" ? ExtendableOutputFunction.Shake128 : ExtendableOutputFunction.Shake256;
        Assert.Equal(name, function.ToString());
        var digest = LibCrypto.FetchDigest(name);
        var context = LibCrypto.EVP_MD_CTX_new();
        var random = new Random(52);
        for (var round = 0; round < 1000; round++)
        {
            var data = new byte[random.Next(500)];
            var expected = new byte[random.Next(1, 600)];
            random.NextBytes(data);
            Assert.Equal(1, LibCrypto.EVP_DigestInit_ex(context, digest, 0));
            Assert.Equal(1, LibCrypto.EVP_DigestUpdate(context, data, (nuint)data.Length));
            Assert.Equal(1, LibCrypto.EVP_DigestFinalXOF(context, expected, (nuint)expected.Length));
            Assert.Equal(expected, function.Hash(data, expected.Length));
        }

        LibCrypto.EVP_MD_CTX_free(context);
    }

    [Fact]
    public void Blake2b_RandomKeysAndSizes_EqualsLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(53);
        for (var round = 0; round < 2000; round++)
        {
            // libsodium gives 16 to 64 bytes and takes no key or one of 16 to 64.
            var expected = new byte[random.Next(16, 65)];
            var key = new byte[random.Next(2) * random.Next(16, 65)];
            var data = new byte[random.Next(500)];
            random.NextBytes(key);
            random.NextBytes(data);
            Assert.Equal(0, LibSodium.crypto_generichash(
                expected, (nuint)expected.Length, data, (ulong)data.Length, key, (nuint)key.Length));
            var actual = new byte[expected.Length];
            Blake2b.OfSize(expected.Length).HashKeyed(key, data, actual);
            Assert.Equal(expected, actual);
            if (key.Length == 0)
            {
                Assert.Equal(expected, Blake2b.OfSize(expected.Length).Hash(data));
            }
        }
    }
}
