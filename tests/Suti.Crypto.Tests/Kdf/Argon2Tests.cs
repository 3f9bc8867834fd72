// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class Argon2Tests
{
    [Theory]

    // RFC 9106 section 5.
    [InlineData(0, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb")]
    [InlineData(1, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8")]
    [InlineData(2, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")]
    public void DeriveKey_Rfc9106_GivesPublishedTag(int variant, string expected)
    {
        var output = new byte[32];
        Argon2.DeriveKey(
            (Argon2Variant)variant, Repeat(1, 32), Repeat(2, 16), 3, 32, 4, output, Repeat(3, 8), Repeat(4, 12));
        Assert.Equal(expected, Convert.ToHexStringLower(output));
    }

    [Fact]
    public void DeriveKey_RandomInputs_EqualsLibSodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var password = new byte[random.Next(1, 100)];
            var salt = new byte[16];
            var expected = new byte[random.Next(16, 150)];
            random.NextBytes(password);
            random.NextBytes(salt);
            var passes = random.Next(1, 4);
            var memory = random.Next(8, 600);
            Assert.Equal(0, LibSodium.crypto_pwhash(
                expected,
                (ulong)expected.Length,
                password,
                (ulong)password.Length,
                salt,
                (ulong)passes,
                (nuint)memory * 1024,
                algorithm: 2));
            Assert.Equal(expected, Argon2id.DeriveKey(password, salt, passes, memory, 1, expected.Length));
        }
    }

    [Theory]
    [InlineData(0, 64, 1)]
    [InlineData(Argon2id.MaxPasses + 1, 64, 1)]
    [InlineData(1, 7, 1)]
    [InlineData(1, 15, 2)]
    [InlineData(1, Argon2id.MaxMemoryInKibibytes + 1, 1)]
    [InlineData(1, 64, 0)]
    [InlineData(1, Argon2id.MaxMemoryInKibibytes, Argon2id.MaxLanes + 1)]
    public void DeriveKey_NumberOutOfRange_Throws(int passes, int memory, int lanes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Argon2id.DeriveKey("p"u8, new byte[16], passes, memory, lanes, 32));

    [Fact]
    public void DeriveKey_ShortSaltOrOutput_Throws()
    {
        Assert.Throws<ArgumentException>(() => Argon2id.DeriveKey("p"u8, new byte[7], 1, 8, 1, 32));
        Assert.Throws<ArgumentException>(() => Argon2id.DeriveKey("p"u8, new byte[8], 1, 8, 1, new byte[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Argon2id.DeriveKey("p"u8, new byte[8], 1, 8, 1, 3));
    }

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
