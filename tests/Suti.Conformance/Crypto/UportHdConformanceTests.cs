// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>
/// The keys of uPort's wallets: 6 keys, 2 signatures, 24 mnemonics and the 6 values of muport's key ring. Signatures there are
/// RFC 6979 without normalization of s; ours have the lower of the two, so the values are compared after that.
/// </summary>
public sealed class UportHdConformanceTests
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [Fact]
    public void UportHd_EveryValue_IsEqual()
    {
        var suite = new ConformanceSuite("uport/hd");
        using var vectors = TestVectors.ReadJson("uport/hd-derivation.json");
        var file = vectors.RootElement;
        var seed = Bip39.DeriveSeed(file.GetProperty("mnemonic").GetString());
        using var root = Bip32Key.FromSeed(seed);
        foreach (var key in file.GetProperty("keys").EnumerateArray())
        {
            suite.Case(key.GetProperty("path").GetString()!, () =>
            {
                Assert.Equal(file.GetProperty("seedHex").GetString(), Hex.Encode(seed));
                AssertKey(root, key);
            });
        }

        foreach (var signature in file.GetProperty("signatures").EnumerateArray())
        {
            suite.Case(signature.GetProperty("message").GetString()!, () => AssertSignature(
                root,
                signature.GetProperty("keyPath").GetString()!,
                signature,
                signature.TryGetProperty("rHex", out _) ? ReadRS(signature) : Base64Url.Decode(Text(signature, "joseSignatureBase64Url"))));
        }

        foreach (var row in file.GetProperty("bip39WithPassphrase").EnumerateArray())
        {
            suite.Case(Text(row, "entropyHex"), () => AssertMnemonic(row));
        }

        RunMuport(suite, file.GetProperty("muport"));
        suite.Complete(6 + 2 + 24 + 6);
    }

    private static void RunMuport(ConformanceSuite suite, JsonElement muport)
    {
        var mnemonic = Text(muport, "mnemonic");
        using var root = Bip32Key.FromSeed(Bip39.DeriveSeed(mnemonic));
        var signingKey = muport.GetProperty("signingKey");
        var managementKey = muport.GetProperty("managementKey");
        suite.Case("muport mnemonic", () => Bip39.Validate(mnemonic) == MnemonicError.None);
        suite.Case("muport signingKey", () => AssertKey(root, signingKey));
        suite.Case("muport managementKey", () => AssertKey(root, managementKey));
        suite.Case("muport asymEncryptionKey", () =>
        {
            var expected = muport.GetProperty("asymEncryptionKey");
            AssertKey(root, expected);
            using var box = PrivateKey.Import(KeyType.X25519, Hex.Decode(Text(expected, "privateKeyHex")));
            Assert.Equal(Text(expected, "publicKeyBase64"), Convert.ToBase64String(box.PublicKey.Raw));
        });
        suite.Case("muport jwtSignature", () =>
        {
            var expected = muport.GetProperty("jwtSignature");
            AssertSignature(root, Text(signingKey, "path"), expected, ReadRS(expected));
        });
        suite.Case("muport signedTransaction", () => AssertTransaction(root, Text(managementKey, "path"), muport.GetProperty("signedTransaction")));
    }

    private static void AssertKey(Bip32Key root, JsonElement expected)
    {
        using var key = root.Derive(HdPath.Parse(Text(expected, "path")));
        using var exportable = key.ToPrivateKey(KeyExportPolicy.AllowExport);
        Assert.Equal(Text(expected, "privateKeyHex"), Hex.Encode(exportable.Export(PrivateKeyFormat.Raw)));
        var uncompressed = key.PublicKey.Export(PublicKeyFormat.Uncompressed);
        if (expected.TryGetProperty("publicKeyCompressedHex", out var compressed))
        {
            Assert.Equal(compressed.GetString(), Hex.Encode(key.PublicKey.Raw));
        }

        if (expected.TryGetProperty("publicKeyUncompressedBase64", out var whole))
        {
            Assert.Equal(whole.GetString(), Convert.ToBase64String(uncompressed));
        }

        if (expected.TryGetProperty("address", out var address))
        {
            var hash = HashFunction.Keccak256.Hash(uncompressed.AsSpan(1));
            Assert.Equal(address.GetString(), Hex.EncodePrefixed(hash.AsSpan(12)), ignoreCase: true);
        }
    }

    private static void AssertMnemonic(JsonElement row)
    {
        var mnemonic = Text(row, "mnemonic");
        var seed = Bip39.DeriveSeed(mnemonic, Text(row, "passphrase"));
        Assert.Equal(Text(row, "entropyHex"), Hex.Encode(Bip39.GetEntropy(mnemonic)));
        Assert.Equal(mnemonic, Bip39.FromEntropy(Hex.Decode(Text(row, "entropyHex"))));
        Assert.Equal(Text(row, "seedHex"), Hex.Encode(seed));
        using var root = Bip32Key.FromSeed(seed);
        using var uport = root.Derive(HdPath.Parse(Text(row, "uportRootPath")));
        Assert.Equal(Text(row, "masterXprv"), root.ExportPrivate());
        Assert.Equal(Text(row, "uportRootXprv"), uport.ExportPrivate());
    }

    private static void AssertSignature(Bip32Key root, string path, JsonElement vector, byte[] expected)
    {
        using var derived = root.Derive(HdPath.Parse(path));
        using var key = derived.ToPrivateKey();
        var message = Encoding.UTF8.GetBytes(Text(vector, "message"));
        var isHigh = Normalize(expected);
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, HashFunction.Sha256.Hash(message));
        Assert.Equal(expected, signature[..64]);
        var name = vector.TryGetProperty("recoveryParity", out var parity) ? parity
            : vector.TryGetProperty("recoveryParam", out var parameter) ? parameter : default;
        if (name.ValueKind == JsonValueKind.Number)
        {
            // Taking the other s turns the point, and with it the parity.
            Assert.Equal(name.GetInt32() ^ (isHigh ? 1 : 0), signature[64]);
        }
    }

    /// <summary>A transaction from before EIP-155: v is 27 or 28, and what is signed are its first six fields.</summary>
    private static void AssertTransaction(Bip32Key root, string path, JsonElement expected)
    {
        byte[][] fields =
        [
            .. ((string[])["nonce", "gasPrice", "gasLimit", "to", "value", "data"]).Select(name =>
            {
                var bytes = Hex.DecodePrefixed(Text(expected, name));
                return name is "to" or "data" ? bytes : bytes.AsSpan().TrimStart((byte)0).ToArray();
            }),
        ];

        using var derived = root.Derive(HdPath.Parse(path));
        using var key = derived.ToPrivateKey();
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, HashFunction.Keccak256.Hash(EncodeRlp(fields)));
        var signed = EncodeRlp([.. fields, [(byte)(27 + signature[64])], signature[..32], signature[32..64]]);
        Assert.Equal(Text(expected, "signedRawTransaction"), Hex.EncodePrefixed(signed));
    }

    private static byte[] EncodeRlp(byte[][] fields)
    {
        var content = fields.SelectMany(field => field switch
        {
            [< 0x80] => field,
            { Length: < 56 } => [(byte)(0x80 + field.Length), .. field],
            _ => throw new NotSupportedException(),
        }).ToArray();
        return content.Length < 56 ? [(byte)(0xC0 + content.Length), .. content] : [0xF8, (byte)content.Length, .. content];
    }

    private static bool Normalize(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var isHigh = s > Order / 2;
        if (isHigh)
        {
            var low = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
            signature.AsSpan(32).Clear();
            low.CopyTo(signature.AsSpan(64 - low.Length));
        }

        return isHigh;
    }

    private static byte[] ReadRS(JsonElement signature) => [.. Hex.Decode(Text(signature, "rHex")), .. Hex.Decode(Text(signature, "sHex"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
