// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>did-jwt</c>, both directions.</summary>
public sealed class DidJwtInterop : IDisposable
{
    private const string Issuer = "did:example:issuer";
    private const string Text = "Hello, Bob.";

    private readonly InteropPeer _peer = new("jose.mjs");

    public void Dispose() => _peer.Dispose();

    [Theory]
    [InlineData("ES256K", KeyType.Secp256k1, "EcdsaSecp256k1VerificationKey2019")]
    [InlineData("ES256", KeyType.P256, "JsonWebKey2020")]
    [InlineData("EdDSA", KeyType.Ed25519, "Ed25519VerificationKey2018")]
    public void DidJwt_Tokens_VerifyBothWays(string name, KeyType type, string methodType)
    {
        Assert.True(JwsAlgorithm.TryGet(name, out var algorithm));
        using var key = PrivateKey.Generate(type, KeyExportPolicy.AllowExport);
        var document = Document(key.PublicKey, methodType);
        var claims = new JwtContent
        {
            Issuer = Issuer,
            Audience = ["did:example:verifier"],
            IssuedAt = TimeProvider.System.GetUtcNow(),
            ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(5),
            Additional = new JsonObject { ["claims"] = new JsonObject { ["name"] = "Bob" } },
        };
        var token = Jwt.Sign(claims, key, algorithm);
        var payload = _peer.Call("did-jwt.verify", new() { ["token"] = token, ["document"] = document.DeepClone(), ["audience"] = "did:example:verifier" })!;
        Assert.Equal("Bob", (string)payload["claims"]!["name"]!);

        var secret = Convert.ToHexStringLower(key.Export(PrivateKeyFormat.Raw));
        var theirs = (string)_peer.Call("did-jwt.create", new() { ["algorithm"] = name, ["secret"] = secret, ["issuer"] = Issuer, ["claims"] = new JsonObject { ["name"] = "Bob" } })!;
        Assert.True(Jwt.TryParse(theirs, out var jwt, out var error), error?.ToString());
        Assert.True(jwt.Verify(key.PublicKey, new JwtPolicy { Algorithms = [algorithm], Issuer = Issuer, Type = "JWT" }, out error), error?.ToString());

        // The same token, verified with another key.
        using var other = PrivateKey.Generate(type);
        _peer.Refusal("did-jwt.verify", new() { ["token"] = token, ["document"] = Document(other.PublicKey, methodType), ["audience"] = "did:example:verifier" });
    }

    [Fact]
    public async Task DidJwt_DirectMessages_DecryptBothWays()
    {
        var secret = RandomSource.System.GetBytes(32);
        var recipient = JweRecipient.FromSecret(secret, JweAlgorithm.Direct);
        // did-jwt looks for alg in the protected header, where the compact form has it.
        var compact = (await Jwe.EncryptAsync(Encoding.UTF8.GetBytes(Text), recipient, new JweOptions { Encryption = JweEncryption.Xc20P })).Split('.');
        var parts = new JsonObject { ["protected"] = compact[0], ["iv"] = compact[2], ["ciphertext"] = compact[3], ["tag"] = compact[4] };
        var hex = Convert.ToHexStringLower(secret);
        Assert.Equal(Text, (string)_peer.Call("did-jwt.decrypt-dir", new() { ["secret"] = hex, ["jwe"] = parts })!);
        await Decrypts(_peer.Call("did-jwt.encrypt-dir", new() { ["secret"] = hex, ["plaintext"] = Text })!, JweKey.FromSecret(secret), JweAlgorithm.Direct);
    }

    [Fact]
    public async Task DidJwt_AgreedMessages_AreRead()
    {
        using var key = PrivateKey.Generate(KeyType.X25519, KeyExportPolicy.AllowExport);
        var message = _peer.Call("did-jwt.encrypt", new() { ["publicKey"] = Convert.ToHexStringLower(key.PublicKey.Raw), ["plaintext"] = Text })!;
        await Decrypts(message, JweKey.FromAgreement(key, "key-1"), JweAlgorithm.EcdhEsXc20PKW);
    }

    private static async Task Decrypts(JsonNode message, JweKey key, JweAlgorithm algorithm)
    {
        Assert.True(Jwe.TryParseJson(Encoding.UTF8.GetBytes(message.ToJsonString()), out var jwe, out var error, allowRepeatedMembers: true), error?.ToString());
        var result = await jwe.DecryptAsync(key, new JwePolicy { Algorithms = [algorithm] });
        Assert.True(result.IsDecrypted, result.Error?.ToString());
        Assert.Equal(Text, Encoding.UTF8.GetString(result.Plaintext));
    }

    private static JsonObject Document(PublicKey key, string methodType)
    {
        var method = new JsonObject { ["id"] = Issuer + "#key-1", ["type"] = methodType, ["controller"] = Issuer };
        if (key.Type == KeyType.Ed25519)
        {
            method["publicKeyBase58"] = Base58.Encode(key.Raw);
        }
        else if (key.Type == KeyType.Secp256k1)
        {
            method["publicKeyHex"] = Convert.ToHexStringLower(key.Raw);
        }
        else
        {
            method["publicKeyJwk"] = JoseInterop.Public(Jwk.FromPublicKey(key));
        }

        return new JsonObject { ["id"] = Issuer, ["verificationMethod"] = new JsonArray(method), ["assertionMethod"] = new JsonArray(Issuer + "#key-1"), ["authentication"] = new JsonArray(Issuer + "#key-1") };
    }
}
