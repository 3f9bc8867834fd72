// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;
using Suti.Testing;

namespace Suti.Crypto.Tests;

public sealed class MultikeyTests
{
    public static TheoryData<KeyType, string> Prefixes => new()
    {
        { KeyType.Ed25519, "z6Mk" },
        { KeyType.X25519, "z6LS" },
        { KeyType.Secp256k1, "zQ3s" },
        { KeyType.P256, "zDn" },
        { KeyType.P384, "z82L" },
        { KeyType.P521, "z2J9" },
        { KeyType.Rsa, "z" },
    };

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void Encode_OfEveryType_BeginsAsItsTypeDoesAndDecodes(KeyType type, string prefix)
    {
        using var key = PrivateKey.Generate(type);
        var text = Multikey.Encode(key.PublicKey);
        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        Assert.Equal(key.PublicKey, Multikey.Decode(text));
    }

    [Fact]
    public void Decode_OfTheExampleOfDidKey_GivesItsKey()
    {
        var key = Multikey.Decode("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
        Assert.Equal(KeyType.Ed25519, key.Type);
        Assert.Equal("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6", Convert.ToHexStringLower(key.Raw));
    }

    [Theory]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")]
    [InlineData("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do")]
    [InlineData("f" + "ed01" + "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6")]
    public void TryDecode_TextThatIsNoMultikey_IsRefused(string text)
    {
        Assert.False(Multikey.TryDecode(text, out _));
        Assert.Throws<FormatException>(() => Multikey.Decode(text));
    }

    [Fact]
    public void TryDecode_AnotherLengthOrType_IsRefused()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        Assert.False(Multikey.TryDecode(Multibase.Encode(MultibaseEncoding.Base58Btc, Multicodec.Ed25519PublicKey.Prefix(new byte[31])), out _));
        Assert.False(Multikey.TryDecode(Multibase.Encode(MultibaseEncoding.Base58Btc, Multicodec.P256PublicKey.Prefix(key.PublicKey.Raw)), out _));
        Assert.False(Multikey.TryDecode(Multibase.Encode(MultibaseEncoding.Base58Btc, Multicodec.Ed25519PrivateKey.Prefix(key.PublicKey.Raw)), out _));
        Assert.True(Multikey.TryDecode(Multibase.Encode(MultibaseEncoding.Base64Url, Multicodec.Ed25519PublicKey.Prefix(key.PublicKey.Raw)), out var read));
        Assert.Equal(key.PublicKey, read);
        Assert.False(Multikey.TryDecode(new string('z', 3000), out _));
    }

    [Fact]
    public void TryDecode_OfMutations_NeverThrows()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        new MutationFuzzer(310).Run(
            [System.Text.Encoding.ASCII.GetBytes(Multikey.Encode(key.PublicKey))],
            20_000,
            input => Assert.True(!Multikey.TryDecode(System.Text.Encoding.Latin1.GetString(input), out var read) || read.Type != KeyType.Rsa));
    }
}
