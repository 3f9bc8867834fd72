// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

public sealed class EthrDidMethodTests(EthrChain chain) : IClassFixture<EthrChain>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Address Delegate = Address.Parse("0x00000000000000000000000000000000000000d1");

    [Fact]
    public async Task Resolve_NeverChanged_IsTheAccountAlone()
    {
        var did = Did.Parse("did:ethr:0x7a69:0xb9c5714089478a327f09197987f16f9e5d936e8a");
        var result = await Resolve(did);
        Assert.Equal($"{did}#controller", Assert.Single(result.Document!.VerificationMethods).Id.ToString());
        Assert.Null(result.DocumentMetadata.VersionId);
        Assert.Equal(
            $"eip155:31337:{Address.Parse("0xb9c5714089478a327f09197987f16f9e5d936e8a")}",
            result.Document.VerificationMethods[0].Json.GetProperty("blockchainAccountId").GetString());
        Assert.Single(result.Document.GetMethods(VerificationRelationship.Authentication));
    }

    [Fact]
    public async Task Resolve_PublicKey_ListsTheKeyUntilTheOwnerIsAnother()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        var did = EthrIdentifier.Create(key.PublicKey, "development");
        var before = (await Resolve(did)).GetDocument();
        Assert.Equal([$"{did}#controller", $"{did}#controllerKey"], before.VerificationMethods.Select(method => method.Id.ToString()));
        Assert.Equal(key.PublicKey, before.VerificationMethods[1].PublicKey);

        await chain.Registry.ExecuteAsync(owner.Account, EthrAction.ChangeOwner(Delegate), owner);
        var after = (await Resolve(did)).GetDocument();
        Assert.Equal($"{did}#controller", Assert.Single(after.VerificationMethods).Id.ToString());
        Assert.Equal(Delegate, await chain.Registry.GetOwnerAsync(owner.Account));
    }

    [Fact]
    public async Task Resolve_KeysServicesAndDelegates_HaveStableIds()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        using var ed25519 = PrivateKey.Generate(KeyType.Ed25519);
        using var x25519 = PrivateKey.Generate(KeyType.X25519);
        using var p256 = PrivateKey.Generate(KeyType.P256);
        var first = EthrAttribute.OfKey(ed25519.PublicKey, VerificationRelationship.AssertionMethod);
        await Do(owner, EthrAction.SetAttribute(first, Day));
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfKey(x25519.PublicKey, VerificationRelationship.KeyAgreement), Day));
        await Do(owner, EthrAction.AddDelegate("sigAuth", Delegate, Day));
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("HubService", "https://hubs.example"), Day));
        await Do(owner, EthrAction.RevokeAttribute(first));
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfKey(p256.PublicKey, VerificationRelationship.Authentication), Day));
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("Messages", """{"uri":"https://in.example","accept":["a"]}"""), Day));

        var did = EthrIdentifier.Create(owner.Account, "development");
        var document = (await Resolve(did)).GetDocument();
        Assert.Equal(["controller", "delegate-2", "delegate-3", "delegate-5"], document.VerificationMethods.Select(method => method.Id.Fragment));
        Assert.Equal(["service-1", "service-2"], document.Services.Select(service => service.Id.Split('#')[1]));
        Assert.Equal(["delegate-2"], document.GetMethodIds(VerificationRelationship.KeyAgreement).Select(id => id.Fragment));
        Assert.Equal(
            ["controller", "delegate-3", "delegate-5"],
            document.GetMethodIds(VerificationRelationship.Authentication).Select(id => id.Fragment));
        Assert.Equal(["controller"], document.GetMethodIds(VerificationRelationship.AssertionMethod).Select(id => id.Fragment));
        Assert.Equal(x25519.PublicKey, document.VerificationMethods[1].PublicKey);
        Assert.Equal(p256.PublicKey, document.VerificationMethods[3].PublicKey);
        Assert.True(await chain.Registry.IsDelegateAsync(owner.Account, "sigAuth", Delegate));

        // A day later all but the owner has ended.
        var later = chain.Method(options => options.Clock = new Testing.FixedClock(DateTimeOffset.UtcNow + (2 * Day)));
        Assert.Single((await later.ResolveAsync(did, new(), default)).GetDocument().VerificationMethods);
    }

    [Fact]
    public async Task Resolve_EarlierVersions_AreAsTheyWere()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        var one = await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("A", "https://a.example"), Day));
        await chain.Anvil.MineAsync(3);
        var two = await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("B", "https://b.example"), Day));
        var did = EthrIdentifier.Create(owner.Account, "development");

        var then = await Resolve(did, new() { VersionId = Text(two.BlockNumber - 1) });
        Assert.Equal("A", Assert.Single(then.Document!.Services).Types[0]);
        Assert.Equal(Text(one.BlockNumber), then.DocumentMetadata.VersionId);
        Assert.Equal(Text(two.BlockNumber), then.DocumentMetadata.NextVersionId);
        Assert.NotNull(then.DocumentMetadata.NextUpdate);

        var before = await Resolve(did, new() { VersionId = Text(one.BlockNumber - 1) });
        Assert.Empty(before.Document!.Services);
        Assert.Null(before.DocumentMetadata.VersionId);
        Assert.Equal(2, (await Resolve(did)).Document!.Services.Count);

        var time = (await chain.Client.GetBlockAsync(one.BlockNumber))!.Timestamp;
        var byTime = await Resolve(did, new() { VersionTime = time - TimeSpan.FromSeconds(1) });
        Assert.Empty(byTime.Document!.Services);
        Assert.Equal(DidErrorCodes.NotFound, (await Resolve(did, new() { VersionId = "99999999" })).Error!.Code);
        Assert.Equal(DidErrorCodes.InvalidOptions, (await Resolve(did, new() { VersionId = "-1" })).Error!.Code);
        Assert.Equal(DidErrorCodes.InvalidOptions, (await Resolve(did, new() { VersionId = "1", VersionTime = time })).Error!.Code);
    }

    [Fact]
    public async Task Resolve_Deactivated_HasNoDocumentAndStaysSo()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        await Do(owner, EthrAction.Deactivate());
        var did = EthrIdentifier.Create(owner.Account, "development");
        Assert.True((await Resolve(did)).DocumentMetadata.Deactivated);

        // The registry gives the identity back to its key; the method does not.
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("A", "https://a.example"), Day));
        var result = await Resolve(did);
        Assert.True(result.DocumentMetadata.Deactivated);
        Assert.Null(result.Document);
    }

    [Fact]
    public async Task Signed_ByTheOwner_IsPaidByAnother()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var identity = Address.FromPublicKey(key.PublicKey);
        var attribute = EthrAttribute.OfService("A", "https://a.example");
        await chain.Registry.ExecuteSignedAsync(identity, EthrAction.SetAttribute(attribute, Day), key, chain.Payer);
        await chain.Registry.ExecuteSignedAsync(identity, EthrAction.AddDelegate("veriKey", Delegate, Day), key, chain.Payer);
        await chain.Registry.ExecuteSignedAsync(identity, EthrAction.RevokeDelegate("veriKey", Delegate), key, chain.Payer);
        await chain.Registry.ExecuteSignedAsync(identity, EthrAction.RevokeAttribute(attribute), key, chain.Payer);
        await chain.Registry.ExecuteSignedAsync(identity, EthrAction.ChangeOwner(Delegate), key, chain.Payer);
        Assert.Equal(Delegate, await chain.Registry.GetOwnerAsync(identity));
        Assert.Equal(UInt256.Zero, await chain.Client.GetBalanceAsync(identity));
    }

    [Fact]
    public async Task Signed_Replayed_IsRefused()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var identity = Address.FromPublicKey(key.PublicKey);
        var call = await chain.Registry.SignAsync(identity, EthrAction.AddDelegate("veriKey", Delegate, Day), key);
        await chain.Payer.ExecuteAsync(call);
        await Refused("bad_signature", () => chain.Payer.ExecuteAsync(call).AsTask());
        using var other = PrivateKey.Generate(KeyType.Secp256k1);
        await Refused(
            "bad_signature",
            () => chain.Registry.ExecuteSignedAsync(identity, EthrAction.ChangeOwner(Delegate), other, chain.Payer).AsTask());
        await Refused("bad_actor", () => chain.Registry.ExecuteAsync(identity, EthrAction.ChangeOwner(Delegate), chain.Payer).AsTask());
    }

    [Theory]
    [InlineData("did:ethr:0x00000000000000000000000000000000000000", DidErrorCodes.InvalidDid)]
    [InlineData("did:ethr:development:b9c5714089478a327f09197987f16f9e5d936e8a", DidErrorCodes.InvalidDid)]
    [InlineData("did:ethr:0x0579be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", DidErrorCodes.InvalidDid)]
    [InlineData("did:ethr:0xb9c5714089478a327f09197987f16f9e5d936e8a", DidErrorCodes.FeatureNotSupported)]
    [InlineData("did:ethr:0x7a70:0xb9c5714089478a327f09197987f16f9e5d936e8a", DidErrorCodes.FeatureNotSupported)]
    public async Task Resolve_MalformedOrElsewhere_IsThatCode(string did, string code) =>
        Assert.Equal(code, (await Resolve(Did.Parse(did))).Error!.Code);

    [Fact]
    public async Task Resolve_NoRegistryAtTheAddress_Throws()
    {
        var method = chain.Method(options => options.Networks[0] = chain.Network with { Registry = Delegate });
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => method.ResolveAsync(EthrIdentifier.Create(Delegate, "development"), new(), default).AsTask());
        Assert.Equal(EthereumErrorCodes.NoContract, exception.Code);
    }

    [Fact]
    public async Task Resolve_MoreChangesThanTheLimit_Throws()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        for (var index = 0; index < 3; index++)
        {
            await Do(owner, EthrAction.AddDelegate("veriKey", Delegate, Day));
        }

        var method = chain.Method(options => options.MaxChanges = 2);
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => method.ResolveAsync(EthrIdentifier.Create(owner.Account, "development"), new(), default).AsTask());
        Assert.Equal(EthereumErrorCodes.LimitExceeded, exception.Code);
    }

    [Fact]
    public async Task Resolve_HostileAttributes_AreLeftOutAndCounted()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        await Do(owner, EthrAction.SetAttribute(new EthrAttribute("did/svc/Bad", [0xff, 0xfe]), Day));
        await Do(owner, EthrAction.SetAttribute(new EthrAttribute("did/svc/Bad", "<script>"u8), Day));
        await Do(owner, EthrAction.SetAttribute(new EthrAttribute("did/pub/../x", [1]), Day));
        await Do(owner, EthrAction.SetAttribute(new EthrAttribute("something/else", [1]), Day));
        await Do(owner, EthrAction.SetAttribute(new EthrAttribute("did/pub/Secp256k1/veriKey/hex", [2, 3]), Day));
        await Do(owner, EthrAction.SetAttribute(EthrAttribute.OfService("Good", "https://a.example"), Day));
        var document = (await Resolve(EthrIdentifier.Create(owner.Account, "development"))).GetDocument();
        Assert.Equal("service-3", Assert.Single(document.Services).Id.Split('#')[1]);
        var method = Assert.Single(document.VerificationMethods, method => method.Id.Fragment == "delegate-2");
        Assert.False(method.TryGetKey(out _, out var error));
        Assert.Equal(DidErrorCodes.InvalidPublicKey, error.Code);
        Assert.Throws<ArgumentException>(() => new EthrAttribute(new string('x', 33), [1]));
        Assert.Throws<ArgumentException>(() => EthrAttribute.OfService("a/b", ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => EthrAction.AddDelegate("veriKey", Delegate, TimeSpan.Zero));
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task Refused(string reason, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<SutiException>(call);
        Assert.Equal(EthereumErrorCodes.Reverted, exception.Code);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private ValueTask<TransactionReceipt> Do(TransactionSender owner, EthrAction action) => chain.Registry.ExecuteAsync(owner.Account, action, owner);

    private ValueTask<DidResolutionResult> Resolve(Did did, DidResolutionOptions? options = null) =>
        chain.Method().ResolveAsync(did, options ?? new(), default);
}
