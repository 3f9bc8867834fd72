// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Credentials.Tests;

/// <summary>Presentation definitions over credentials that one has.</summary>
public sealed class PresentationExchangeTests
{
    private static readonly TestParty Issuer = TestParty.WithKeyDid(KeyType.Ed25519);
    private static readonly TestParty Alice = TestParty.WithKeyDid(KeyType.P256);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. FormatKit.Names.Where(static name => name != CredentialFormatNames.SdJwtVc && name != CredentialFormatNames.Eip712)];

    /// <summary>One definition for every W3C format: paths into the credential, and into the claims of a JWT.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Evaluate_FieldsOfEveryFormat_AreFound(string format)
    {
        var credential = await FormatKit.Of(format).IssueAsync(Issuer, Alice.Did);
        var fields = $$"""
            {"path":["$.type","$.vc.type"],"filter":{"type":"array","contains":{"const":"Person"} } },
            {"path":["$.issuer"],"filter":{"type":"string","const":"{{Issuer.Did}}"} },
            {"path":["$.nothing","$.credentialSubject.name"],"filter":{"pattern":"^Al"} },
            {"path":["$.credentialSubject.middle"],"optional":true}
            """;
        var answer = await Definition(fields).EvaluateAsync([credential], cancellationToken: Token);
        Assert.True(answer.IsSatisfied, answer.Reasons.GetValueOrDefault("a"));
        Assert.Equal(["a"], answer.Chosen);
        Assert.Equal(["/type", "/issuer", "/credentialSubject/name"], answer.Matches["a"].Single().Pointers);
    }

    [Fact]
    public async Task Evaluate_ClaimsOfAJwt_AreFoundToo()
    {
        var credential = await FormatKit.Of(CredentialFormatNames.Jwt).IssueAsync(Issuer, Alice.Did);
        var answer = await Definition($$"""
            {"path":["$.vc.credentialSubject.name"]},{"path":["$.iss"],"filter":{"const":"{{Issuer.Did}}"} },{"path":["$.issuer.id"]}
            """).EvaluateAsync([credential], cancellationToken: Token);
        Assert.Equal(["/credentialSubject/name", "/iss", "/issuer/id"], answer.Matches["a"].Single().Pointers);
    }

    [Theory]
    [InlineData("""{"path":["$.credentialSubject.iban"]}""", ExchangeReasons.FieldMissing)]
    [InlineData("""{"path":["$.credentialSubject.name"],"filter":{"const":"Bob"}}""", ExchangeReasons.FieldValue)]
    [InlineData("""{"path":["$.credentialSubject.name"],"filter":{"const":"Bob"},"optional":true}""", ExchangeReasons.FieldValue)]
    [InlineData("""{"path":["$.credentialSubject.name"],"filter":{"const":"Alice"},"predicate":"required"}""", ExchangeReasons.Predicate)]
    [InlineData("""{"path":["$.type[*]"],"filter":{"const":"Person"}}""", ExchangeReasons.FieldValue)]
    public async Task Evaluate_FieldThatDoesNotFit_SaysWhy(string field, string reason)
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        var answer = await Definition(field).EvaluateAsync([credential], cancellationToken: Token);
        Assert.False(answer.IsSatisfied);
        Assert.Empty(answer.Chosen);
        Assert.Equal(reason, answer.Reasons["a"]);
    }

    [Fact]
    public async Task Evaluate_PatternThatBacktracksOrSchemaThatExplodes_IsRefused()
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        var backtracking = Definition("""{"path":["$.credentialSubject.name"],"filter":{"pattern":"(?=a)\\1"}}""");
        var exploding = Definition("""
            {"path":["$.credentialSubject"],"filter":{"$ref":"#/$defs/a","$defs":{
              "a":{"allOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},
              "b":{"allOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]},
              "c":{"allOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]}}}}
            """);
        foreach (var definition in new[] { backtracking, exploding })
        {
            var exception = await Assert.ThrowsAsync<SutiException>(() => definition.EvaluateAsync([credential], cancellationToken: Token).AsTask());
            Assert.Equal(CredentialErrorCodes.SchemaInvalid, exception.Code);
        }
    }

    [Fact]
    public async Task Evaluate_WorkOverAllCredentials_IsBounded()
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        var costly = string.Join(',', Enumerable.Repeat("""{"path":["$..*"]}""", 500));
        var many = Enumerable.Repeat(credential, 2_500).ToList();
        var exception = await Assert.ThrowsAsync<SutiException>(() => Definition(costly).EvaluateAsync(many, cancellationToken: Token).AsTask());
        Assert.Equal(CredentialErrorCodes.RequestInvalid, exception.Code);
    }

    [Theory]
    [InlineData("""{"jwt_vc":{"alg":["EdDSA"]}}""", true)]
    [InlineData("""{"jwt_vc_json":{"alg_values":["EdDSA","ES256"]}}""", true)]
    [InlineData("""{"vc+jwt":{"alg":["EdDSA"]}}""", true)]
    [InlineData("""{"jwt_vc":{"alg":["ES256"]}}""", false)]
    [InlineData("""{"ldp_vc":{"proof_type":["DataIntegrityProof"]}}""", false)]
    [InlineData("""{"ldp_vc":{"proof_type":["DataIntegrityProof"]},"jwt_vc":{"alg":["EdDSA"]}}""", true)]
    [InlineData("""{"jwt_vp":{"alg":["ES256"]}}""", true)]
    public async Task Evaluate_Format_CountsWithItsAlgorithms(string format, bool fits)
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        foreach (var json in new[]
        {
            $$"""{"id":"d","format":{{format}},"input_descriptors":[{"id":"a","constraints":{} }]}""",
            $$"""{"id":"d","format":{"mso_mdoc":{"alg":["ES256"]} },"input_descriptors":[{"id":"a","format":{{format}},"constraints":{} }]}""",
        })
        {
            var answer = await PresentationDefinition.Parse(json).EvaluateAsync([credential], cancellationToken: Token);
            Assert.Equal(fits, answer.IsSatisfied);
            Assert.Equal(fits ? null : ExchangeReasons.Format, answer.Reasons.GetValueOrDefault("a"));
        }
    }

    [Fact]
    public async Task Evaluate_TypeOfProof_IsThatOfTheObject()
    {
        var issuer = TestParty.WithKeyDid(KeyType.Secp256k1);
        var credential = await FormatKit.Of(CredentialFormatNames.Eip712).IssueAsync(issuer, Alice.Did);
        Assert.True((await Asking("EthereumEip712Signature2021").EvaluateAsync([credential], cancellationToken: Token)).IsSatisfied);
        Assert.False((await Asking("Ed25519Signature2020").EvaluateAsync([credential], cancellationToken: Token)).IsSatisfied);

        static PresentationDefinition Asking(string proof) => PresentationDefinition.Parse(
            $$"""{"id":"d","format":{"ldp_vc":{"proof_type":["{{proof}}"]} },"input_descriptors":[{"id":"a","constraints":{"fields":[{"path":["$.credentialSubject.name"]}]} }]}""");
    }

    [Fact]
    public async Task Evaluate_LimitedDisclosure_TakesOnlyWhatCanBeLimited()
    {
        const string Limited = """{"limit_disclosure":"required","fields":[{"path":["$.name"]},{"path":["$.vct"],"filter":{"const":"https://credentials.example/person"}}]}""";
        var hiding = await IssueCardAsync("/name", "/birthdate");
        var open = await IssueCardAsync("/name");
        var answer = await Constrained(Limited).EvaluateAsync([open, hiding], cancellationToken: Token);
        Assert.Same(hiding, answer.Matches["a"].Single().Credential);
        answer = await Constrained(Limited).EvaluateAsync([open], cancellationToken: Token);
        Assert.Equal(ExchangeReasons.Disclosure, answer.Reasons["a"]);

        // As a wish, it brings the one that shows less to the front.
        answer = await Constrained(Limited.Replace("required", "preferred", StringComparison.Ordinal)).EvaluateAsync([open, hiding], cancellationToken: Token);
        Assert.Equal([hiding, open], answer.Matches["a"].Select(static match => match.Credential));

        // A JWT that says nothing but what is asked shows no more.
        var plain = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        Assert.True((await Constrained("""{"limit_disclosure":"required","fields":[{"path":["$.credentialSubject.name"]}]}""").EvaluateAsync([plain], cancellationToken: Token)).IsSatisfied);
        Assert.False((await Constrained("""{"limit_disclosure":"required"}""").EvaluateAsync([plain], cancellationToken: Token)).IsSatisfied);
    }

    [Fact]
    public async Task Evaluate_SelfIssued_IsByItsSubject()
    {
        var foreign = await FormatKit.Of(CredentialFormatNames.Jwt).IssueAsync(Issuer, Alice.Did);
        var own = await FormatKit.Of(CredentialFormatNames.Jwt).IssueAsync(Alice, Alice.Did);
        var answer = await Constrained("""{"subject_is_issuer":"required"}""").EvaluateAsync([foreign, own], cancellationToken: Token);
        Assert.Same(own, answer.Matches["a"].Single().Credential);
        answer = await Constrained("""{"subject_is_issuer":"required"}""").EvaluateAsync([foreign], cancellationToken: Token);
        Assert.Equal(ExchangeReasons.SelfIssued, answer.Reasons["a"]);
        answer = await Constrained("""{"subject_is_issuer":"preferred"}""").EvaluateAsync([foreign, own], cancellationToken: Token);
        Assert.Equal([own, foreign], answer.Matches["a"].Select(static match => match.Credential));
    }

    [Fact]
    public async Task Evaluate_IsHolder_IsAboutTheOneWhoShows()
    {
        const string Rule = """{"fields":[{"id":"n","path":["$.credentialSubject.name"]}],"is_holder":[{"field_id":["n"],"directive":"required"}]}""";
        var mine = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        var foreign = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, "did:example:somebody");
        var unnamed = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer);
        var options = new ExchangeOptions { Holders = [Alice.Did] };
        var answer = await Constrained(Rule).EvaluateAsync([foreign, unnamed, mine], options, Token);
        Assert.Same(mine, answer.Matches["a"].Single().Credential);
        answer = await Constrained(Rule).EvaluateAsync([foreign, unnamed], options, Token);
        Assert.Equal(ExchangeReasons.Holder, answer.Reasons["a"]);

        // With two subjects it counts which of them the field is of.
        var both = await CredentialFormats.VcJwt.IssueAsync(
            new CredentialBuilder().WithIssuer(Issuer.Did).AddSubject("did:example:child", new JsonObject { ["name"] = "Carol" }).AddSubject(Alice.Did, new JsonObject { ["role"] = "parent" }).Build(),
            Issuer.Signer, IssueOptions.Standard, Token);
        Assert.False((await Constrained(Rule.Replace("credentialSubject.name", "credentialSubject[0].name", StringComparison.Ordinal)).EvaluateAsync([both], options, Token)).IsSatisfied);
        Assert.True((await Constrained(Rule.Replace("credentialSubject.name", "credentialSubject[1].role", StringComparison.Ordinal)).EvaluateAsync([both], options, Token)).IsSatisfied);
    }

    [Fact]
    public async Task Evaluate_SameSubject_SpansDescriptors()
    {
        var definition = PresentationDefinition.Parse("""
            {"id":"d","input_descriptors":[
              {"id":"name","constraints":{"fields":[{"id":"n","path":["$.credentialSubject.name"]}],"same_subject":[{"field_id":["n","c"],"directive":"required"}]}},
              {"id":"city","constraints":{"fields":[{"id":"c","path":["$.credentialSubject.city"]}]}}]}
            """);
        var (aliceName, bobName) = (await SayAsync(Alice.Did, "name", "Alice"), await SayAsync("did:example:bob", "name", "Bob"));
        var bobCity = await SayAsync("did:example:bob", "city", "Lima");
        var answer = await definition.EvaluateAsync([aliceName, bobName, bobCity], cancellationToken: Token);
        Assert.True(answer.IsSatisfied);
        Assert.Same(bobName, answer.Matches["name"].Single().Credential);

        answer = await definition.EvaluateAsync([aliceName, bobCity], cancellationToken: Token);
        Assert.False(answer.IsSatisfied);
        Assert.Equal(ExchangeReasons.Subject, answer.Reasons["name"]);
    }

    [Theory]
    [InlineData("active", "required", "Active")]
    [InlineData("active", "disallowed", "Revoked Suspended Expired")]
    [InlineData("revoked", "disallowed", "Active Suspended Expired")]
    [InlineData("revoked", "required", "Revoked")]
    [InlineData("suspended", "disallowed", "Active Revoked Expired")]
    [InlineData("revoked", "allowed", "Active Suspended Expired Revoked Unknown")]
    public async Task Evaluate_Statuses_AreThoseThatAreAskedFor(string status, string directive, string accepted)
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(Issuer, Alice.Did);
        var definition = Constrained($$"""{"statuses":{"{{status}}":{"directive":"{{directive}}"} } }""");
        foreach (var standing in Enum.GetValues<CredentialStanding>())
        {
            var options = new ExchangeOptions { FindStanding = (_, _) => ValueTask.FromResult(standing) };
            var answer = await definition.EvaluateAsync([credential], options, Token);
            Assert.Equal(accepted.Split(' ').Contains(standing.ToString()), answer.IsSatisfied);
            Assert.Equal(answer.IsSatisfied ? null : ExchangeReasons.Status, answer.Reasons.GetValueOrDefault("a"));
        }

        // What nobody looks up is not known.
        Assert.Equal(directive == "allowed", (await definition.EvaluateAsync([credential], cancellationToken: Token)).IsSatisfied);
    }

    [Theory]
    [InlineData("""[{"rule":"all","from":"A"}]""", "a1 a2", "a1 a2")]
    [InlineData("""[{"rule":"all","from":"A"}]""", "a1 b1 b2", null)]
    [InlineData("""[{"rule":"pick","count":1,"from":"A"}]""", "a2 b1", "a2")]
    [InlineData("""[{"rule":"pick","count":2,"from":"A"}]""", "a2 b1", null)]
    [InlineData("""[{"rule":"pick","min":2,"from":"B"}]""", "b1 b2 b3", "b1 b2")]
    [InlineData("""[{"rule":"pick","min":2,"from":"B"}]""", "b3", null)]
    [InlineData("""[{"rule":"pick","max":2,"from":"B"}]""", "b1 b2 b3", "b1")]
    [InlineData("""[{"rule":"pick","min":0,"from":"B"}]""", "", "")]
    [InlineData("""[{"rule":"pick","from":"B"}]""", "b3", "b3")]
    [InlineData("""[{"rule":"all","from":"A"},{"rule":"pick","count":1,"from":"B"}]""", "a1 a2 b2", "a1 a2 b2")]
    [InlineData("""[{"rule":"all","from":"A"},{"rule":"pick","count":1,"from":"B"}]""", "a1 a2", null)]
    [InlineData("""[{"rule":"pick","count":1,"from_nested":[{"rule":"all","from":"A"},{"rule":"pick","count":2,"from":"B"}]}]""", "a1 b1 b3", "b1 b3")]
    [InlineData("""[{"rule":"pick","count":1,"from_nested":[{"rule":"all","from":"A"},{"rule":"pick","count":2,"from":"B"}]}]""", "a1 a2 b1 b2", "a1 a2")]
    [InlineData("""[{"rule":"all","from_nested":[{"rule":"all","from":"A"},{"rule":"pick","count":2,"from":"B"}]}]""", "a1 a2 b1", null)]
    public async Task Evaluate_SubmissionRequirements_ChooseTheLeast(string requirements, string available, string? chosen)
    {
        // What no requirement speaks of is in a group that one may leave alone.
        var rules = JsonNode.Parse(requirements)!.AsArray();
        rules.Add(JsonNode.Parse("""{"rule":"pick","min":0,"from":"A"}"""));
        rules.Add(JsonNode.Parse("""{"rule":"pick","min":0,"from":"B"}"""));
        var descriptors = string.Join(',', new[] { "a1", "a2", "b1", "b2", "b3" }.Select(static id =>
            $$"""{"id":"{{id}}","group":["{{id[..1].ToUpperInvariant()}}"],"constraints":{"fields":[{"path":["$.credentialSubject.{{id}}"]}]} }"""));
        var definition = PresentationDefinition.Parse($$"""{"id":"d","submission_requirements":{{rules.ToJsonString()}},"input_descriptors":[{{descriptors}}]}""");
        var held = new List<VerifiableCredential>();
        foreach (var id in available.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            held.Add(await SayAsync(Alice.Did, id, "yes"));
        }

        var answer = await definition.EvaluateAsync(held, cancellationToken: Token);
        Assert.Equal(chosen is not null, answer.IsSatisfied);
        Assert.Equal(chosen ?? "", string.Join(' ', answer.Chosen));
    }

    [Theory]
    [InlineData("""{"path":["$.type","$.vc.type"],"filter":{"type":"array","contains":{"type":"string","const":"Person"}}}""", "Person", null, null)]
    [InlineData("""{"path":["$.vct"],"filter":{"type":"string","enum":["x","y"]}}""", "x y", null, null)]
    [InlineData("""{"path":["$.type"],"filter":{"type":"array","contains":{"type":"string","pattern":"^Person$"}}}""", "Person", null, null)]
    [InlineData("""{"path":["$.type"],"filter":{"type":"array","contains":{"type":"string","pattern":"Person"}}}""", null, null, null)]
    [InlineData("""{"path":["$.type"],"filter":{"type":"array","contains":{"type":"string","pattern":"^P.rson$"}}}""", null, null, null)]
    [InlineData("""{"path":["$.type","$.kind"],"filter":{"const":"Person"}}""", null, null, null)]
    [InlineData("""{"path":["$.type"],"filter":{"const":"Person"},"optional":true}""", null, null, null)]
    [InlineData("""{"path":["$.issuer","$.vc.issuer","$.iss"],"filter":{"type":"string","pattern":"^did:example:1$"}}""", null, "did:example:1", null)]
    [InlineData("""{"path":["$.vct"],"filter":{"type":"string","pattern":"^https:\\/\\/a\\.example\\/x$"}}""", "https://a.example/x", null, null)]
    [InlineData("""{"path":["$.credentialSubject.level","$.vc.credentialSubject.level"],"filter":{"const":"gold"}}""", null, null, "level=gold")]
    [InlineData("""{"path":["$.credentialSubject.level"],"filter":{"const":7}}""", null, null, null)]
    [InlineData("""{"path":["$.credentialSubject.a","$.credentialSubject.b"],"filter":{"const":"gold"}}""", null, null, null)]
    [InlineData("""{"path":["$['credentialSubject.a']"],"filter":{"const":"gold"}}""", null, null, null)]
    public async Task EvaluateStore_FieldsWithConstants_NarrowTheSearch(string field, string? types, string? issuers, string? claim)
    {
        var store = new AskedStore();
        await Definition(field).EvaluateAsync(store, cancellationToken: Token);
        var filter = store.Filters[0];
        Assert.Equal(types, filter.Types is null ? null : string.Join(' ', filter.Types));
        Assert.Equal(issuers, filter.Issuers is null ? null : string.Join(' ', filter.Issuers));
        Assert.Equal(claim, filter.ClaimName is null ? null : $"{filter.ClaimName}={string.Join(' ', filter.ClaimValues!)}");
    }

    internal static PresentationDefinition Definition(string fields) => Constrained($$"""{"fields":[{{fields}}]}""");

    internal static PresentationDefinition Constrained(string constraints) =>
        PresentationDefinition.Parse($$"""{"id":"d","input_descriptors":[{"id":"a","constraints":{{constraints}} }]}""");

    private static async Task<VerifiableCredential> SayAsync(string subject, string claim, string value) => await CredentialFormats.VcJwt.IssueAsync(
        new CredentialBuilder().WithIssuer(Issuer.Did).AddSubject(subject, new JsonObject { [claim] = value }).Build(), Issuer.Signer, IssueOptions.Standard, Token);

    private static async Task<VerifiableCredential> IssueCardAsync(params string[] disclosable) => await CredentialFormats.SdJwtVc.IssueAsync(
        Credential.FromClaims(new JsonObject { ["iss"] = Issuer.Did, ["vct"] = "https://credentials.example/person", ["name"] = "Alice", ["birthdate"] = "1990-01-01" }),
        Issuer.Signer, new IssueOptions { Disclosable = disclosable, HolderKey = Alice.Key.PublicKey }, Token);

    /// <summary>A store without anything, which remembers what it was asked for.</summary>
    private sealed class AskedStore : ICredentialStore
    {
        public List<CredentialFilter> Filters { get; } = [];

        public ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<IReadOnlyList<FoundCredential>> FindAsync(RequestedClaim requested, string? subject = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<FoundCredential>>([]);

        public IAsyncEnumerable<FoundCredential> FindAsync(CredentialFilter filter, CancellationToken cancellationToken = default)
        {
            Filters.Add(filter);
            return AsyncEnumerable.Empty<FoundCredential>();
        }
    }
}
