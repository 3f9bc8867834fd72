// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class KeystoreTests
{
    private const string Key = "0101010101010101010101010101010101010101010101010101010101010101";

    /// <summary>Made by ethers 6.17.0, with the least work that scrypt can do.</summary>
    private static byte[] Sample { get; } =
        """
        {"address":"1a642f0e3c3af545e7acbd38b07251b3990914f1","id":"b4a6a273-301f-4db4-8b6a-43d95fd5e922","version":3,"Crypto":{
        "cipher":"aes-128-ctr","cipherparams":{"iv":"8f3f5c5b1b8d4f4a9a3c2b1d0e6f7a80"},
        "ciphertext":"13d8474ced15086dac301aaefa133b88e33a0dd8e091221c0eeb3b38fe5a8edc",
        "kdf":"scrypt","kdfparams":{"salt":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","n":2,"dklen":32,"p":1,"r":8},
        "mac":"1b29783ed8d4e13dbb5b8153c26492ecc4b69308b6efc4a79794e33051643a71"}}
        """u8.ToArray();

    [Fact]
    public void Import_RightPassphrase_GivesTheKey()
    {
        using var key = Keystore.Import(Sample, "secret"u8, KeyExportPolicy.AllowExport);
        Assert.Equal(Key, Hex.Encode(key.Export(PrivateKeyFormat.Raw)));
        using var closed = Keystore.Import(Sample, "secret"u8);
        Assert.Throws<InvalidOperationException>(() => closed.Export(PrivateKeyFormat.Raw));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Export_EachDerivation_OpensAgainAndOnlyWithThePassphrase(bool isScrypt)
    {
        using var key = PrivateKey.Import(KeyType.Secp256k1, Hex.Decode(Key), PrivateKeyFormat.Raw, KeyExportPolicy.AllowExport);
        var cost = isScrypt ? KeystoreCost.Scrypt(4) : KeystoreCost.Pbkdf2(3);
        var first = Keystore.Export(key, "secret"u8, cost);
        var second = Keystore.Export(key, "secret"u8, cost);
        Assert.NotEqual(first, second);
        Assert.DoesNotContain(Key, Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        using var read = Keystore.Import(first, "secret"u8, KeyExportPolicy.AllowExport);
        Assert.Equal(Key, Hex.Encode(read.Export(PrivateKeyFormat.Raw)));
        Assert.Equal(EthereumErrorCodes.KeystorePassphrase, Assert.Throws<SutiException>(() => Keystore.Import(first, "other"u8)).Code);
        var json = System.Text.Json.JsonElement.Parse(first);
        Assert.Equal("1a642f0e3c3af545e7acbd38b07251b3990914f1", json.GetProperty("address").GetString());
        var id = Guid.Parse(json.GetProperty("id").GetString()!);
        Assert.Equal((4, true), (id.Version, id.Variant is >= 8 and <= 11));
    }

    [Fact]
    public void Export_WhatItCannot_IsRefused()
    {
        using var closed = PrivateKey.Import(KeyType.Secp256k1, Hex.Decode(Key), PrivateKeyFormat.Raw);
        Assert.Throws<InvalidOperationException>(() => Keystore.Export(closed, "secret"u8, KeystoreCost.Scrypt(1)));
        using var other = PrivateKey.Generate(KeyType.Ed25519, KeyExportPolicy.AllowExport);
        Assert.Throws<ArgumentException>(() => Keystore.Export(other, "secret"u8, KeystoreCost.Scrypt(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeystoreCost.Scrypt(25));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeystoreCost.Scrypt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeystoreCost.Pbkdf2(0));
    }

    [Fact]
    public void Import_WrongPassphrase_IsThatCode()
    {
        var exception = Assert.Throws<SutiException>(() => Keystore.Import(Sample, "Secret"u8));
        Assert.Equal(EthereumErrorCodes.KeystorePassphrase, exception.Code);
        Assert.DoesNotContain("Secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\":3", "\"version\":1", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("\"version\":3", "\"version\":\"3\"", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("aes-128-ctr", "aes-128-cbc", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("\"kdf\":\"scrypt\"", "\"kdf\":\"argon2\"", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("\"n\":2", "\"n\":3", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"n\":2", "\"n\":1073741824", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("\"p\":1", "\"p\":2147483647", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("\"r\":8", "\"r\":0", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"dklen\":32", "\"dklen\":64", EthereumErrorCodes.KeystoreUnsupported)]
    [InlineData("1a642f0e", "1a642f0f", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"Crypto\":", "\"crypto\":{},\"Crypto\":", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"Crypto\":", "\"other\":", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"iv\":\"8f", "\"iv\":\"", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"iv\":\"8f", "\"iv\":\"8", EthereumErrorCodes.KeystoreInvalid)]
    [InlineData("\"version\":3", "\"version\":3,\"version\":3", EthereumErrorCodes.KeystoreInvalid)]
    public void Import_ChangedFile_IsRefused(string part, string other, string code)
    {
        var changed = Encoding.UTF8.GetString(Sample).Replace(part, other, StringComparison.Ordinal);
        Assert.False(Keystore.TryImport(Encoding.UTF8.GetBytes(changed), "secret"u8, out var key, out var error));
        Assert.Null(key);
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Import_Pbkdf2BeyondTheLimit_IsRefusedAtOnce()
    {
        var changed = Encoding.UTF8.GetString(Sample)
            .Replace("\"kdf\":\"scrypt\"", "\"kdf\":\"pbkdf2\"", StringComparison.Ordinal)
            .Replace("\"n\":2", "\"prf\":\"hmac-sha256\",\"c\":2000000000", StringComparison.Ordinal);
        Assert.False(Keystore.TryImport(Encoding.UTF8.GetBytes(changed), "secret"u8, out _, out var error));
        Assert.Equal(EthereumErrorCodes.KeystoreUnsupported, error.Code);
    }

    [Fact]
    public void Import_DamagedFiles_NeverThrows()
    {
        var limits = new KeystoreLimits { MaxWork = 64, MaxIterations = 10 };
        new MutationFuzzer(9101).Run([Sample], 3000, input =>
        {
            if (Keystore.TryImport(input, "secret"u8, out var key, out var error, limits: limits))
            {
                key.Dispose();
            }
            else
            {
                Assert.StartsWith("ethereum.keystore-", error.Code, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void PresaleImport_DamagedFiles_NeverThrows()
    {
        var sample = """{"encseed":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","ethaddr":"1a642f0e3c3af545e7acbd38b07251b3990914f1"}"""u8.ToArray();
        new MutationFuzzer(9102).Run([sample], 300, input => Assert.False(PresaleWallet.TryImport(input, "secret"u8, out _, out _)));
    }
}
