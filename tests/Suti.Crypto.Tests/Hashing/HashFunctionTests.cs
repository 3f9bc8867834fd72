// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Crypto.Tests;

public sealed class HashFunctionTests
{
    public static TheoryData<HashFunction, string, string> KnownAnswers => new()
    {
        // FIPS 180-4 examples.
        { HashFunction.Sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { new ManagedHashFunction<BlockHashState<Sha256>>(), "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { HashFunction.Sha384, "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7" },
        { new ManagedHashFunction<BlockHashState<Sha384>>(), "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7" },
        { HashFunction.Sha512, "abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
        { new ManagedHashFunction<BlockHashState<Sha512>>(), "abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },

        // FIPS 202 examples.
        { HashFunction.Sha3_256, "", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a" },
        { HashFunction.Sha3_256, "abc", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532" },
        { HashFunction.Sha3_384, "abc", "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25" },
        { HashFunction.Sha3_512, "abc", "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0" },
        { HashFunction.Keccak256, "", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470" },
        { HashFunction.Keccak256, "abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45" },

        // RFC 7693 appendix A.
        { HashFunction.Blake2b512, "abc", "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923" },

        // The authors' own list.
        { HashFunction.Ripemd160, "", "9c1185a5c5e9fc54612808977ee8f548b2258d31" },
        { HashFunction.Ripemd160, "abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc" },
        { HashFunction.Ripemd160, "message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36" },
    };

    public static TheoryData<HashFunction> All => new()
    {
        HashFunction.Sha256,
        HashFunction.Sha384,
        HashFunction.Sha512,
        new ManagedHashFunction<BlockHashState<Sha256>>(),
        new ManagedHashFunction<BlockHashState<Sha384>>(),
        new ManagedHashFunction<BlockHashState<Sha512>>(),
        HashFunction.Sha3_256,
        HashFunction.Sha3_384,
        HashFunction.Sha3_512,
        HashFunction.Keccak256,
        HashFunction.Blake2b256,
        HashFunction.Blake2b512,
        HashFunction.Ripemd160,
    };

    [Theory]
    [MemberData(nameof(KnownAnswers), DisableDiscoveryEnumeration = true)]
    public void Hash_KnownText_GivesPublishedHash(HashFunction function, string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(function.Hash(Encoding.ASCII.GetBytes(text))));

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Start_DataInPieces_GivesHashOfWhole(HashFunction function)
    {
        var random = new Random(1);
        var data = new byte[1000];
        random.NextBytes(data);
        for (var length = 0; length <= data.Length; length += length < 300 ? 1 : 37)
        {
            using var state = function.Start();
            for (var at = 0; at < length;)
            {
                var piece = Math.Min(random.Next(200), length - at);
                state.Append(data.AsSpan(at, piece));
                at += piece;
            }

            Assert.Equal(function.Hash(data.AsSpan(0, length)), state.Finish());
        }
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Hash_WrongDestinationSize_Throws(HashFunction function)
    {
        Assert.Throws<ArgumentException>(() => function.Hash("x"u8, new byte[function.HashSize - 1]));
        Assert.Throws<ArgumentException>(() => function.Hash("x"u8, new byte[function.HashSize + 1]));
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Finish_Twice_Throws(HashFunction function)
    {
        using var state = function.Start();
        Assert.Equal(function.HashSize, state.Finish().Length);
        Assert.Throws<InvalidOperationException>(() => state.Finish());
        Assert.Throws<InvalidOperationException>(() => state.Append("x"u8));
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Hash_IntoSpan_AllocatesNothing(HashFunction function)
    {
        var data = new byte[3000];
        var hash = new byte[function.HashSize];
        function.Hash(data, hash);
        var before = GC.GetAllocatedBytesForCurrentThread();
        function.Hash(data, hash);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ManagedSha2_RandomData_EqualsPlatform()
    {
        var random = new Random(2);
        for (var length = 0; length < 600; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            Assert.Equal(HashFunction.Sha256.Hash(data), new ManagedHashFunction<BlockHashState<Sha256>>().Hash(data));
            Assert.Equal(HashFunction.Sha384.Hash(data), new ManagedHashFunction<BlockHashState<Sha384>>().Hash(data));
            Assert.Equal(HashFunction.Sha512.Hash(data), new ManagedHashFunction<BlockHashState<Sha512>>().Hash(data));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void Blake2bOfSize_SizeOutOfRange_Throws(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake2b.OfSize(size));

    [Fact]
    public void Blake2bHashKeyed_OfficialVector_GivesPublishedHash()
    {
        // The first entries of the authors' blake2b-kat: key 00..3f, inputs of 0 and 1 byte.
        var key = Enumerable.Range(0, 64).Select(i => (byte)i).ToArray();
        var hash = new byte[64];
        Blake2b.OfSize(64).HashKeyed(key, default, hash);
        Assert.Equal("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568", Convert.ToHexStringLower(hash));
        Blake2b.OfSize(64).HashKeyed(key, [0], hash);
        Assert.Equal("961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd", Convert.ToHexStringLower(hash));
        Assert.Throws<ArgumentException>(() => Blake2b.OfSize(64).HashKeyed(new byte[65], default, hash));
        Assert.Throws<ArgumentException>(() => Blake2b.OfSize(32).HashKeyed(key, default, hash));
    }

    [Theory]
    [InlineData(16, "7f9c2ba4e88f827d616045507605853e")]
    [InlineData(32, "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")]
    public void Shake128_Empty_GivesPublishedOutput(int size, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(ExtendableOutputFunction.Shake128.Hash(default, size)));

    [Fact]
    public void Shake256_Empty_GivesPublishedOutput() => Assert.Equal(
        "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762fd75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be",
        Convert.ToHexStringLower(ExtendableOutputFunction.Shake256.Hash(default, 64)));

    [Fact]
    public void Shake_LongerOutput_BeginsWithShorter()
    {
        var output = ExtendableOutputFunction.Shake128.Hash("suti"u8, 1000);
        Assert.Equal(output[..333], ExtendableOutputFunction.Shake128.Hash("suti"u8, 333));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExtendableOutputFunction.Shake256.Hash("suti"u8, -1));
    }
}
