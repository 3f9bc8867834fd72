// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class KeyDerivationTests
{
    [Theory]

    // RFC 5869 appendix A, cases 1 to 3.
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData(
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87")]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void HkdfSha256_Rfc5869_GivesPublishedKey(string inputKey, string salt, string info, string expected) => Assert.Equal(
        expected,
        Convert.ToHexStringLower(Hkdf.Sha256.DeriveKey(
            Convert.FromHexString(inputKey), Convert.FromHexString(salt), Convert.FromHexString(info), expected.Length / 2)));

    [Fact]
    public void Hkdf_TooMuchOrTooLittle_Throws()
    {
        Assert.Equal(255 * 32, Hkdf.Sha256.DeriveKey("k"u8, default, default, 255 * 32).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Hkdf.Sha256.DeriveKey("k"u8, default, default, (255 * 32) + 1));
        Assert.Throws<ArgumentException>(() => Hkdf.Sha256.Expand(new byte[31], default, new byte[1]));
        Assert.Throws<ArgumentException>(() => Hkdf.Sha512.Expand(new byte[64], default, new byte[(255 * 64) + 1]));
        Assert.Empty(Hkdf.Sha256.DeriveKey("k"u8, default, default, 0));
    }

    [Fact]
    public void Hkdf_LongInfo_EqualsPlatform()
    {
        var info = new byte[5000];
        new Random(4).NextBytes(info);
        Assert.Equal(
            System.Security.Cryptography.HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA384, info, 333, info, info),
            Hkdf.Sha384.DeriveKey(info, info, info, 333));
    }

    [Theory]

    // RFC 7914 section 11.
    [InlineData("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")]
    [InlineData("Password", "NaCl", 80000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")]
    public void Pbkdf2Sha256_Rfc7914_GivesPublishedKey(string password, string salt, int iterations, string expected)
    {
        var passwordBytes = System.Text.Encoding.ASCII.GetBytes(password);
        var saltBytes = System.Text.Encoding.ASCII.GetBytes(salt);
        Assert.Equal(expected, Convert.ToHexStringLower(Pbkdf2.HmacSha256.DeriveKey(passwordBytes, saltBytes, iterations, 64)));
        var managed = new byte[64];
        Pbkdf2.HmacSha256.DeriveKeyManaged(passwordBytes, saltBytes, iterations, managed);
        Assert.Equal(expected, Convert.ToHexStringLower(managed));
    }

    [Fact]
    public void Pbkdf2_Managed_EqualsPlatform()
    {
        var random = new Random(5);
        for (var round = 0; round < 100; round++)
        {
            var password = new byte[random.Next(200)];
            var salt = new byte[random.Next(100)];
            var managed = new byte[random.Next(1, 200)];
            random.NextBytes(password);
            random.NextBytes(salt);
            var iterations = random.Next(1, 20);
            Pbkdf2.HmacSha512.DeriveKeyManaged(password, salt, iterations, managed);
            Assert.Equal(Pbkdf2.HmacSha512.DeriveKey(password, salt, iterations, managed.Length), managed);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Pbkdf2.MaxIterations + 1)]
    public void Pbkdf2_IterationsOutOfRange_Throws(int iterations)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Pbkdf2.HmacSha256.DeriveKey("p"u8, "s"u8, iterations, 32));
        Assert.Throws<ArgumentException>(() => Pbkdf2.HmacSha256.DeriveKey("p"u8, "s"u8, 1, Span<byte>.Empty));
    }

    [Theory]

    // RFC 7914 section 12.
    [InlineData("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")]
    [InlineData("password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")]
    [InlineData("pleaseletmein", "SodiumChloride", 16384, 8, 1, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")]
    public void Scrypt_Rfc7914_GivesPublishedKey(string password, string salt, int cost, int blockSize, int parallelism, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Scrypt.DeriveKey(
            System.Text.Encoding.ASCII.GetBytes(password), System.Text.Encoding.ASCII.GetBytes(salt), cost, blockSize, parallelism, 64)));

    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(1, 8, 1)]
    [InlineData(3, 8, 1)]
    [InlineData(-2, 8, 1)]
    [InlineData(1024, 0, 1)]
    [InlineData(1024, 8, 0)]
    [InlineData(1 << 16, 1, 1)]
    [InlineData(1 << 21, 8, 1)]
    [InlineData(1 << 30, int.MaxValue, 1)]
    [InlineData(2, 1, int.MaxValue)]
    public void Scrypt_ParametersOutOfRange_Throws(int cost, int blockSize, int parallelism) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scrypt.DeriveKey("p"u8, "s"u8, cost, blockSize, parallelism, 32));

    [Fact]
    public void ConcatKdf_Rfc7518AppendixC_GivesPublishedKey()
    {
        // RFC 7518 appendix C: the secret, then "A128GCM", "Alice", "Bob", 128 bits.
        ReadOnlySpan<byte> secret =
        [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156,
            251, 49, 110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        var info = ConcatKdf.GetOtherInfo("A128GCM"u8, "Alice"u8, "Bob"u8, 128);
        var key = new byte[16];
        ConcatKdf.DeriveKey(secret, info, key);
        Assert.Equal("VqqN6vgjbSBcIijNcacQGg", Convert.ToBase64String(key).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    [Fact]
    public void ConcatKdf_SeveralBlocks_CountsThem()
    {
        var key = new byte[80];
        ConcatKdf.DeriveKey("secret"u8, "info"u8, key);
        Assert.Equal(HashFunction.Sha256.Hash("\0\0\0\x02secretinfo"u8), key[32..64]);
        Assert.Equal(HashFunction.Sha256.Hash("\0\0\0\x03secretinfo"u8)[..16], key[64..]);
        Assert.Throws<ArgumentException>(() => ConcatKdf.DeriveKey("s"u8, "i"u8, new byte[ConcatKdf.MaxOutputSize + 1]));
    }
}
