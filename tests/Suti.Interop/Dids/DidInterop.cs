// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>did-resolver</c> with <c>key-did-resolver</c>, <c>web-did-resolver</c> and Veramo's did:jwk: what we create, they resolve.</summary>
public sealed class DidInterop : IDisposable
{
    private readonly InteropPeer _peer = new("dids.mjs");

    public void Dispose() => _peer.Dispose();

    [Theory]
    [InlineData(KeyType.Ed25519)]
    [InlineData(KeyType.Secp256k1)]
    [InlineData(KeyType.P256)]
    [InlineData(KeyType.P384)]
    [InlineData(KeyType.P521)]
    public async Task KeyDidResolver_OurDid_HasTheSameKey(KeyType type)
    {
        using var key = GenerateWithoutLeadingZeros(type);
        var did = KeyDidMethod.Create(key.PublicKey).ToString();
        var theirs = Resolve(did);
        Assert.Equal(key.PublicKey, theirs.VerificationMethods[0].PublicKey);
        var ours = (await new DidResolver([new KeyDidMethod()]).ResolveAsync(did, cancellationToken: TestContext.Current.CancellationToken)).GetDocument();
        Assert.Equal(ours.VerificationMethods[0].Id, theirs.VerificationMethods[0].Id);
        Assert.Equal(
            ours.GetMethodIds(VerificationRelationship.AssertionMethod).Select(id => id.ToString()),
            theirs.GetMethodIds(VerificationRelationship.AssertionMethod).Select(id => id.ToString()));
    }

    [Theory]
    [InlineData(KeyType.Ed25519, "sig")]
    [InlineData(KeyType.X25519, "enc")]
    [InlineData(KeyType.Secp256k1, "sig")]
    [InlineData(KeyType.P256, "enc")]
    public async Task DidProviderJwk_OurDid_HasTheSameDocument(KeyType type, string use)
    {
        using var key = PrivateKey.Generate(type);
        var did = JwkDidMethod.Create(key.PublicKey, use).ToString();
        var theirs = Resolve(did);
        var ours = (await new DidResolver([new JwkDidMethod()]).ResolveAsync(did, cancellationToken: TestContext.Current.CancellationToken)).GetDocument();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ours.ToJson()), JsonNode.Parse(theirs.ToJson())), $"{ours.ToJson()} {theirs.ToJson()}");
    }

    [Fact]
    public async Task WebDidResolver_OurPublishedDocument_IsTheSame()
    {
        using var place = new LoopbackPlace(_peer);
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        foreach (var path in new[] { "", ":people:alice" })
        {
            var did = Did.Parse($"did:web:localhost%3A{place.Port}{path}");
            var document = new DidDocumentBuilder(did)
                .AddKey("#key-1", key.PublicKey, VerificationRelationship.Signing)
                .AddService(DidService.Create("#inbox", "Inbox", "https://example.com/inbox"))
                .Build();
            place.Publish(path.Length == 0 ? "/.well-known/did.json" : path.Replace(':', '/') + "/did.json", document.ToJson());
            Assert.Equal(document.ToJson(), Resolve(did.ToString()).ToJson());
            var ours = await new DidResolver([new WebDidMethod(LoopbackPlace.Options)]).ResolveAsync(did.ToString(), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(document.ToJson(), ours.GetDocument().ToJson());
        }

        // A document of another is refused by both.
        var stranger = $"did:web:localhost%3A{place.Port}:stranger";
        place.Publish("/stranger/did.json", """{"id":"did:web:example.com"}""");
        Assert.Equal("notFound", (string?)_peer.Call("resolve", new() { ["did"] = stranger })!["didResolutionMetadata"]!["error"]);
        var refused = await new DidResolver([new WebDidMethod(LoopbackPlace.Options)]).ResolveAsync(stranger, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(DidErrorCodes.InvalidDidDocument, refused.Error?.Code);
    }

    /// <summary>key-did-resolver drops the leading zeros of a JWK's coordinates, which RFC 7518 §6.2.1.2 demands and our reader wants.</summary>
    private static PrivateKey GenerateWithoutLeadingZeros(KeyType type)
    {
        while (true)
        {
            var key = PrivateKey.Generate(type);
            var jwk = JsonNode.Parse(Jwk.FromPublicKey(key.PublicKey).ToPublicJson())!;
            if (!new[] { "x", "y" }.Any(name => jwk[name] is { } coordinate && Base64Url.Decode((string)coordinate!)[0] == 0))
            {
                return key;
            }

            key.Dispose();
        }
    }

    private DidDocument Resolve(string did)
    {
        var result = _peer.Call("resolve", new() { ["did"] = did })!;
        Assert.True(result["didDocument"] is JsonObject, result.ToJsonString());
        return DidDocument.Parse(System.Text.Encoding.UTF8.GetBytes(result["didDocument"]!.ToJsonString()));
    }
}
