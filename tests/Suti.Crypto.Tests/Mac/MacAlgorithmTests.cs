// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class MacAlgorithmTests
{
    public static TheoryData<MacAlgorithm> All => new()
    {
        MacAlgorithm.HmacSha256,
        MacAlgorithm.HmacSha384,
        MacAlgorithm.HmacSha512,
        new ManagedHmac<BlockHashState<Sha256>>(),
        new ManagedHmac<BlockHashState<Sha384>>(),
        new ManagedHmac<BlockHashState<Sha512>>(),
    };

    [Fact]
    public void Compute_Rfc4231Case2_GivesPublishedTags()
    {
        foreach (var hmac in new[] { MacAlgorithm.HmacSha256, new ManagedHmac<BlockHashState<Sha256>>() })
        {
            Assert.Equal(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Convert.ToHexStringLower(hmac.Compute("Jefe"u8, "what do ya want for nothing?"u8)));
        }
    }

    [Fact]
    public void Compute_Managed_EqualsPlatform()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var key = new byte[random.Next(300)];
            var data = new byte[random.Next(400)];
            random.NextBytes(key);
            random.NextBytes(data);
            Assert.Equal(MacAlgorithm.HmacSha256.Compute(key, data), new ManagedHmac<BlockHashState<Sha256>>().Compute(key, data));
            Assert.Equal(MacAlgorithm.HmacSha384.Compute(key, data), new ManagedHmac<BlockHashState<Sha384>>().Compute(key, data));
            Assert.Equal(MacAlgorithm.HmacSha512.Compute(key, data), new ManagedHmac<BlockHashState<Sha512>>().Compute(key, data));
        }
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Verify_AnyChange_IsFalse(MacAlgorithm mac)
    {
        var key = new byte[32];
        var data = "data"u8.ToArray();
        var tag = mac.Compute(key, data);
        Assert.True(mac.Verify(key, data, tag));
        Assert.False(mac.Verify(key, data, tag.AsSpan(0, tag.Length - 1)));
        Assert.False(mac.Verify(key, data, default));
        Assert.False(mac.Verify(key, "date"u8, tag));
        for (var i = 0; i < tag.Length; i++)
        {
            tag[i] ^= 1;
            Assert.False(mac.Verify(key, data, tag));
            tag[i] ^= 1;
        }
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Compute_IntoSpan_AllocatesNothing(MacAlgorithm mac)
    {
        var tag = new byte[mac.TagSize];
        mac.Compute(tag, tag, tag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        mac.Compute(tag, tag, tag);
        mac.Verify(tag, tag, tag);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Throws<ArgumentException>(() => mac.Compute(tag, tag, tag.AsSpan(1)));
    }
}
