// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class MultiformatsTests
{
    [Fact]
    public void Multicodec_PrefixAndSplit_RoundTrip()
    {
        var bytes = Multicodec.Ed25519PublicKey.Prefix([1, 2]);

        Assert.Equal("ed010102", Hex.Encode(bytes));
        Assert.Equal(Multicodec.Ed25519PublicKey, Multicodec.Split(bytes, out var content));
        Assert.Equal([1, 2], content.ToArray());
        Assert.Equal("ed25519-pub", Multicodec.Ed25519PublicKey.ToString());
        Assert.Equal("8024", Hex.Encode(Multicodec.P256PublicKey.Prefix([])));
        Assert.Equal("d1d603", Hex.Encode(Multicodec.JwkJcsPublicKey.Prefix([])));
        Assert.Equal("0x7fff", new Multicodec(0x7fff).Name);
        Assert.Equal(bytes, Multicodec.Ed25519PublicKey.Prefix(content));
    }

    [Fact]
    public void Multicodec_BadVarint_IsRefused()
    {
        Assert.False(Multicodec.TrySplit([0xED], out _, out _));
        Assert.Throws<FormatException>(() => Multicodec.Split([0xED, 0x00], out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Multicodec(ulong.MaxValue));
    }

    [Fact]
    public void Multihash_Sha256_RoundTrips()
    {
        var multihash = Multihash.Sha256("multihash"u8);

        Assert.Equal("12209cbc07c3f991725836a3aa2a581ca2029198aa420b9d99bc0e131d9f3e2cbe47", Hex.Encode(multihash.ToBytes()));
        Assert.Equal(multihash, Multihash.Decode(multihash.ToBytes()));
        Assert.Equal(multihash.GetHashCode(), Multihash.Decode(multihash.ToBytes()).GetHashCode());
        Assert.NotEqual(multihash, Multihash.Sha256([]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("1200")]
    [InlineData("1201aa")]
    [InlineData("0002aa")]
    [InlineData("0001aabb")]
    [InlineData("00800100")]
    [InlineData("808001")]
    public void Multihash_BadBytes_IsRefused(string hex)
    {
        Assert.False(Multihash.TryDecode(Hex.Decode(hex), out _));
        Assert.Throws<FormatException>(() => Multihash.Decode(Hex.Decode(hex)));
    }

    [Fact]
    public void Multihash_WrongDigestLength_IsMisuse() =>
        Assert.Throws<ArgumentException>(() => new Multihash(Multicodec.Sha256, new byte[31]));

    [Fact]
    public void Cid_KnownContent_GivesTheIdentifiersOfIpfs()
    {
        Assert.Equal("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH", Cid.OfFile([]).ToString());
        Assert.Equal("QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o", Cid.OfFile("hello world\n"u8).ToString());
        Assert.Equal("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e", Cid.OfRaw("hello world"u8).ToString());
        Assert.Throws<ArgumentException>(() => Cid.OfFile(new byte[Cid.MaxFileSize + 1]));
    }

    [Fact]
    public void Cid_EveryForm_RoundTrips()
    {
        foreach (var cid in (Cid[])[Cid.OfFile("a"u8), Cid.OfRaw("a"u8), Cid.Create(Multicodec.DagCbor, Multihash.Sha256([]))])
        {
            Assert.Equal(cid, Cid.Parse(cid.ToString()));
            Assert.True(Cid.TryDecode(cid.ToBytes(), out var decoded));
            Assert.Equal((cid, cid.GetHashCode()), (decoded, decoded.GetHashCode()));
        }

        var raw = Cid.OfRaw("a"u8);
        Assert.Equal(raw, Cid.Parse(Multibase.Encode(MultibaseEncoding.Base58Btc, raw.ToBytes())));
        Assert.NotEqual(raw, Cid.Create(Multicodec.DagPb, raw.Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Qm")]
    [InlineData("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQI")]
    [InlineData("zQmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH")]
    [InlineData("f0155122000")]
    [InlineData("f02551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")]
    [InlineData("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5")]
    public void Cid_BadText_IsRefused(string text)
    {
        Assert.False(Cid.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Cid.Parse(text));
    }

    [Fact]
    public void Cid_MutatedTexts_AcceptsOnlyWhatRoundTrips() =>
        new MutationFuzzer(8).Run(
            [Encoding.ASCII.GetBytes(Cid.OfFile([]).ToString()), Encoding.ASCII.GetBytes(Cid.OfRaw([]).ToString())],
            20_000,
            input =>
            {
                if (Cid.TryParse(Encoding.UTF8.GetString(input), out var cid))
                {
                    Assert.Equal(cid, Cid.Parse(cid.ToString()));
                }
            });

    [Fact]
    public void Multihash_MutatedBytes_AcceptsOnlyWhatEncodesBack() =>
        new MutationFuzzer(9).Run([Multihash.Sha256([]).ToBytes(), [0x00, 0x02, 0x01, 0x02]], 20_000, input =>
        {
            if (Multihash.TryDecode(input, out var multihash))
            {
                Assert.Equal(input, multihash.ToBytes());
            }
        });
}
