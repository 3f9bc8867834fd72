// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class AeadAlgorithmTests
{
    public static TheoryData<AeadAlgorithm> All => new()
    {
        AeadAlgorithm.Aes128Gcm,
        AeadAlgorithm.Aes192Gcm,
        AeadAlgorithm.Aes256Gcm,
        new AesGcmAlgorithm("platform AES-128-GCM", 16, AesGcmEngine.Platform),
        new AesGcmAlgorithm("platform AES-256-GCM", 32, AesGcmEngine.Platform),
        new AesGcmAlgorithm("managed AES-128-GCM", 16, AesGcmEngine.Managed),
        new AesGcmAlgorithm("managed AES-256-GCM", 32, AesGcmEngine.Managed),
        AeadAlgorithm.Aes128CbcHmacSha256,
        AeadAlgorithm.Aes192CbcHmacSha384,
        AeadAlgorithm.Aes256CbcHmacSha512,
        AeadAlgorithm.ChaCha20Poly1305,
        AeadAlgorithm.XChaCha20Poly1305,
        AeadAlgorithm.XSalsa20Poly1305,
    };

    /// <summary>All but the platform's AES-GCM, which keeps its key schedule in an object of its own.</summary>
    public static TheoryData<AeadAlgorithm> Managed =>
        [.. All.Select(row => row.Data).Where(algorithm => algorithm is not AesGcmAlgorithm { Engine: AesGcmEngine.Platform })];

    // RFC 8439 §2.8.2 and draft-irtf-cfrg-xchacha-03 appendix A.3.1.
    [Theory]
    [InlineData(
        "070000004041424344454647",
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116",
        "1ae10b594f09e26a7e902ecbd0600691")]
    [InlineData(
        "404142434445464748494a4b4c4d4e4f5051525354555657",
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e",
        "c0875924c1c7987947deafd8780acf49")]
    public void Encrypt_PublishedVectorsOfChaCha_AreGiven(string nonce, string ciphertext, string tag)
    {
        var algorithm = nonce.Length == 24 ? AeadAlgorithm.ChaCha20Poly1305 : AeadAlgorithm.XChaCha20Poly1305;
        var key = Convert.FromHexString("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");

        AssertGives(
            algorithm,
            key,
            Convert.FromHexString(nonce),
            Convert.FromHexString("50515253c0c1c2c3c4c5c6c7"),
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."u8,
            ciphertext,
            tag);
    }

    // The GCM specification's test cases 4 and 16.
    [Theory]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308",
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
        "5bc94fbc3221a5db94fae95ae7121a47")]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b")]
    public void Encrypt_PublishedVectorsOfGcm_AreGivenByPlatformAndManaged(string keyHex, string ciphertext, string tag)
    {
        var key = Convert.FromHexString(keyHex);
        var plaintext = Convert.FromHexString(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        foreach (var engine in Enum.GetValues<AesGcmEngine>())
        {
            AssertGives(
                new AesGcmAlgorithm("AES-GCM", key.Length, engine),
                key,
                Convert.FromHexString("cafebabefacedbaddecaf888"),
                Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
                plaintext,
                ciphertext,
                tag);
        }
    }

    // RFC 7518 appendix B.1.
    [Fact]
    public void Encrypt_PublishedVectorOfCbcHmac_IsGiven() => AssertGives(
        AeadAlgorithm.Aes128CbcHmacSha256,
        Convert.FromHexString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
        Convert.FromHexString("1af38c2dc2b96ffdd86694092341bc04"),
        "The second principle of Auguste Kerckhoffs"u8,
        "A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience"u8,
        "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362c703233609d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db",
        "652c3fa36b0a7c5b3219fab3a30bc1c4");

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void TryDecrypt_AnyChange_IsRefusedAndLeavesNothing(AeadAlgorithm algorithm)
    {
        var random = new Random(1);
        var (key, nonce) = (Bytes(random, algorithm.KeySize), Bytes(random, algorithm.NonceSize));
        var data = Bytes(random, algorithm == AeadAlgorithm.XSalsa20Poly1305 ? 0 : 20);
        var message = Bytes(random, 37);
        var ciphertext = new byte[algorithm.GetCiphertextSize(message.Length)];
        var tag = new byte[algorithm.TagSize];
        algorithm.Encrypt(key, nonce, data, message, ciphertext, tag);
        var plaintext = new byte[ciphertext.Length];
        Assert.True(algorithm.TryDecrypt(key, nonce, data, ciphertext, tag, plaintext, out var length));
        Assert.Equal(message, plaintext[..length]);

        // Of a CBC-HMAC key only the first half is authenticated; another second half gives other bytes, sometimes well padded.
        var checkedKeySize = algorithm is AesCbcHmacAlgorithm ? key.Length / 2 : key.Length;
        foreach (var part in (byte[][])[key, nonce, data, ciphertext, tag])
        {
            for (var index = 0; index < (part == key ? checkedKeySize : part.Length); index++)
            {
                part[index] ^= 0x10;
                plaintext.AsSpan().Clear();
                Assert.False(algorithm.TryDecrypt(key, nonce, data, ciphertext, tag, plaintext, out length));
                Assert.Equal(0, length);
                Assert.False(plaintext.AsSpan().ContainsAnyExcept((byte)0));
                part[index] ^= 0x10;
            }
        }

        Assert.False(algorithm.TryDecrypt(key, nonce, data, ciphertext, tag.AsSpan(1), plaintext, out _));
        Assert.False(algorithm.TryDecrypt(key, nonce.AsSpan(1), data, ciphertext, tag, plaintext, out _));
        Assert.False(algorithm.TryDecrypt(key, nonce, data, ciphertext.AsSpan(1), tag, plaintext, out _));
        Assert.False(algorithm.TryDecrypt(key, nonce, data, default, tag, plaintext, out _));
        Assert.False(algorithm.TryDecrypt(key, default, data, default, default, plaintext, out _));
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Encrypt_EveryLength_RoundTripsAlsoInPlace(AeadAlgorithm algorithm)
    {
        var random = new Random(2);
        var (key, nonce) = (Bytes(random, algorithm.KeySize), Bytes(random, algorithm.NonceSize));
        var tag = new byte[algorithm.TagSize];
        for (var length = 0; length < 6000; length += length < 150 ? 1 : 377)
        {
            var message = Bytes(random, length);
            var ciphertext = new byte[algorithm.GetCiphertextSize(length)];
            var plaintext = new byte[ciphertext.Length];
            algorithm.Encrypt(key, nonce, default, message, ciphertext, tag);
            Assert.True(algorithm.TryDecrypt(key, nonce, default, ciphertext, tag, plaintext, out var written));
            Assert.Equal(message, plaintext[..written]);
            Assert.True(algorithm.TryDecrypt(key, nonce, default, ciphertext, tag, ciphertext, out written));
            Assert.Equal(message, ciphertext[..written]);
        }
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void EncryptAndDecrypt_WrongSizes_AreMisuse(AeadAlgorithm algorithm)
    {
        var (key, nonce, tag) = (new byte[algorithm.KeySize], new byte[algorithm.NonceSize], new byte[algorithm.TagSize]);
        var ciphertext = new byte[algorithm.GetCiphertextSize(5)];
        var message = new byte[5];

        Assert.Throws<ArgumentException>(() => algorithm.Encrypt(key.AsSpan(1), nonce, default, message, ciphertext, tag));
        Assert.Throws<ArgumentException>(() => algorithm.Encrypt(key, nonce.AsSpan(1), default, message, ciphertext, tag));
        Assert.Throws<ArgumentException>(() => algorithm.Encrypt(key, nonce, default, message, ciphertext.AsSpan(1), tag));
        Assert.Throws<ArgumentException>(() => algorithm.Encrypt(key, nonce, default, message, ciphertext, tag.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => algorithm.TryDecrypt(key.AsSpan(1), nonce, default, ciphertext, tag, ciphertext, out _));
        Assert.Throws<ArgumentException>(() => algorithm.TryDecrypt(key, nonce, default, ciphertext, tag, ciphertext.AsSpan(1), out _));
    }

    [Fact]
    public void XSalsa20Poly1305_AssociatedData_IsMisuse()
    {
        var (key, nonce, tag) = (new byte[32], new byte[24], new byte[16]);

        Assert.Throws<ArgumentException>(() => AeadAlgorithm.XSalsa20Poly1305.Encrypt(key, nonce, [1], default, default, tag));
        Assert.Throws<ArgumentException>(() => AeadAlgorithm.XSalsa20Poly1305.TryDecrypt(key, nonce, [1], default, tag, default, out _));
    }

    [Theory]
    [MemberData(nameof(Managed), DisableDiscoveryEnumeration = true)]
    public void EncryptAndDecrypt_IntoSpans_AllocateNothing(AeadAlgorithm algorithm)
    {
        var (key, nonce, tag) = (new byte[algorithm.KeySize], new byte[algorithm.NonceSize], new byte[algorithm.TagSize]);
        var message = new byte[1000];
        var ciphertext = new byte[algorithm.GetCiphertextSize(message.Length)];
        var plaintext = new byte[ciphertext.Length];
        algorithm.Encrypt(key, nonce, default, message, ciphertext, tag);
        algorithm.TryDecrypt(key, nonce, default, ciphertext, tag, plaintext, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        algorithm.Encrypt(key, nonce, default, message, ciphertext, tag);
        algorithm.TryDecrypt(key, nonce, default, ciphertext, tag, plaintext, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertGives(
        AeadAlgorithm algorithm,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> plaintext,
        string ciphertext,
        string tag)
    {
        var actual = new byte[algorithm.GetCiphertextSize(plaintext.Length)];
        var actualTag = new byte[algorithm.TagSize];
        algorithm.Encrypt(key, nonce, data, plaintext, actual, actualTag);
        Assert.Equal((ciphertext, tag), (Convert.ToHexStringLower(actual), Convert.ToHexStringLower(actualTag)));
        var decrypted = new byte[actual.Length];
        Assert.True(algorithm.TryDecrypt(key, nonce, data, actual, actualTag, decrypted, out var length));
        Assert.Equal(plaintext, decrypted.AsSpan(0, length));
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
