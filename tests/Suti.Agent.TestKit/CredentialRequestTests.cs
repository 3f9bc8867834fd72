// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Dids;
using Suti.Jose;

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

    [Fact]
    public async Task Exchange_DefinitionOverTheStore_IsAnsweredAndValidated()
    {
        var (issuer, holder) = (await CreateDidAsync(), await CreateDidAsync());
        await IssueAsync(issuer, holder, "Membership", "level", "gold");
        await IssueAsync(issuer, holder, "Licence", "level", "gold", "vc+jwt");
        await IssueAsync(issuer, issuer, "Membership", "level", "gold");
        await BindCardAsync(issuer, holder);
        var definition = Json($$"""
            {"id":"shop","submission_requirements":[{"rule":"all","from":"A"},{"rule":"pick","count":1,"from":"B"}],"input_descriptors":[
              {"id":"member","group":["A"],"constraints":{"fields":[
                {"path":["$.type"],"filter":{"type":"array","contains":{"const":"Membership"} } },
                {"id":"level","path":["$.credentialSubject.level"],"filter":{"const":"gold"} }],
                "is_holder":[{"field_id":["level"],"directive":"required"}],"statuses":{"active":{"directive":"required"} } } },
              {"id":"licence","group":["A"],"format":{"jwt_vc_json":{"alg":["EdDSA"]} },"constraints":{"fields":[
                {"path":["$.type"],"filter":{"type":"array","contains":{"const":"Licence"} } }]} },
              {"id":"card","group":["B"],"constraints":{"limit_disclosure":"required","fields":[
                {"path":["$.vct"],"filter":{"const":"https://example.com/card"} },{"path":["$.name"]}]} },
              {"id":"passport","group":["B"],"constraints":{"fields":[{"path":["$.credentialSubject.passport"]}]} }]}
            """);

        var found = await Agent.CredentialRequests.MatchAsync(new() { Definition = definition, Holders = [holder] }, Cancellation);
        Assert.True(found.Satisfied);
        Assert.Equal(["member", "licence", "card"], found.Chosen);
        Assert.Equal([1, 1, 1, 0], found.Credentials.Select(static wanted => wanted.Matches.Count));
        Assert.Equal(ExchangeReasons.FieldMissing, found.Credentials[3].Reason);

        var answer = await Agent.CredentialRequests.PresentAsync(
            new() { Definition = definition, Holder = holder, Challenge = "c-1", Domain = "https://shop.example" }, Cancellation);
        Assert.True(answer.Satisfied);
        Assert.Equal(2, answer.Presentations.Count);
        Assert.Equal(["$[1]", "$[1]", "$[0]"], answer.PresentationSubmission!.DescriptorMap.Select(static entry => entry.Path));
        var request = new ExchangeValidateRequest
        {
            Definition = definition,
            Presentations = Json($"[{string.Join(',', answer.Presentations.Select(static presentation => presentation.GetRawText()))}]"),
            PresentationSubmission = Json(answer.PresentationSubmission.ToJson()),
            Challenge = "c-1",
            Domain = "https://shop.example",
        };
        var validation = await Agent.CredentialRequests.ValidateAsync(request, Cancellation);
        Assert.True(validation.Valid, $"{validation.Reason} {validation.Error?.Message} {string.Join(' ', validation.Entries.Select(static entry => entry.Reason))}");
        var card = validation.Entries.Single(static entry => entry.Id == "card").Claims!.Value;
        Assert.Equal("Alice", card.GetProperty("name").GetString());
        Assert.False(card.TryGetProperty("birthdate", out _));

        // The same answer to another challenge.
        validation = await Agent.CredentialRequests.ValidateAsync(request with { Challenge = "c-2" }, Cancellation);
        Assert.Equal((false, "not-verified"), (validation.Valid, validation.Reason));
        Assert.NotNull(validation.Error);
    }

    [Fact]
    public async Task Exchange_JwtOfTheDataModel1_StandsInVp()
    {
        var (issuer, holder) = (await CreateDidAsync(), await CreateDidAsync());
        await IssueAsync(issuer, holder, "Membership", "level", "gold");
        var silver = await IssueAsync(issuer, holder, "Membership", "level", "silver");
        var definition = Json("""{"presentation_definition":{"id":"d","input_descriptors":[{"id":"m","constraints":{"fields":[{"path":["$.vc.credentialSubject.level"]}]}}]}}""");
        var found = await Agent.CredentialRequests.MatchAsync(new() { Definition = definition }, Cancellation);
        var wanted = found.Credentials.Single().Matches.Single(match => match.VerifiableCredential.GetRawText() == silver.GetRawText());
        var answer = await Agent.CredentialRequests.PresentAsync(
            new() { Definition = definition, Holder = holder, Choice = new Dictionary<string, string> { ["m"] = wanted.Hash } }, Cancellation);
        var entry = answer.PresentationSubmission!.DescriptorMap.Single();
        Assert.Equal(("jwt_vp", "$", "jwt_vc", "$.vp.verifiableCredential[0]"), (entry.Format, entry.Path, entry.PathNested!.Format, entry.PathNested.Path));
        var validation = await Agent.CredentialRequests.ValidateAsync(
            new() { Definition = definition, Presentations = answer.Presentations.Single(), PresentationSubmission = Json(answer.PresentationSubmission.ToJson()) }, Cancellation);
        Assert.True(validation.Valid, validation.Error?.Message);
        Assert.Equal("silver", validation.Entries.Single().Claims!.Value.GetProperty("credentialSubject").GetProperty("level").GetString());

        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.CredentialRequests.PresentAsync(
            new() { Definition = definition, Holder = holder, Choice = new Dictionary<string, string> { ["m"] = "other" } }, Cancellation));
        await FailsAsync(CredentialErrorCodes.RequestInvalid, () => Agent.CredentialRequests.ValidateAsync(
            new() { Definition = definition, Presentations = answer.Presentations.Single() }, Cancellation));
    }

    [Fact]
    public async Task Exchange_SubmissionInThePresentation_IsRead()
    {
        var holder = await CreateDidAsync();
        var credential = await IssueAsync(holder, holder, "Membership", "level", "gold");
        var definition = Json("""{"id":"d","input_descriptors":[{"id":"m","constraints":{"fields":[{"path":["$.credentialSubject.level"]}]}}]}""");
        var presentation = Json($$"""
            {"holder":"{{holder}}","verifiableCredential":[{{credential.GetRawText()}}],
             "presentation_submission":{"id":"s","definition_id":"d","descriptor_map":[{"id":"m","format":"jwt_vc","path":"$.vp.verifiableCredential[0]"}]} }
            """);
        var shown = await Agent.Credentials.CreatePresentationAsync(new() { Presentation = presentation, ProofFormat = "jwt" }, Cancellation);
        var validation = await Agent.CredentialRequests.ValidateAsync(new() { Definition = definition, Presentations = Json(shown.ToJsonString()) }, Cancellation);
        Assert.True(validation.Valid, $"{validation.Reason} {validation.Error?.Message} {string.Join(' ', validation.Entries.Select(static entry => entry.Reason))}");
    }

    [Fact]
    public async Task Exchange_NothingFits_SaysWhy()
    {
        var holder = await CreateDidAsync();
        await IssueAsync(holder, holder, "Membership", "level", "silver");
        var definition = Json("""{"id":"d","input_descriptors":[{"id":"m","constraints":{"fields":[{"path":["$.credentialSubject.level"],"filter":{"const":"gold"}}]}}]}""");
        var answer = await Agent.CredentialRequests.PresentAsync(new() { Definition = definition, Holder = holder }, Cancellation);
        Assert.False(answer.Satisfied);
        Assert.Empty(answer.Presentations);
        Assert.Equal(ExchangeReasons.FieldValue, answer.Reasons!["m"]);
        await FailsAsync(CredentialErrorCodes.RequestInvalid, () => Agent.CredentialRequests.MatchAsync(new() { Definition = Json("{}") }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.CredentialRequests.PresentAsync(new() { Definition = definition, Holder = "x" }, Cancellation));
    }

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
            credential["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2");
        }

        return Json((await Agent.Credentials.CreateAsync(
            new() { Credential = Json(credential.ToJsonString()), ProofFormat = format, Save = true }, Cancellation)).ToJsonString());
    }

    private Task<CredentialMatches> MatchAsync(string query) => Agent.CredentialRequests.MatchDcqlAsync(new() { Query = Json(query) }, Cancellation);

    /// <summary>Issues and keeps an SD-JWT VC that is bound to the key of its holder.</summary>
    private async Task BindCardAsync(string issuer, string holder)
    {
        var resolved = await new KeyDidMethod().ResolveAsync(Did.Parse(holder), DidResolutionOptions.None, Cancellation);
        var key = resolved.Document!.GetMethods(VerificationRelationship.Authentication)[0].PublicKey!;
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["vct"] = "https://example.com/card",
            ["name"] = "Alice",
            ["birthdate"] = "1990-01-01",
            ["cnf"] = new JsonObject { ["jwk"] = JsonNode.Parse(Jwk.FromPublicKey(key).ToPublicJson()) },
        };
        await Agent.Credentials.CreateAsync(
            new() { Credential = Json(claims.ToJsonString()), ProofFormat = CredentialFormatNames.SdJwtVc, Disclosable = ["/name", "/birthdate"], Save = true }, Cancellation);
    }

    /// <summary>Keeps an SD-JWT of somebody whose key is not this agent's.</summary>
    private async Task SaveSdJwtAsync(ICredentialFormat format, Credential credential, string issuer, params string[] disclosable)
    {
        using var key = Crypto.PrivateKey.Generate(Crypto.KeyType.Ed25519);
        var issued = await format.IssueAsync(credential, new CredentialSigner(key, issuer + "#1"), new IssueOptions { Disclosable = disclosable }, Cancellation);
        await Agent.Data.SaveCredentialAsync(new() { VerifiableCredential = Json($"\"{issued.Token}\"") }, Cancellation);
    }
}
