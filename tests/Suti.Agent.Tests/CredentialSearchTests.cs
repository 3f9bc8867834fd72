// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suti.Credentials;
using Suti.Dids;
using Suti.Encodings;

namespace Suti.Agent.Tests;

/// <summary>A request for credentials reads those that may answer it, however many others there are.</summary>
public sealed class CredentialSearchTests
{
    private const int Count = 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MatchDcql_OverManyCredentials_ReadsOnlyCandidates()
    {
        await using var memory = new MemoryRecordStore();
        var store = new CountingStore(memory);
        var builder = AgentBuilder.Create().UseRootKey(new RawRootKey(new byte[32])).AddLocalKeys().AddDidKey().AddJwtCredentials().AddSdJwtCredentials().AddCredentialRequests();
        builder.Plan.Claim("record store", "counting", "the test");
        builder.Services.AddSingleton<IRecordStore>(store);
        await using var agent = await builder.BuildAsync(Token);
        await agent.Data.SaveCredentialsAsync(new() { VerifiableCredentials = [.. Enumerable.Range(0, Count).Select(Create)] }, Token);

        // By type: the hundred of it, each read once.
        store.Take();
        var found = await MatchAsync(agent, """{"credentials":[{"id":"a","format":"jwt_vc_json","meta":{"type_values":[["Type42"]]}}]}""");
        Assert.Equal(100, found.Credentials[0].Matches.Count);
        Assert.Equal(100, store.Take());

        // By the value of a claim: it and its credential.
        found = await MatchAsync(agent, """{"credentials":[{"id":"a","format":"jwt_vc_json","claims":[{"path":["credentialSubject","number"],"values":["n4711"]}]}]}""");
        Assert.Single(found.Credentials[0].Matches);
        Assert.Equal(2, store.Take());

        // By the type of an SD-JWT VC.
        found = await MatchAsync(agent, """{"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["https://example.com/7"]}}]}""");
        Assert.Single(found.Credentials[0].Matches);
        Assert.Equal(1, store.Take());

        // What nobody has costs no more than the reason.
        found = await MatchAsync(agent, """
            {"credentials":[{"id":"a","format":"jwt_vc_json","meta":{"type_values":[["Type42"]]},"claims":[{"path":["credentialSubject","number"],"values":["none"]}]}]}
            """);
        Assert.Equal("claim-value", found.Credentials[0].Reason);
        Assert.InRange(store.Take(), 1, 100);
        found = await MatchAsync(agent, """{"credentials":[{"id":"a","format":"jwt_vc_json","meta":{"type_values":[["None"]]}}]}""");
        Assert.Equal(("none-of-this-type", 0L), (found.Credentials[0].Reason, store.Take()));

        // A presentation definition finds by its constants as well.
        found = await ExchangeAsync(agent, """{"path":["$.vc.type"],"filter":{"type":"array","contains":{"const":"Type42"}}}""");
        Assert.Equal((100, 100L), (found.Credentials[0].Matches.Count, store.Take()));
        found = await ExchangeAsync(agent, """{"path":["$.credentialSubject.number","$.vc.credentialSubject.number"],"filter":{"type":"string","const":"n4711"}}""");
        Assert.Equal((1, 2L), (found.Credentials[0].Matches.Count, store.Take()));
        found = await ExchangeAsync(agent, """{"path":["$.issuer","$.iss"],"filter":{"type":"string","const":"did:example:nobody"}}""");
        Assert.Equal((ExchangeReasons.NoneFound, 0L), (found.Credentials[0].Reason, store.Take()));

        // Without anything to look for, a wallet stops as soon as it has what is wanted.
        found = await MatchAsync(agent, """{"credentials":[{"id":"a","format":"jwt_vc_json"}]}""", maxMatches: 10);
        Assert.Equal(10, found.Credentials[0].Matches.Count);
        Assert.InRange(store.Take(), 10, 200);
    }

    [Theory]
    [InlineData("credential", "any_type")]
    [InlineData("credential", "issuer")]
    [InlineData("claim", "type")]
    [InlineData("claim", "value")]
    public void Columns_OfTheSearch_AreIndexed(string kind, string column)
    {
        Assert.True((kind == "claim" ? ClaimRecord.Kind[column] : CredentialRecord.Kind[column]).IsIndexed);
    }

    private static Task<CredentialMatches> MatchAsync(IAgent agent, string query, int? maxMatches = null) =>
        agent.CredentialRequests.MatchDcqlAsync(new() { Query = JsonElement.Parse(query), MaxMatches = maxMatches }, Token);

    private static Task<CredentialMatches> ExchangeAsync(IAgent agent, string field) => agent.CredentialRequests.MatchAsync(
        new() { Definition = JsonElement.Parse($$"""{"id":"d","input_descriptors":[{"id":"a","constraints":{"fields":[{{field}}]} }]}""") }, Token);

    /// <summary>Every hundredth is an SD-JWT VC; the others are JWTs of a hundred types. None is signed: a search verifies nothing.</summary>
    private static JsonElement Create(int number)
    {
        if (number % 100 == 99)
        {
            var type = Encode("""{"alg":"EdDSA","typ":"dc+sd-jwt"}""");
            return JsonElement.Parse($"\"{type}.{Encode($$"""{"iss":"https://example.com","vct":"https://example.com/{{number / 100}}"}""")}.AAAA~\"");
        }

        var payload = $$$"""
            {"iss":"did:example:issuer","sub":"did:example:{{{number}}}","nbf":1700000000,"vc":{"@context":["https://www.w3.org/2018/credentials/v1"],
             "type":["VerifiableCredential","Type{{{number % 100}}}"],"credentialSubject":{"number":"n{{{number}}}"} } }
            """;
        return JsonElement.Parse($"\"{Encode("""{"alg":"EdDSA","typ":"JWT"}""")}.{Encode(payload)}.AAAA\"");
    }

    private static string Encode(string json) => Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));
}
