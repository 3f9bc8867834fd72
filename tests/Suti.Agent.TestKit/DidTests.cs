// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Agent.TestKit;

/// <summary>DIDs.</summary>
public abstract class DidTests : AgentTestKit
{
    [Fact]
    public async Task Providers_OfTheAgent_AreListed() =>
        Assert.Equal(
            ["did:key", "did:jwk", "did:pkh", "did:peer", "did:web", "did:webvh"],
            await Agent.Dids.GetProvidersAsync(Cancellation));

    [Theory]
    [InlineData("did:key", null, "Ed25519")]
    [InlineData("did:key", """{"keyType":"Secp256k1"}""", "Secp256k1")]
    [InlineData("did:key", """{"keyType":"X25519"}""", "X25519")]
    [InlineData("did:jwk", null, "Secp256k1")]
    [InlineData("did:jwk", """{"keyType":"Secp256r1"}""", "Secp256r1")]
    [InlineData("did:pkh", """{"chainId":10}""", "Secp256k1")]
    [InlineData("did:peer", """{"num_algo":0}""", "Ed25519")]
    [InlineData("did:peer", null, "Ed25519")]
    public async Task Create_OfflineMethod_ResolvesWithItsKey(string provider, string? options, string keyType)
    {
        var did = await Agent.Dids.CreateAsync(
            new CreateDidRequest { Provider = provider, Alias = "me", Options = options is null ? null : Json(options) }, Cancellation);
        Assert.StartsWith(provider + ":", did.Did, StringComparison.Ordinal);
        Assert.Equal(provider, did.Provider);
        Assert.Equal("me", did.Alias);
        Assert.Equal(keyType, did.Keys[0].Type);
        Assert.Equal(did.Keys[0].Kid, did.ControllerKeyId);
        var resolved = await Agent.Get<IDidResolution>().ResolveAsync(new() { DidUrl = did.Did }, Cancellation);
        Assert.Equal(did.Did, resolved.GetProperty("didDocument").GetProperty("id").GetString());
        Assert.Equal(did.Did, (await Agent.Dids.GetByAliasAsync(new() { Alias = "me" }, Cancellation)).Did);
    }

    [Fact]
    public async Task Create_WithoutProvider_TakesTheFirst() =>
        Assert.Equal("did:key", (await Agent.Dids.CreateAsync(new CreateDidRequest(), Cancellation)).Provider);

    [Fact]
    public async Task Web_KeysAndServices_ComeAndGo()
    {
        var did = await Agent.Dids.CreateAsync("web", "example.com:people:alice", Cancellation);
        Assert.Equal("did:web:example.com:people:alice", did.Did);
        var key = await Agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Cancellation);
        Assert.True((await Agent.Dids.AddKeyAsync(
            new() { Did = did.Did, Key = new() { Kid = key.Kid }, Options = Json("""{"relationships":["assertionMethod"]}""") }, Cancellation)).Success);
        var service = Json("""{"id":"#hub","type":"Hub","serviceEndpoint":"https://hub.example.com"}""");
        await Agent.Dids.AddServiceAsync(new() { Did = did.Did, Service = service }, Cancellation);
        did = await Agent.Dids.GetAsync(new() { Did = did.Did }, Cancellation);
        Assert.Equal(key.Kid, did.Keys[1].Kid);
        Assert.Equal("Hub", Assert.Single(did.Services).GetProperty("type").GetString());

