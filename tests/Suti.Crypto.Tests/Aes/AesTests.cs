// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto.Tests;

public sealed class AesTests
{
    // FIPS 197 appendix C.
    [Theory]
    [InlineData("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a")]
    [InlineData("000102030405060708090a0b0c0d0e0f1011121314151617", "dda97ca4864cdfe06eaf70a0ec0d7191")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089")]
    public void Transform_PublishedBlock_BothWaysAndBothEngines(string key, string ciphertext)
    {
        var plaintext = Vector128.Create(Convert.FromHexString("00112233445566778899aabbccddeeff"));
        foreach (var forcePortable in (bool[])[false, true])
        {
            using var encryption = new AesCipher(Convert.FromHexString(key), forcePortable: forcePortable);
            using var decryption = new AesCipher(Convert.FromHexString(key), forDecryption: true, forcePortable);
            var block = plaintext;
            encryption.Transform(ref block);
            Assert.Equal(Vector128.Create(Convert.FromHexString(ciphertext)), block);
            decryption.Transform(ref block);
            Assert.Equal(plaintext, block);
        }
    }

    [Fact]
    public void SubstituteBytes_EveryByte_IsTheSBoxOfThePlatformsAes()
    {
        if (!AesHardware.IsSupported)
        {
            Assert.Skip("The processor has no AES instructions to compare with.");
        }

        for (var value = 0; value < 256; value++)
        {
            var column = Vector128.Create((byte)value);
            Assert.Equal(AesHardware.SubstituteBytes(column), AesBitsliced.SubstituteBytes(column));
        }
    }

    [Fact]
    public void AesCbc_RandomInputs_EqualThePlatform()
    {
        var random = new Random(3);
        using var platform = Aes.Create();
        for (var round = 0; round < 2000; round++)
        {
            var (key, iv, message) = (new byte[16 + (8 * random.Next(3))], new byte[16], new byte[random.Next(300)]);
            random.NextBytes(key);
            random.NextBytes(iv);
            random.NextBytes(message);
            platform.Key = key;
            var expected = platform.EncryptCbc(message, iv);
            var portable = new byte[expected.Length];
            AesCbc.EncryptCore(key, iv, message, portable, forcePortable: true);
            Assert.Equal(expected, AesCbc.Encrypt(key, iv, message));
            Assert.Equal(expected, portable);

            var plaintext = new byte[expected.Length];
            Assert.True(AesCbc.TryDecrypt(key, iv, expected, plaintext, out var length));
            Assert.Equal(message, plaintext[..length]);
            Assert.True(AesCbc.TryDecryptCore(key, iv, expected, plaintext, out length, forcePortable: true));
            Assert.Equal(message, plaintext[..length]);

            // Whatever a damaged block gives, both must agree on whether its padding is right.
            expected[^(1 + (round % 16))] ^= (byte)(1 << random.Next(8));
            Assert.Equal(AcceptsOnPlatform(platform, expected, iv), AesCbc.TryDecrypt(key, iv, expected, plaintext, out length));
        }
    }

    [Fact]
    public void AesCbc_EveryPadding_IsJudgedAndLeavesNothingWhenWrong()
    {
        var key = new byte[16];
        var iv = new byte[16];
        using var platform = Aes.Create();
        platform.Key = key;
        for (var last = 0; last < 256; last++)
        {
            for (var wrongAt = 0; wrongAt <= 16; wrongAt++)
            {
                var block = new byte[16];
                Array.Fill(block, (byte)last);
                if (wrongAt < 15)
                {
                    block[wrongAt] ^= 1;
                }

                var isRight = last is >= 1 and <= 16 && (wrongAt >= 15 || wrongAt < 16 - last);
                var plaintext = new byte[16];
                Assert.Equal(isRight, AesCbc.TryDecrypt(key, iv, platform.EncryptEcb(block, PaddingMode.None), plaintext, out var length));
                Assert.Equal(isRight ? 16 - last : 0, length);
                Assert.Equal(block[..length], plaintext[..length]);
                Assert.False(plaintext.AsSpan(length).ContainsAnyExcept((byte)0));
            }
        }
    }

    [Fact]
    public void AesCbc_WrongSizes_AreMisuseOrRefused()
    {
        var (key, iv, block) = (new byte[16], new byte[16], new byte[16]);

        Assert.Throws<ArgumentException>(() => AesCbc.Encrypt(new byte[15], iv, block));
        Assert.Throws<ArgumentException>(() => AesCbc.Encrypt(key, new byte[15], block));
        Assert.Throws<ArgumentException>(() => AesCbc.Encrypt(key, iv, block, new byte[16]));
        Assert.Throws<ArgumentException>(() => AesCbc.TryDecrypt(new byte[33], iv, block, block, out _));
        Assert.Throws<ArgumentException>(() => AesCbc.TryDecrypt(key, iv, block, new byte[15], out _));
        Assert.False(AesCbc.TryDecrypt(key, new byte[12], block, block, out _));
        Assert.False(AesCbc.TryDecrypt(key, iv, default, block, out _));
        Assert.False(AesCbc.TryDecrypt(key, iv, block.AsSpan(1), block, out _));
    }

    private static bool AcceptsOnPlatform(Aes platform, byte[] ciphertext, byte[] iv)
    {
        try
        {
            platform.DecryptCbc(ciphertext, iv);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
