// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>jose</c>, both directions.</summary>
public sealed class JoseInterop : IDisposable
{
    private const string Text = "It's a dangerous business, Frodo, going out your door.";

    private readonly InteropPeer _peer = new("jose.mjs");

    public static TheoryData<string, KeyType> Signatures => new()
    {
        { "EdDSA", KeyType.Ed25519 },
        { "Ed25519", KeyType.Ed25519 },
        { "ES256", KeyType.P256 },
        { "ES384", KeyType.P384 },
        { "ES512", KeyType.P521 },
        { "RS256", KeyType.Rsa },
        { "PS256", KeyType.Rsa },
        { "PS512", KeyType.Rsa },
    };

    public static TheoryData<string, string, KeyType> Encryptions => new()
    {
        { "ECDH-ES", "A256GCM", KeyType.P256 },
        { "ECDH-ES", "A128CBC-HS256", KeyType.X25519 },
        { "ECDH-ES+A128KW", "A128GCM", KeyType.P384 },
        { "ECDH-ES+A192KW", "A192CBC-HS384", KeyType.P521 },
        { "ECDH-ES+A256KW", "A256CBC-HS512", KeyType.X25519 },
        { "RSA-OAEP", "A256GCM", KeyType.Rsa },
        { "RSA-OAEP-256", "A192GCM", KeyType.Rsa },
    };

    public void Dispose() => _peer.Dispose();

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Jose_Signatures_VerifyBothWays(string name, KeyType type)
    {
        Assert.True(JwsAlgorithm.TryGet(name, out var algorithm));
        using var key = PrivateKey.Generate(type, KeyExportPolicy.AllowExport);
        using var jwk = Jwk.FromPrivateKey(key);
        var token = Jws.Sign(Encoding.UTF8.GetBytes(Text), key, algorithm);
        Assert.Equal(Text, (string)_peer.Call("jose.verify", new() { ["jwk"] = Public(jwk), ["algorithm"] = name, ["token"] = token })!);

        var theirs = (string)_peer.Call("jose.sign", new() { ["jwk"] = Private(jwk), ["algorithm"] = name, ["payload"] = Text })!;
        Assert.True(Jws.TryParse(theirs, out var jws, out _));
        Assert.True(jws.Verify(key.PublicKey, [algorithm], out var error), error?.ToString());
        Assert.Equal(Text, Encoding.UTF8.GetString(jws.Payload.Span));
        Assert.Equal(Base64Url.Encode(jwk.GetThumbprint()), (string)_peer.Call("jose.thumbprint", new() { ["jwk"] = Public(jwk) })!);

        using var other = PrivateKey.Generate(type);
        _peer.Refusal("jose.verify", new() { ["jwk"] = Public(Jwk.FromPublicKey(other.PublicKey)), ["algorithm"] = name, ["token"] = token });
    }

    [Theory]
    [MemberData(nameof(Encryptions))]
    public async Task Jose_Encryption_DecryptsBothWays(string name, string encryptionName, KeyType type)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        Assert.True(JweEncryption.TryGet(encryptionName, out var encryption));
        using var key = PrivateKey.Generate(type, KeyExportPolicy.AllowExport);
        using var jwk = Jwk.FromPrivateKey(key);
        var recipient = JweRecipient.FromPublicKey(key.PublicKey, algorithm);
        var token = await Jwe.EncryptAsync(Encoding.UTF8.GetBytes(Text), recipient, new JweOptions { Encryption = encryption });
        Assert.Equal(Text, (string)_peer.Call("jose.decrypt", Arguments(Private(jwk), "token", token))!);

        var theirs = (string)_peer.Call("jose.encrypt", Arguments(Public(jwk), "plaintext", Text))!;
        Assert.True(Jwe.TryParse(theirs, out var jwe, out _));
        var result = await jwe.DecryptAsync(JweKey.FromJwk(jwk), new JwePolicy { Algorithms = [algorithm] });
        Assert.True(result.IsDecrypted, result.Error?.ToString());
        Assert.Equal(Text, Encoding.UTF8.GetString(result.Plaintext));

        JsonObject Arguments(JsonNode from, string member, string value) =>
            new() { ["jwk"] = from, ["algorithm"] = name, ["encryption"] = encryptionName, [member] = value };
    }

    [Theory]
    [InlineData("dir", 32)]
    [InlineData("A256KW", 32)]
    [InlineData("A128GCMKW", 16)]
    public async Task Jose_SharedSecret_DecryptsBothWays(string name, int size)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        using var jwk = Jwk.FromSecret(RandomSource.System.GetBytes(size));
        var secret = Base64Url.Decode((string)JsonNode.Parse(jwk.ToPrivateJson())!["k"]!);
        var token = await Jwe.EncryptAsync(Encoding.UTF8.GetBytes(Text), JweRecipient.FromSecret(secret, algorithm));
        Assert.Equal(Text, (string)_peer.Call("jose.decrypt", new() { ["jwk"] = Private(jwk), ["algorithm"] = name, ["encryption"] = "A256GCM", ["token"] = token })!);
        var theirs = (string)_peer.Call("jose.encrypt", new() { ["jwk"] = Private(jwk), ["algorithm"] = name, ["encryption"] = "A256GCM", ["plaintext"] = Text })!;
        Assert.True(Jwe.TryParse(theirs, out var jwe, out _));
        Assert.True((await jwe.DecryptAsync(JweKey.FromJwk(jwk), new JwePolicy { Algorithms = [algorithm] })).IsDecrypted);
    }

    internal static JsonNode Public(Jwk key) => JsonNode.Parse(key.ToPublicJson())!;

    internal static JsonNode Private(Jwk key) => JsonNode.Parse(key.ToPrivateJson())!;
}