        await FailsAsync(DidErrorCodes.InvalidOptions, () => Agent.Dids.AddServiceAsync(new() { Did = did.Did, Service = service }, Cancellation));
        await Agent.Dids.RemoveServiceAsync(new() { Did = did.Did, Id = did.Did + "#hub" }, Cancellation);
        await Agent.Dids.RemoveKeyAsync(new() { Did = did.Did, Kid = key.Kid }, Cancellation);
        did = await Agent.Dids.GetAsync(new() { Did = did.Did }, Cancellation);
        Assert.Empty(did.Services);
        Assert.Single(did.Keys);
        await FailsAsync(KeyErrorCodes.NotFound, () => Agent.Dids.RemoveKeyAsync(new() { Did = did.Did, Kid = key.Kid }, Cancellation));
        await FailsAsync(DidErrorCodes.NotFound, () => Agent.Dids.RemoveServiceAsync(new() { Did = did.Did, Id = "#hub" }, Cancellation));
    }

    [Fact]
    public async Task Web_RotatedKey_IsAnotherOfTheSameType()
    {
        var did = await Agent.Dids.CreateAsync("web", "example.com", Cancellation);
        var rotated = await Agent.Dids.RotateKeyAsync(new() { Did = did.Did, Kid = did.Keys[0].Kid }, Cancellation);
        var key = Assert.Single(rotated.Keys);
        Assert.NotEqual(did.Keys[0].Kid, key.Kid);
        Assert.Equal(did.Keys[0].Type, key.Type);
        Assert.Equal(key.Kid, rotated.ControllerKeyId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"preRotation":true,"portable":true}""")]
    public async Task WebVh_Life_IsWrittenIntoItsLog(string options)
    {
        var did = await Agent.Dids.CreateAsync(
            new CreateDidRequest { Provider = "did:webvh", Alias = "example.com/alice", Options = Json(options) }, Cancellation);
        Assert.EndsWith(":example.com:alice", did.Did, StringComparison.Ordinal);
        Assert.Equal(3, did.Keys.Count);
        await Agent.Dids.AddServiceAsync(
            new() { Did = did.Did, Service = Json("""{"id":"#hub","type":"Hub","serviceEndpoint":"https://hub.example.com"}""") }, Cancellation);
        var signing = did.Keys[1].Kid;
        did = await Agent.Dids.RotateKeyAsync(new() { Did = did.Did, Kid = signing }, Cancellation);
        Assert.DoesNotContain(did.Keys, key => key.Kid == signing);
        Assert.Single(did.Services);
        await FailsAsync(KeyErrorCodes.InUse, () => Agent.Dids.RemoveKeyAsync(new() { Did = did.Did, Kid = did.ControllerKeyId! }, Cancellation));
        await Agent.Dids.DeactivateAsync(new() { Did = did.Did }, Cancellation);
        await FailsAsync(DidErrorCodes.InvalidDid, () => Agent.Dids.RemoveServiceAsync(new() { Did = did.Did, Id = "#hub" }, Cancellation));
    }

    [Fact]
    public async Task Find_ByAliasOrProvider_GivesThoseOnly()
    {
        var alice = await Agent.Dids.CreateAsync("key", "alice", Cancellation);
        var bob = await Agent.Dids.CreateAsync("jwk", "bob", Cancellation);
        Assert.Equal([alice.Did], (await Agent.Dids.FindAsync(new() { Alias = "alice" }, Cancellation)).Select(did => did.Did));
        Assert.Equal([bob.Did], (await Agent.Dids.FindAsync(new() { Provider = "did:jwk" }, Cancellation)).Select(did => did.Did));
        Assert.Equal(2, (await Agent.Dids.FindAsync(new(), Cancellation)).Length);
        Assert.Empty(await Agent.Dids.FindAsync(new() { Alias = "alice", Provider = "did:jwk" }, Cancellation));
    }

    [Fact]
    public async Task Alias_IsOfOneDid()
    {
        var alice = await Agent.Dids.CreateAsync("key", "alice", Cancellation);
        var failure = await FailsAsync(ManagedDidErrorCodes.Exists, () => Agent.Dids.CreateAsync("key", "alice", Cancellation));
        Assert.Equal($"illegal_argument: Identifier with alias: alice already exists: {alice.Did}", failure.Message);
        var bob = await Agent.Dids.CreateAsync("key", "bob", Cancellation);
        await FailsAsync(ManagedDidErrorCodes.Exists, () => Agent.Dids.SetAliasAsync(new() { Did = bob.Did, Alias = "alice" }, Cancellation));
        Assert.True(await Agent.Dids.SetAliasAsync(new() { Did = alice.Did, Alias = "alicia" }, Cancellation));
        Assert.True(await Agent.Dids.SetAliasAsync(new() { Did = bob.Did, Alias = "alice" }, Cancellation));
        Assert.Equal(bob.Did, (await Agent.Dids.GetByAliasAsync(new() { Alias = "alice" }, Cancellation)).Did);
        await FailsAsync(ManagedDidErrorCodes.NotFound, () => Agent.Dids.GetByAliasAsync(new() { Alias = "bob" }, Cancellation));
    }

    [Fact]
    public async Task GetOrCreate_SameAlias_GivesTheSameDid()
    {
        var request = new CreateDidRequest { Alias = "alice", Provider = "did:key" };
        var first = await Agent.Dids.GetOrCreateAsync(request, Cancellation);
        Assert.Equal(first.Did, (await Agent.Dids.GetOrCreateAsync(request, Cancellation)).Did);
        await FailsAsync(ManagedDidErrorCodes.Exists, () => Agent.Dids.GetOrCreateAsync(request with { Provider = "did:jwk" }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Dids.GetOrCreateAsync(new(), Cancellation));
    }

    [Fact]
    public async Task GetOrCreate_ManyAtOnce_CreatesOne()
    {
        var dids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Agent.Dids.GetOrCreateAsync(new() { Alias = "alice", Provider = "did:key" }, Cancellation)));
        Assert.Single(dids.Select(did => did.Did).Distinct());
        Assert.Single(await Agent.Dids.FindAsync(new(), Cancellation));
    }

    [Fact]
    public async Task Import_DidWithItsKey_CanSign()
    {
        const string Seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        const string Did = "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
        var imported = await Agent.Dids.ImportAsync(
            new() { Did = Did, Alias = "old", Keys = [new() { Type = "Ed25519", PrivateKeyHex = Seed, Kms = "local" }] }, Cancellation);
        Assert.Equal("did:key", imported.Provider);
        Assert.Equal(imported.Keys[0].Kid, imported.ControllerKeyId);
        Assert.Equal(Did, (await Agent.Dids.GetAsync(new() { Did = Did }, Cancellation)).Did);
        await FailsAsync(ManagedDidErrorCodes.Exists, () => Agent.Dids.ImportAsync(
            new() { Did = Did, Keys = [new() { Type = "Ed25519", PrivateKeyHex = Seed }] }, Cancellation));
    }

    [Fact]
    public async Task Delete_Did_TakesItsKeysAlong()
    {
        var did = await Agent.Dids.CreateAsync("key", "alice", Cancellation);
        Assert.True(await Agent.Dids.DeleteAsync(new() { Did = did.Did }, Cancellation));
        var failure = await FailsAsync(ManagedDidErrorCodes.NotFound, () => Agent.Dids.GetAsync(new() { Did = did.Did }, Cancellation));
        Assert.StartsWith("Identifier not found", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await Agent.Keys.ListAsync(new(), Cancellation));
        Assert.Equal("alice", (await Agent.Dids.CreateAsync("key", "alice", Cancellation)).Alias);
    }

    [Fact]
    public async Task Mistakes_OfACaller_HaveTheirCodes()
    {
        var did = await Agent.Dids.CreateAsync("key", cancellationToken: Cancellation);
        var unknown = await FailsAsync(ManagedDidErrorCodes.UnknownProvider, () => Agent.Dids.CreateAsync("nope", cancellationToken: Cancellation));
        Assert.Equal("Identifier provider does not exist: did:nope", unknown.Message);
        await FailsAsync(KeyErrorCodes.UnknownSystem, () => Agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key", Kms = "cloud" }, Cancellation));
        await FailsAsync(KeyErrorCodes.Unsupported, () => Agent.Dids.CreateAsync(
            new CreateDidRequest { Provider = "did:key", Options = Json("""{"keyType":"Ed448"}""") }, Cancellation));
        await FailsAsync(DidErrorCodes.InvalidOptions, () => Agent.Dids.CreateAsync(
            new CreateDidRequest { Provider = "did:key", Options = Json("""{"keyType":1}""") }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Dids.CreateAsync(
            new CreateDidRequest { Provider = "did:key", Options = Json("[]") }, Cancellation));
        await FailsAsync(DidErrorCodes.InvalidOptions, () => Agent.Dids.CreateAsync("web", cancellationToken: Cancellation));
        await FailsAsync(DidErrorCodes.InvalidOptions, () => Agent.Dids.CreateAsync("web", "not a host", Cancellation));
        await FailsAsync(ManagedDidErrorCodes.NotSupported, () => Agent.Dids.AddServiceAsync(
            new() { Did = did.Did, Service = Json("""{"id":"#a","type":"A","serviceEndpoint":"https://a.example"}""") }, Cancellation));
        await FailsAsync(ManagedDidErrorCodes.NotSupported, () => Agent.Dids.DeactivateAsync(new() { Did = did.Did }, Cancellation));
        await FailsAsync(ManagedDidErrorCodes.NotFound, () => Agent.Dids.DeleteAsync(new() { Did = "did:key:zUnknown" }, Cancellation));
        await FailsAsync(DidErrorCodes.InvalidOptions, () => Agent.Dids.AddServiceAsync(
            new() { Did = did.Did, Service = Json("""{"type":"A"}""") }, Cancellation));
    }

    [Fact]
    public async Task Resolve_WhatIsNoDid_SaysSoInTheResult()
    {
        var result = await Agent.Get<IDidResolution>().ResolveAsync(new() { DidUrl = "nonsense" }, Cancellation);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("didDocument").ValueKind);
        Assert.Contains("invalidDid", result.GetProperty("didResolutionMetadata").GetProperty("error").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Component_ById_IsFoundInItsSection()
    {
        var resolution = Agent.Get<IDidResolution>();
        var document = Json("""
            {"id":"did:web:a.example","verificationMethod":[{"id":"#k1","type":"Multikey"},{"id":"did:web:a.example#k2","type":"Multikey"}],
             "assertionMethod":["#k1"],"service":[{"id":"#s","type":"Hub","serviceEndpoint":"https://a.example"}]}
            """);
        var key = await resolution.GetComponentAsync(new() { DidDocument = document, DidUrl = "did:web:a.example#k1", Section = "assertionMethod" }, Cancellation);
        Assert.Equal("did:web:a.example#k1", key.GetProperty("id").GetString());
        var service = await resolution.GetComponentAsync(new() { DidDocument = document, DidUrl = "#s" }, Cancellation);
        Assert.Equal("Hub", service.GetProperty("type").GetString());
        var failure = await FailsAsync(ManagedDidErrorCodes.ComponentNotFound, () =>
            resolution.GetComponentAsync(new() { DidDocument = document, DidUrl = "did:web:a.example#k2", Section = "assertionMethod" }, Cancellation));
        Assert.Equal("not_found: DID document fragment (did:web:a.example#k2) could not be located.", failure.Message);
    }
}
