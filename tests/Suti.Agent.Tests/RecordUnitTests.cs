// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent.Tests;

/// <summary>What belongs together is written in one transaction.</summary>
public sealed class RecordUnitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_KeyOrDid_IsOneCommit()
    {
        await using var memory = new MemoryRecordStore();
        var store = new FailingStore(memory, commits: int.MaxValue);
        await using var agent = await BuildAsync(store);
        await agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Token);
        var before = store.Commits;

        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1" }, Token);
        Assert.Equal(before + 1, store.Commits);
        await agent.Dids.CreateAsync(new() { Provider = "did:key", Alias = "me" }, Token);
        Assert.Equal(before + 2, store.Commits);
        await agent.Dids.CreateAsync(new() { Provider = "did:webvh", Alias = "example.org:me" }, Token);
        Assert.Equal(before + 3, store.Commits);
        await agent.Keys.DeleteAsync(new() { Kid = key.Kid }, Token);
        Assert.Equal(before + 4, store.Commits);
        await agent.Dids.ImportAsync(Import(), Token);
        Assert.Equal(before + 5, store.Commits);
    }

    [Fact]
    public async Task Create_StoreFails_LeavesNothing()
    {
        await using var memory = new MemoryRecordStore();
        await using (var working = await BuildAsync(memory))
        {
            await working.Keys.CreateAsync(new() { Type = "Ed25519" }, Token);
        }

        await using var agent = await BuildAsync(new FailingStore(memory, commits: 0));
        await RefusesAsync(RecordErrorCodes.StoreUnavailable, () => agent.Dids.CreateAsync("key", cancellationToken: Token));
        var request = Import();
        await RefusesAsync(RecordErrorCodes.StoreUnavailable, () => agent.Dids.ImportAsync(request, Token));
        Assert.Single(await agent.Keys.ListAsync(new(), Token));
        Assert.Equal(1, await memory.CountAsync("main", new(LocalKeyRecord.Kind), Token));
        Assert.Empty(await agent.Dids.FindAsync(new(), Token));
    }

    [Fact]
    public async Task Create_SameKeyIdAtOnce_OneIsKept()
    {
        await using var agent = await BuildAsync(new MemoryRecordStore());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    return (await agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "mine" }, Token)).PublicKeyHex;
                }
                catch (SutiException exception)
                {
                    Assert.Equal(KeyErrorCodes.Exists, exception.Code);
                    return null;
                }
            },
            Token)));
        var kept = Assert.Single(outcomes, static outcome => outcome is not null);
        Assert.Equal(kept, (await agent.Keys.GetAsync(new() { Kid = "mine" }, Token)).PublicKeyHex);
        Assert.NotEmpty(await agent.Keys.SignAsync(new() { KeyRef = "mine", Data = "still usable" }, Token));
    }

    [Fact]
    public async Task Create_MethodThatTellsOthers_KeepsItsKeyBefore()
    {
        await using var memory = new MemoryRecordStore();
        var store = new FailingStore(memory, commits: int.MaxValue);
        await using var agent = await BuildAsync(store, builder => builder.Services.AddSingleton<IDidMethod>(new OutspokenMethod(store)));
        await agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Token);
        await agent.Dids.CreateAsync(new() { Provider = "did:outspoken" }, Token);
        Assert.Single(await agent.Dids.FindAsync(new(), Token));
    }

    [Fact]
    public async Task Save_SameCredentialAtOnce_KeepsEachClaimOnce()
    {
        await using var agent = await BuildAsync(new MemoryRecordStore());
        using var credential = JsonDocument.Parse("""{"type":["VerifiableCredential"],"issuer":"did:example:i","credentialSubject":{"a":"1","b":"2"}}""");
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            () => agent.Data.SaveCredentialAsync(new() { VerifiableCredential = credential.RootElement }, Token), Token)));
        Assert.Equal(1, await agent.Queries.CountCredentialsAsync(new(), Token));
        Assert.Equal(2, await agent.Queries.CountCredentialsByClaimsAsync(new(), Token));
    }

    private static ImportDidRequest Import()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519, KeyExportPolicy.AllowExport, RandomSource.System);
        return new()
        {
            Did = KeyDidMethod.Create(key.PublicKey).ToString(),
            Keys = [new() { Type = "Ed25519", PrivateKeyHex = Convert.ToHexStringLower(key.Export(PrivateKeyFormat.Raw)), Kms = "local" }],
        };
    }

    private static async Task RefusesAsync(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(act)).Code);

    private static ValueTask<IAgent> BuildAsync(IRecordStore store, Func<IAgentBuilder, object>? add = null)
    {
        IAgentBuilder builder = AgentBuilder.Create();
        builder.Plan.Claim("record store", "memory", "a test");
        builder.Services.AddSingleton(store);
        builder.UseRootKey(new RawRootKey(new byte[32])).AddLocalKeys().AddDidKey().AddDidWebVh();
        add?.Invoke(builder);
        return builder.BuildAsync(Token);
    }

    /// <summary>Tells the world of its key while it creates.</summary>
    private sealed class OutspokenMethod(FailingStore store) : IDidMethod, IDidCreator
    {
        public string Name => "outspoken";

        public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
        {
            var before = store.Commits;
            var key = await keys.CreateAsync(KeyType.Ed25519, cancellationToken: cancellationToken);
            Assert.Equal(before + 1, store.Commits);
            return new() { Did = Did.Parse("did:outspoken:1"), Keys = [new(key.KeyId, key.PublicKey, ControlledKey.GetUses(KeyType.Ed25519), "#key-1")] };
        }

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
