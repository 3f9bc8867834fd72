// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class KeyWrapAlgorithmTests
{
    // RFC 3394 §4.1 to §4.6.
    [Theory]
    [InlineData("000102030405060708090A0B0C0D0E0F", "00112233445566778899AABBCCDDEEFF", "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")]
    [InlineData("000102030405060708090A0B0C0D0E0F1011121314151617", "00112233445566778899AABBCCDDEEFF", "96778B25AE6CA435F92B5B97C050AED2468AB8A17AD84E5D")]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF", "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7")]
    [InlineData("000102030405060708090A0B0C0D0E0F1011121314151617", "00112233445566778899AABBCCDDEEFF0001020304050607", "031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2")]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF0001020304050607", "A8F9BC1612C68B3FF6E6F4FBE30E71E4769C8B80A32CB8958CD5D17D6B254DA1")]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F", "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")]
    public void KeyWrap_PublishedVectors_AreGiven(string key, string data, string wrapped) =>
        AssertGives(Of(key.Length / 2, isPadded: false), key, data, wrapped);

    // RFC 5649 §6.
    [Theory]
    [InlineData("C37B7E6492584340BED12207808941155068F738", "138BDEAA9B8FA7FC61F97742E72248EE5AE6AE5360D1AE6A5F54F373FA543B6A")]
    [InlineData("466F7250617369", "AFBEB0F07DFBF5419200F2CCB50BB24F")]
    public void KeyWrapWithPadding_PublishedVectors_AreGiven(string data, string wrapped) =>
        AssertGives(KeyWrapAlgorithm.Aes192KeyWrapWithPadding, "5840DF6E29B02AF1AB493B705BF16EA1AE8338F4DCC176A8", data, wrapped);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryUnwrap_AnyChange_IsRefusedAndLeavesNothing(bool isPadded)
    {
        var algorithm = Of(16, isPadded);
        var key = new byte[16];
        foreach (var size in isPadded ? (int[])[1, 8, 9, 24, 200] : [16, 24, 200])
        {
            var wrapped = algorithm.Wrap(key, new byte[size]);
            var destination = new byte[wrapped.Length];
            for (var bit = 0; bit < wrapped.Length * 8; bit++)
            {
                wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(algorithm.TryUnwrap(key, wrapped, destination, out var length));
                Assert.Equal(0, length);
                Assert.False(destination.AsSpan().ContainsAnyExcept((byte)0));
                wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(23)]
    [InlineData(25)]
    public void TryUnwrap_NoSuchSize_IsRefused(int size)
    {
        Assert.False(KeyWrapAlgorithm.Aes128KeyWrap.TryUnwrap(new byte[16], new byte[size], out _));
        Assert.False(KeyWrapAlgorithm.Aes128KeyWrapWithPadding.TryUnwrap(new byte[16], new byte[size], out _));
    }

    [Fact]
    public void Wrap_WrongSizes_AreMisuse()
    {
        var algorithm = KeyWrapAlgorithm.Aes128KeyWrap;
        Assert.Throws<ArgumentOutOfRangeException>(() => algorithm.Wrap(new byte[16], new byte[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => algorithm.Wrap(new byte[16], new byte[17]));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyWrapAlgorithm.Aes128KeyWrapWithPadding.Wrap(new byte[16], default));
        Assert.Throws<ArgumentException>(() => algorithm.Wrap(new byte[17], new byte[16]));
        Assert.Throws<ArgumentException>(() => algorithm.Wrap(new byte[16], new byte[16], new byte[23]));
        Assert.Throws<ArgumentException>(() => algorithm.TryUnwrap(new byte[16], new byte[24], new byte[15], out _));
        Assert.Throws<ArgumentException>(() => algorithm.TryUnwrap(new byte[15], new byte[24], out _));
        Assert.False(algorithm.TryUnwrap(new byte[16], new byte[KeyWrapAlgorithm.MaxKeyDataSize + 16], out _));
    }

    [Fact]
    public void WrapAndUnwrap_IntoSpans_AllocateNothing()
    {
        var (key, data, wrapped) = (new byte[32], new byte[32], new byte[40]);
        KeyWrapAlgorithm.Aes256KeyWrap.Wrap(key, data, wrapped);
        KeyWrapAlgorithm.Aes256KeyWrap.TryUnwrap(key, wrapped, data, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        KeyWrapAlgorithm.Aes256KeyWrap.Wrap(key, data, wrapped);
        KeyWrapAlgorithm.Aes256KeyWrap.TryUnwrap(key, wrapped, data, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static KeyWrapAlgorithm Of(int keySize, bool isPadded) => (keySize, isPadded) switch
    {
        (16, false) => KeyWrapAlgorithm.Aes128KeyWrap,
        (24, false) => KeyWrapAlgorithm.Aes192KeyWrap,
        (32, false) => KeyWrapAlgorithm.Aes256KeyWrap,
        _ => KeyWrapAlgorithm.Aes128KeyWrapWithPadding,
    };

    private static void AssertGives(KeyWrapAlgorithm algorithm, string key, string data, string wrapped)
    {
        Assert.Equal(wrapped, Convert.ToHexString(algorithm.Wrap(Convert.FromHexString(key), Convert.FromHexString(data))));
        Assert.True(algorithm.TryUnwrap(Convert.FromHexString(key), Convert.FromHexString(wrapped), out var unwrapped));
        Assert.Equal(data, Convert.ToHexString(unwrapped));
    }
}
