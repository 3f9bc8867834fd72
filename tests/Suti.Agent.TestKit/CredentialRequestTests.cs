// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;

namespace Suti.Agent.TestKit;

/// <summary>Requests for credentials, answered from what the agent keeps.</summary>
public abstract class CredentialRequestTests : AgentTestKit
{
    [Fact]
    public async Task Dcql_ByTypeAndClaim_FindsWhatFits()
    {
        var (issuer, holder) = (await CreateDidAsync(), await CreateDidAsync());
        await IssueAsync(issuer, holder, "Membership", "level", "gold");
        await IssueAsync(issuer, holder, "Membership", "level", "silver");
        await IssueAsync(issuer, holder, "Licence", "level", "gold");

        var found = await MatchAsync("""
            {"credentials":[{"id":"m","format":"jwt_vc_json","meta":{"type_values":[["https://example.com/types#Membership"]]},
              "claims":[{"path":["credentialSubject","level"],"values":["gold"]}]}]}
            """);
        Assert.True(found.Satisfied);
        Assert.Equal(["m"], found.Chosen);
        var match = Assert.Single(found.Credentials.Single().Matches);
        Assert.Equal(["/credentialSubject/level"], match.Claims);
        Assert.Equal("jwt", match.Format);
        Assert.Contains("Membership", match.VerifiableCredential.GetProperty("type").EnumerateArray().Select(static type => type.GetString()));
        Assert.Equal(match.VerifiableCredential.GetRawText(), (await Agent.Data.GetCredentialAsync(new() { Hash = match.Hash }, Cancellation)).GetRawText());
    }

    [Theory]
    [InlineData("""{"format":"jwt_vc_json","meta":{"type_values":[["Passport"]]}}""", "none-of-this-type")]
    [InlineData("""{"format":"mso_mdoc"}""", "none-of-this-format")]
    [InlineData("""{"format":"dc+sd-jwt","meta":{"vct_values":["https://example.com/none"]}}""", "none-of-this-type")]
    [InlineData("""{"format":"jwt_vc_json","claims":[{"path":["credentialSubject","iban"]}]}""", "claim-missing")]
    [InlineData("""{"format":"jwt_vc_json","meta":{"type_values":[["Membership"]]},"claims":[{"path":["credentialSubject","level"],"values":["platinum"]}]}""", "claim-value")]
    [InlineData("""{"format":"jwt_vc_json","trusted_authorities":[{"type":"aki","values":["x"]}]}""", "none-of-this-format")]
    public async Task Dcql_NothingFits_SaysWhatCameNearest(string wanted, string reason)
    {
        var did = await CreateDidAsync();
        await IssueAsync(did, did, "Membership", "level", "gold");
        var query = JsonNode.Parse(wanted)!.AsObject();
        query["id"] = "a";
        var found = await MatchAsync(new JsonObject { ["credentials"] = new JsonArray(query) }.ToJsonString());
        Assert.False(found.Satisfied);
        Assert.Empty(found.Chosen);
        Assert.Equal(reason, found.Credentials.Single().Reason);
    }

    [Fact]
    public async Task Dcql_SdJwtCredentials_AreFoundByTypeAndByWhatTheyHide()
    {
        var did = await CreateDidAsync();
        var card = Json($$"""{"iss":"{{did}}","vct":"https://example.com/person","name":"Alice","birthdate":"1990-01-01"}""");
        await SaveSdJwtAsync(CredentialFormats.SdJwtVc, Credential.FromClaims(JsonNode.Parse(card.GetRawText())!.AsObject()), did, "/name");
        var w3c = new CredentialBuilder().AddType("Person").WithIssuer(did).AddSubject(did, new JsonObject { ["name"] = "Alice", ["city"] = "Lima" }).Build();
        await SaveSdJwtAsync(CredentialFormats.VcSdJwt, w3c, did, "/credentialSubject/name");

        var found = await MatchAsync("""
            {"credentials":[
              {"id":"card","format":"dc+sd-jwt","meta":{"vct_values":["https://example.com/person"]},"claims":[{"path":["name"]}]},
              {"id":"w3c","format":"vc+sd-jwt","meta":{"type_values":[["Person"]]},"claims":[{"path":["credentialSubject","name"],"values":["Alice"]}]}]}
            """);
        Assert.True(found.Satisfied);
        Assert.Equal([CredentialFormatNames.SdJwtVc, CredentialFormatNames.VcSdJwt], found.Credentials.Select(static wanted => wanted.Matches.Single().Format));
        Assert.Equal(["/name"], found.Credentials[0].Matches[0].Claims);
    }

