// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Creation, change and the end with keys of an agent.</summary>
public sealed class EthrControlTests(EthrChain chain) : IClassFixture<EthrChain>
{
    [Fact]
    public async Task CreateUpdateDeactivate_WithKeysOfAnAgent_StandInTheRegistry()
    {
        using var keys = new Keys();
        var method = chain.Method();
        var did = await method.CreateAsync(new DidCreation(), keys, default);
        Assert.StartsWith("did:ethr:development:0x0", did.Did.ToString(), StringComparison.Ordinal);
        Assert.True(EthrIdentifier.TryParse(did.Did, out var identifier));
        await chain.Anvil.FundAsync(identifier.Address.ToString());

        var other = await keys.CreateAsync(KeyType.Ed25519);
        var key = new ControlledKey(other.KeyId, other.PublicKey, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication);
        did = await method.UpdateAsync(did, new DidKeyAddition(key), Options("""{"ttl":3600}"""), keys, default);
        did = await method.UpdateAsync(did, new DidServiceAddition(DidService.Create("#hub", "Hub", "https://hub.example")), default, keys, default);
        var document = (await method.ResolveAsync(did.Did, new(), default)).GetDocument();
        Assert.Equal(other.PublicKey, document.GetMethods(VerificationRelationship.AssertionMethod)[^1].PublicKey);
        Assert.Equal(other.PublicKey, document.GetMethods(VerificationRelationship.Authentication)[^1].PublicKey);
        Assert.Single(document.Services);

        did = await method.UpdateAsync(did, new DidKeyRemoval(other.KeyId), default, keys, default);
        did = await method.UpdateAsync(did, new DidServiceRemoval("#hub"), default, keys, default);
        document = (await method.ResolveAsync(did.Did, new(), default)).GetDocument();
        Assert.Equal(2, document.VerificationMethods.Count);
        Assert.Empty(document.Services);

        did = await method.DeactivateAsync(did, keys, default);
        Assert.Null(did.ControllerKeyId);
        Assert.True((await method.ResolveAsync(did.Did, new(), default)).DocumentMetadata.Deactivated);
    }

    [Fact]
    public async Task Update_PaidByAnotherKey_NeedsNoEtherOfTheController()
    {
        using var keys = new Keys();
        var method = chain.Method();
        var did = await method.CreateAsync(new DidCreation { Options = Options("""{"network":"development"}""") }, keys, default);
        var payer = await keys.CreateAsync(KeyType.Secp256k1);
        await chain.Anvil.FundAsync(Address.FromPublicKey(payer.PublicKey).ToString());
        var service = new DidServiceAddition(DidService.Create("#hub", "Hub", "https://hub.example"));
        var options = Options($$"""{"metaIdentifierKeyId":"{{payer.KeyId}}"}""");
        did = await method.UpdateAsync(did, service, options, keys, default);
        Assert.Single((await method.ResolveAsync(did.Did, new(), default)).GetDocument().Services);

        var exception = await Assert.ThrowsAsync<SutiException>(() => method.UpdateAsync(did, service, default, keys, default).AsTask());
        Assert.Equal(EthereumErrorCodes.InsufficientFunds, exception.Code);
    }

    [Theory]
    [InlineData("""{"network":"elsewhere"}""")]
    [InlineData("""{"keyType":"Ed25519"}""")]
    public async Task Create_OptionsThatDoNotFit_AreRefused(string options)
    {
        using var keys = new Keys();
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => chain.Method().CreateAsync(new DidCreation { Options = Options(options) }, keys, default).AsTask());
        Assert.Equal(DidErrorCodes.InvalidOptions, exception.Code);
    }

    [Fact]
    public async Task Update_WhatTheMethodCannotDo_IsRefused()
    {
        using var keys = new Keys();
        var method = chain.Method();
        var did = await method.CreateAsync(new DidCreation(), keys, default);
        Assert.Equal(DidErrorCodes.NotFound, await Code(new DidKeyRemoval("nothing"), default));
        Assert.Equal(DidErrorCodes.NotFound, await Code(new DidServiceRemoval("#nothing"), default));
        Assert.Equal(DidErrorCodes.InvalidOptions, await Code(new DidServiceAddition(DidService.Create("#a", "a/b", "https://a.example")), default));
        Assert.Equal(DidErrorCodes.InvalidOptions, await Code(new DidServiceAddition(DidService.Create("#a", "a", "https://a.example")), Options("""{"ttl":-1}""")));

        async Task<string> Code(DidChange change, JsonElement options) =>
            (await Assert.ThrowsAsync<SutiException>(() => method.UpdateAsync(did, change, options, keys, default).AsTask())).Code;
    }

    private static JsonElement Options(string json) => Suti.Encodings.StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json));

    private sealed class Keys : IKeyRing, IDisposable
    {
        private readonly List<PrivateKey> _keys = [];

        public ValueTask<KeyRingEntry> CreateAsync(KeyType type, string? keyManagementSystem = null, CancellationToken cancellationToken = default)
        {
            _keys.Add(PrivateKey.Generate(type));
            return new(Entry(_keys.Count - 1));
        }

        public ValueTask<KeyRingEntry?> FindAsync(string keyId, CancellationToken cancellationToken = default) => new(Entry(Index(keyId)));

        public ValueTask<ISigner> GetSignerAsync(string keyId, CancellationToken cancellationToken = default) => new(_keys[Index(keyId)]);

        public ValueTask<IKeyAgreement> GetAgreementAsync(string keyId, CancellationToken cancellationToken = default) => new(_keys[Index(keyId)]);

        public void Dispose() => _keys.ForEach(key => key.Dispose());

        private static int Index(string keyId) => int.Parse(keyId.AsSpan(4), CultureInfo.InvariantCulture);

        private KeyRingEntry Entry(int index) => new(string.Create(CultureInfo.InvariantCulture, $"key-{index}"), "test", _keys[index].PublicKey);
    }
}
