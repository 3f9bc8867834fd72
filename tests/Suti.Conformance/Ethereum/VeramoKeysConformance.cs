// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>What Veramo's key manager signs and agrees on, as far as no agent is needed for it.</summary>
public sealed class VeramoKeysConformance
{
    private static readonly Dictionary<string, KeyType> Types = new()
    {
        ["Secp256k1"] = KeyType.Secp256k1,
        ["Secp256r1"] = KeyType.P256,
        ["Ed25519"] = KeyType.Ed25519,
        ["X25519"] = KeyType.X25519,
    };

    [Fact]
    public void KeyManager_SignaturesAndSecrets_AreThose()
    {
        var suite = new ConformanceSuite("veramo/keys");
        using var vectors = TestVectors.ReadJson("veramo/key-manager.json");
        foreach (var vector in vectors.RootElement.GetProperty("sign").EnumerateArray())
        {
            suite.Case(vector.Text("algorithm"), () => CheckSignature(vector));
        }

        foreach (var vector in vectors.RootElement.GetProperty("typedData").EnumerateArray())
        {
            suite.Case(vector.Text("name"), () => Hex.EncodePrefixed(
                TypedData.Parse(Encoding.UTF8.GetBytes(vector.GetProperty("typedData").GetRawText())).Digest) == vector.Text("digest"));
        }

        foreach (var vector in vectors.RootElement.GetProperty("sharedSecrets").EnumerateArray())
        {
            suite.Case(vector.Text("name"), () => CheckSecret(vector));
        }

        foreach (var vector in vectors.RootElement.GetProperty("import").EnumerateArray())
        {
            suite.Case("import/" + vector.GetProperty("input").Text("kid"), () => CheckImport(vector));
        }

        suite.Complete(15);
    }

    private static void CheckSignature(JsonElement vector)
    {
        using var key = ReadPrivate(vector.GetProperty("key"));
        switch (vector.Text("algorithm"))
        {
            case "eth_rawSign":
                Assert.Equal(
                    vector.Text("signatureHex"), Hex.EncodePrefixed(EthereumSignature.Sign(key, vector.Bytes("dataHex")).ToCompact()));
                break;
            case "eth_signTransaction":
                Assert.Equal(vector.Text("signedTransaction"), Hex.EncodePrefixed(ReadTransaction(vector).Sign(key).Encoded.Span));
                break;
            default:
                SignatureAlgorithm algorithm = vector.Text("algorithm") switch
                {
                    "ES256K" => SignatureAlgorithm.EcdsaSecp256k1,
                    "ES256" => SignatureAlgorithm.EcdsaP256,
                    _ => SignatureAlgorithm.Ed25519,
                };
                Assert.Equal(
                    vector.Text("signatureBase64Url"),
                    Base64Url.Encode(algorithm.Sign(key, Encoding.UTF8.GetBytes(vector.Text("dataUtf8")))));
                break;
        }
    }

    private static Transaction ReadTransaction(JsonElement vector)
    {
        var fields = vector.GetProperty("transaction");
        var (nonce, gasPrice, gasLimit) =
            (fields.GetProperty("nonce").GetUInt64(), fields.GetProperty("gasPrice").GetUInt64(), fields.GetProperty("gasLimit").GetUInt64());
        var (to, value) = (Address.Parse(fields.Text("to")), fields.GetProperty("value").GetUInt64());
        return vector.GetProperty("transactionType").GetInt32() == 0
            ? new LegacyTransaction { Nonce = nonce, GasPrice = gasPrice, GasLimit = gasLimit, To = to, Value = value }
            : new AccessListTransaction
            {
                ChainId = vector.GetProperty("chainId").GetUInt64(),
                Nonce = nonce,
                GasPrice = gasPrice,
                GasLimit = gasLimit,
                To = to,
                Value = value,
            };
    }

    private static void CheckSecret(JsonElement vector)
    {
        using var mine = ReadPrivate(vector.GetProperty("myKey"));
        using var key = mine.Type == KeyType.Ed25519 ? SignatureAlgorithm.Ed25519.ToX25519(mine) : null;
        var theirs = ReadPublic(vector.GetProperty("theirKey"));
        var peer = theirs.Type == KeyType.Ed25519 ? SignatureAlgorithm.Ed25519.ToX25519(theirs) : theirs;
        var secret = new byte[32];
        Assert.True(KeyAgreementAlgorithm.X25519.TryAgree(key ?? mine, peer, secret));
        Assert.Equal(vector.Text("sharedSecretHex"), Hex.Encode(secret));
    }

    private static void CheckImport(JsonElement vector)
    {
        using var key = ReadPrivate(vector.GetProperty("input"));
        var expected = vector.GetProperty("expected").Text("publicKeyHex");
        Assert.Equal(ReadPublic(vector.GetProperty("expected")), key.PublicKey);
        Assert.Equal(
            expected,
            Hex.Encode(key.PublicKey.Export(expected.StartsWith("04", StringComparison.Ordinal) ? PublicKeyFormat.Uncompressed : PublicKeyFormat.Raw)));
    }

    private static PrivateKey ReadPrivate(JsonElement key) =>
        PrivateKey.Import(Types[key.Text("type")], key.Bytes("privateKeyHex").AsSpan(0, 32));

    private static PublicKey ReadPublic(JsonElement key) => PublicKey.Import(
        Types[key.Text("type")],
        key.Bytes("publicKeyHex"),
        key.Text("publicKeyHex").StartsWith("04", StringComparison.Ordinal) ? PublicKeyFormat.Uncompressed : PublicKeyFormat.Raw);
}