    [Fact]
    public async Task Dcql_SetsOfClaimsAndCredentials_AreResolved()
    {
        var did = await CreateDidAsync();
        await IssueAsync(did, did, "Address", "city", "Lima");
        await IssueAsync(did, did, "Name", "name", "Alice");
        var found = await MatchAsync("""
            {"credentials":[
              {"id":"passport","format":"jwt_vc_json","meta":{"type_values":[["Passport"]]}},
              {"id":"address","format":"jwt_vc_json","meta":{"type_values":[["Address"]]},
               "claims":[{"id":"zip","path":["credentialSubject","zip"]},{"id":"city","path":["credentialSubject","city"]}],"claim_sets":[["zip"],["city"]]},
              {"id":"name","format":"jwt_vc_json","meta":{"type_values":[["Name"]]}}],
             "credential_sets":[{"options":[["passport"],["name","address"]]},{"required":false,"options":[["passport"]]}]}
            """);
        Assert.True(found.Satisfied);
        Assert.Equal(["name", "address"], found.Chosen);
        Assert.Equal(["/credentialSubject/city"], found.Credentials[1].Matches.Single().Claims);
        Assert.Equal("none-of-this-type", found.Credentials[0].Reason);
    }

    [Fact]
    public async Task Dcql_ManyMatches_GivesNoMoreThanWanted()
    {
        var did = await CreateDidAsync();
        for (var index = 0; index < 5; index++)
        {
            await IssueAsync(did, did, "Membership", "number", $"{index}");
        }

        const string Query = """{"credentials":[{"id":"m","format":"jwt_vc_json"}]}""";
        Assert.Equal(5, (await MatchAsync(Query)).Credentials.Single().Matches.Count);
        Assert.Equal(2, (await Agent.CredentialRequests.MatchDcqlAsync(new() { Query = Json(Query), MaxMatches = 2 }, Cancellation)).Credentials.Single().Matches.Count);
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.CredentialRequests.MatchDcqlAsync(new() { Query = Json(Query), MaxMatches = 0 }, Cancellation));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"credentials":[]}""")]
    [InlineData("\"x\"")]
    public async Task Dcql_MalformedQuery_IsRefused(string query) => await FailsAsync(CredentialErrorCodes.RequestInvalid, () => MatchAsync(query));

    /// <summary>Creates a DID of the agent.</summary>
    protected async Task<string> CreateDidAsync() => (await Agent.Dids.CreateAsync("key", cancellationToken: Cancellation)).Did;

    /// <summary>Issues and keeps a credential.</summary>
    protected async Task<JsonElement> IssueAsync(string issuer, string subject, string type, string claim, string value, string format = "jwt")
    {
        var credential = new JsonObject
        {
            ["issuer"] = issuer,
            ["type"] = new JsonArray(type),
            ["credentialSubject"] = new JsonObject { ["id"] = subject, [claim] = value },
        };
        if (format != "jwt")
        {
            credential["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2");
        }

        return Json((await Agent.Credentials.CreateAsync(
            new() { Credential = Json(credential.ToJsonString()), ProofFormat = format, Save = true }, Cancellation)).ToJsonString());
    }

    private Task<CredentialMatches> MatchAsync(string query) => Agent.CredentialRequests.MatchDcqlAsync(new() { Query = Json(query) }, Cancellation);

    /// <summary>Keeps an SD-JWT of somebody whose key is not this agent's.</summary>
    private async Task SaveSdJwtAsync(ICredentialFormat format, Credential credential, string issuer, params string[] disclosable)
    {
        using var key = Crypto.PrivateKey.Generate(Crypto.KeyType.Ed25519);
        var issued = await format.IssueAsync(credential, new CredentialSigner(key, issuer + "#1"), new IssueOptions { Disclosable = disclosable }, Cancellation);
        await Agent.Data.SaveCredentialAsync(new() { VerifiableCredential = Json($"\"{issued.Token}\"") }, Cancellation);
    }
}
