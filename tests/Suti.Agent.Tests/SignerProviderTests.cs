// SPDX-License-Identifier: Apache-2.0

using Suti.Agent.TestKit;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent.Tests;

public sealed class SignerProviderTests
{
    [Theory]
    [InlineData("did:key", "alice", KeyType.Ed25519)]
    [InlineData("did:jwk", "alice", KeyType.Secp256k1)]
    [InlineData("did:pkh", "alice", KeyType.Secp256k1)]
    [InlineData("did:peer", "alice", KeyType.Ed25519)]
    [InlineData("did:web", "example.com", KeyType.Secp256k1)]
    [InlineData("did:webvh", "example.com", KeyType.Ed25519)]
    public async Task GetSigners_OfAManagedDid_SignsForItsVerificationMethod(string provider, string alias, KeyType type)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync(cancellation);
        var did = await agent.Dids.CreateAsync(provider, alias, cancellation);
        var signers = await agent.Get<ISignerProvider>().GetSignersAsync(Did.Parse(did.Did), VerificationRelationship.AssertionMethod, cancellation);
        var signer = Assert.Single(signers);
        Assert.Equal(type, signer.Signer.PublicKey.Type);
        SignatureAlgorithm algorithm = type == KeyType.Ed25519 ? SignatureAlgorithm.Ed25519 : SignatureAlgorithm.EcdsaSecp256k1;
        var signature = await signer.Signer.SignAsync(algorithm, "data"u8.ToArray(), cancellation);
        Assert.True(signer.Method.TryGetKey(out var key, out _));
        Assert.True(key.Account is null ? key.Verify(algorithm, "data"u8, signature) : key.Account.IsOf(signer.Signer.PublicKey));
        Assert.StartsWith(did.Did, signer.Method.Id.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSigners_KeyOnlyForAuthentication_DoesNotIssue()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync(cancellation);
        var did = await agent.Dids.CreateAsync("web", "example.com", cancellation);
        var key = await agent.Keys.CreateAsync(new() { Type = "Ed25519" }, cancellation);
        await agent.Dids.AddKeyAsync(
            new()
            {
                Did = did.Did,
                Key = new() { Kid = key.Kid },
                Options = System.Text.Json.JsonElement.Parse("""{"relationships":["authentication"]}"""),
            },
            cancellation);
        var provider = agent.Get<ISignerProvider>();
        Assert.Single(await provider.GetSignersAsync(Did.Parse(did.Did), VerificationRelationship.AssertionMethod, cancellation));
        Assert.Equal(2, (await provider.GetSignersAsync(Did.Parse(did.Did), VerificationRelationship.Authentication, cancellation)).Count);
        Assert.Empty(await provider.GetSignersAsync(Did.Parse("did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"), VerificationRelationship.Authentication, cancellation));
    }
}
