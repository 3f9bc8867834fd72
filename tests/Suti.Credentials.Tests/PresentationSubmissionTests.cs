// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Answers to a presentation definition, held against it by the verifier.</summary>
public sealed class PresentationSubmissionTests
{
    private const string Domain = "verifier.example";

    private static readonly VerificationOptions Expected = new() { Challenge = "c-1", Domain = Domain };
    private static readonly PresentOptions Made = new() { Challenge = "c-1", Domain = Domain, IssuedAt = FormatKit.Now };
    private static readonly TestParty Issuer = TestParty.WithKeyDid(KeyType.Ed25519);
    private static readonly TestParty Alice = TestParty.WithKeyDid(KeyType.Ed25519);

    private static readonly CredentialVerifier Verifier = new(
        new TestResolver(Issuer, Alice), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CredentialFormatNames.Jwt, "jwt_vp", "$", "jwt_vc", "$.vp.verifiableCredential[0]")]
    [InlineData(CredentialFormatNames.Jwt, "jwt_vp_json", "$[0]", "jwt_vc_json", "$.vp.verifiableCredential[0]")]
    [InlineData(CredentialFormatNames.Jwt, "jwt_vp", "$", "jwt_vc", "$.verifiableCredential[0]")]
    [InlineData(CredentialFormatNames.VcJwt, "vp+jwt", "$", "vc+jwt", "$.verifiableCredential[0]")]
    [InlineData(CredentialFormatNames.VcSdJwt, "vp+sd-jwt", "$", "vc+sd-jwt", "$.verifiableCredential[0]")]
    [InlineData(CredentialFormatNames.VcCose, "vp+cose", "$", "vc+cose", "$['verifiableCredential'][0]")]
    public async Task Validate_CredentialInAPresentation_IsFoundAndHeldAgainstTheDefinition(string format, string outer, string path, string inner, string nested)
    {
        var (kit, credential) = await IssueAsync(format);
        var result = await VerifyAsync(await kit.PresentAsync(Alice, Made, credential));
        var validation = Asking().Validate(Submission(Entry(outer, path, Entry(inner, nested))), [result]);
        Assert.True(validation.IsValid, $"{validation.Reason} {string.Join(' ', validation.Entries.Select(static entry => entry.Reason))}");
        Assert.Equal("Alice", validation.Entries.Single().Credential!.Credential.Subjects[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Validate_ObjectsAndFlatPaths_AreFound()
    {
        var key = TestParty.WithKeyDid(KeyType.Secp256k1);
        var kit = FormatKit.Of(CredentialFormatNames.Eip712);
        var credential = await kit.IssueAsync(key, key.Did);
        var result = await new CredentialVerifier(new TestResolver(key), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now) })
            .VerifyPresentationAsync(await kit.PresentAsync(key, Made, credential), Expected, Token);
        Assert.True(result.Verified, result.ToString());
        Assert.True(Asking().Validate(Submission(Entry("ldp_vc", "$.verifiableCredential[0]")), [result]).IsValid);
        Assert.False(Asking().Validate(Submission(Entry("jwt_vc", "$.verifiableCredential[0]")), [result]).IsValid);
    }

    [Fact]
    public async Task Validate_SeveralPresentations_AreAList()
    {
        var (kit, credential) = await IssueAsync(CredentialFormatNames.SdJwtVc);
        var (other, second) = await IssueAsync(CredentialFormatNames.VcJwt);
        var results = new[] { await VerifyAsync(await other.PresentAsync(Alice, Made, second)), await VerifyAsync(await kit.PresentAsync(Alice, Made, credential)) };
        var definition = PresentationDefinition.Parse("""
            {"id":"d","input_descriptors":[
              {"id":"a","constraints":{"fields":[{"path":["$.credentialSubject.name"]}]}},
              {"id":"card","constraints":{"fields":[{"id":"v","path":["$.vct"]}],"is_holder":[{"field_id":["v"],"directive":"required"}]}}]}
            """);
        var entries = new[] { Entry("vp+jwt", "$[0]", Entry("vc+jwt", "$.verifiableCredential[0]")), Entry("dc+sd-jwt", "$[1]", id: "card") };
        var validation = definition.Validate(Submission(entries), results);
        Assert.True(validation.IsValid, $"{validation.Reason} {string.Join(' ', validation.Entries.Select(static entry => entry.Reason))}");

        // Without its place in the list, and in the place of the other.
        Assert.Equal("not-found", definition.Validate(Submission(entries[0], entries[1] with { Path = "$" }), results).Entries[1].Reason);
        Assert.Equal("not-found", definition.Validate(Submission(entries[0], entries[1] with { Path = "$[0]" }), results).Entries[1].Reason);
        Assert.Equal("not-found", definition.Validate(Submission(entries[0], entries[1] with { Path = "$[2]" }), results).Entries[1].Reason);
        Assert.Equal("incomplete", definition.Validate(Submission(entries[0]), results).Reason);
        Assert.Equal("not-verified", definition.Validate(Submission(entries), []).Reason);
    }

    [Fact]
    public async Task Validate_AnswerThatIsNotOne_IsRefused()
    {
        var (kit, credential) = await IssueAsync(CredentialFormatNames.Jwt);
        var result = await VerifyAsync(await kit.PresentAsync(Alice, Made, credential));
        var good = Entry("jwt_vp", "$", Entry("jwt_vc", "$.vp.verifiableCredential[0]"));
        Assert.True(Asking().Validate(Submission(good), [result]).IsValid);

        Assert.Equal("other-definition", Asking().Validate(Submission(good) with { DefinitionId = "other" }, [result]).Reason);
        Assert.Equal("incomplete", Asking().Validate(Submission(), [result]).Reason);
        Refuses("unknown-descriptor", good with { Id = "b" });
        Refuses("not-found", good with { PathNested = good.PathNested! with { Path = "$.vp.verifiableCredential[1]" } });
        Refuses("not-found", good with { PathNested = good.PathNested! with { Path = "$.vp.verifiableCredential" } });
        Refuses("not-found", good with { PathNested = good.PathNested! with { Path = "$.vp.type[0]" } });
        Refuses("not-found", good with { PathNested = good.PathNested! with { Format = "ldp_vc" } });
        Refuses("not-found", good with { PathNested = good.PathNested! with { PathNested = good.PathNested } });
        Refuses("not-found", good with { Format = "ldp_vp" });
        Refuses("not-found", good with { PathNested = null });
        Refuses("not-found", good with { Path = "$[1]" });
        var twice = Asking().Validate(Submission(good, good), [result]);
        Assert.Equal((false, "named-twice"), (twice.IsValid, twice.Entries[1].Reason));
        Assert.Equal(ExchangeReasons.FieldValue, Asking("Bob").Validate(Submission(good), [result]).Entries.Single().Reason);

        // A presentation that does not verify answers nothing, whatever stands in it.
        var forged = await VerifyAsync(kit.Replace(await kit.PresentAsync(Alice, Made, credential), "verifier.example", "verifiez.example"));
        Assert.False(forged.Verified);
        Assert.Equal("not-verified", Asking().Validate(Submission(good), [forged]).Reason);

        void Refuses(string reason, SubmissionEntry entry)
        {
            var validation = Asking().Validate(Submission(entry), [result]);
            Assert.Equal((false, "entry-refused", reason), (validation.IsValid, validation.Reason, validation.Entries.Single().Reason));
        }
    }

    [Fact]
    public async Task Validate_LimitedDisclosureExceeded_IsRefused()
    {
        var card = await CredentialFormats.SdJwtVc.IssueAsync(
            Credential.FromClaims(new JsonObject { ["iss"] = Issuer.Did, ["vct"] = "https://credentials.example/person", ["name"] = "Alice", ["birthdate"] = "1990-01-01" }),
            Issuer.Signer, new IssueOptions { Disclosable = ["/name", "/birthdate"], HolderKey = Alice.Key.PublicKey }, Token);
        var definition = PresentationExchangeTests.Constrained("""{"limit_disclosure":"required","fields":[{"path":["$.name"]}]}""");
        var pointers = (await definition.EvaluateAsync([card], cancellationToken: Token)).Matches["a"].Single().Pointers;
        var asked = await VerifyAsync(await SdJwtPresentation.CreateAsync(card, pointers, Alice.Key, Domain, "c-1", FormatKit.Now, Token));
        var more = await VerifyAsync(await SdJwtPresentation.CreateAsync(card, ["/name", "/birthdate"], Alice.Key, Domain, "c-1", FormatKit.Now, Token));
        Assert.True(definition.Validate(Submission(Entry("dc+sd-jwt", "$")), [asked]).IsValid);
        Assert.False(asked.Credential!.Credential.Json.TryGetProperty("birthdate", out _));
        Assert.Equal(ExchangeReasons.Disclosure, definition.Validate(Submission(Entry("dc+sd-jwt", "$")), [more]).Entries.Single().Reason);
    }

    [Fact]
    public async Task Validate_SubjectsAndHolders_AreThoseOfThePresentation()
    {
        var kit = FormatKit.Of(CredentialFormatNames.Jwt);
        var foreign = await kit.IssueAsync(Issuer, "did:example:child");
        var own = await kit.IssueAsync(Issuer, Alice.Did);
        var parents = Expected with { SwitchedOff = [CheckCodes.Holder] };
        var result = await Verifier.VerifyPresentationAsync(await kit.PresentAsync(Alice, Made, foreign, own), parents, Token);
        Assert.True(result.Verified, result.ToString());
        const string Rules = """
            {"id":"d","input_descriptors":[
              {"id":"a","constraints":{"fields":[{"id":"x","path":["$.credentialSubject.name"]}],"RULE":[{"field_id":["x","y"],"directive":"required"}]}},
              {"id":"b","constraints":{"fields":[{"id":"y","path":["$.credentialSubject.name"]}]}}]}
            """;
        var child = Entry("jwt_vp", "$", Entry("jwt_vc", "$.vp.verifiableCredential[0]"));
        var mine = Entry("jwt_vp", "$", Entry("jwt_vc", "$.vp.verifiableCredential[1]", id: "b"), "b");
        var same = PresentationDefinition.Parse(Rules.Replace("RULE", "same_subject", StringComparison.Ordinal));
        Assert.Equal(ExchangeReasons.Subject, same.Validate(Submission(child, mine), [result]).Reason);
        var also = mine with { PathNested = mine.PathNested! with { Path = "$.vp.verifiableCredential[0]" } };
        Assert.True(same.Validate(Submission(child, also), [result]).IsValid);
        var holder = PresentationDefinition.Parse(Rules.Replace("RULE", "is_holder", StringComparison.Ordinal));
        Assert.Equal(ExchangeReasons.Holder, holder.Validate(Submission(child, mine), [result]).Entries[0].Reason);
        var ownFirst = child with { PathNested = child.PathNested! with { Path = "$.vp.verifiableCredential[1]" } };
        Assert.True(holder.Validate(Submission(ownFirst, mine), [result]).IsValid);
    }

    [Fact]
    public async Task Validate_SubmissionRequirements_CountWhatWasSubmitted()
    {
        var (kit, credential) = await IssueAsync(CredentialFormatNames.Jwt);
        var result = await VerifyAsync(await kit.PresentAsync(Alice, Made, credential));
        var definition = PresentationDefinition.Parse("""
            {"id":"d","submission_requirements":[{"rule":"pick","count":1,"from":"G"}],"input_descriptors":[
              {"id":"a","group":["G"],"constraints":{}},{"id":"b","group":["G"],"constraints":{}}]}
            """);
        SubmissionEntry Of(string id) => Entry("jwt_vp", "$", Entry("jwt_vc", "$.vp.verifiableCredential[0]", id: id), id);
        Assert.True(definition.Validate(Submission(Of("b")), [result]).IsValid);
        Assert.Equal("incomplete", definition.Validate(Submission(Of("a"), Of("b")), [result]).Reason);
        Assert.Equal("incomplete", definition.Validate(Submission(), [result]).Reason);
    }

    [Theory]
    [InlineData("""{"id":"s","definition_id":"d"}""")]
    [InlineData("""{"id":"s","descriptor_map":[]}""")]
    [InlineData("""{"definition_id":"d","descriptor_map":[]}""")]
    [InlineData("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp"}]}""")]
    [InlineData("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","path":"$"}]}""")]
    [InlineData("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp","path":"x"}]}""")]
    [InlineData("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp","path":"$","path_nested":{"id":"b","format":"jwt_vc","path":"$"}}]}""")]
    [InlineData("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp","path":"$","path_nested":7}]}""")]
    [InlineData("""{"id":"s","id":"s","definition_id":"d","descriptor_map":[]}""")]
    [InlineData("""[]""")]
    public void TryParse_MalformedSubmission_IsRefused(string json)
    {
        Assert.False(PresentationSubmission.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error));
        Assert.Equal(CredentialErrorCodes.RequestInvalid, error.Code);
    }

    [Fact]
    public void ToJson_Submission_ReadsBackTheSame()
    {
        var submission = Submission(Entry("jwt_vp", "$", Entry("jwt_vc", "$.vp.verifiableCredential[0]")));
        var json = submission.ToJson();
        Assert.Equal(
            """{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp","path":"$","path_nested":{"id":"a","format":"jwt_vc","path":"$.vp.verifiableCredential[0]"}}]}""", json);
        Assert.True(PresentationSubmission.TryParse(Encoding.UTF8.GetBytes(json), out var read, out _));
        Assert.Equal(json, read.ToJson());
    }

    private static PresentationDefinition Asking(string name = "Alice") => PresentationDefinition.Parse(
        $$"""{"id":"d","input_descriptors":[{"id":"a","constraints":{"fields":[{"path":["$.credentialSubject.name"],"filter":{"const":"{{name}}"} }]} }]}""");

    private static PresentationSubmission Submission(params SubmissionEntry[] entries) => new() { Id = "s", DefinitionId = "d", DescriptorMap = entries };

    private static SubmissionEntry Entry(string format, string path, SubmissionEntry? nested = null, string id = "a") =>
        new() { Id = id, Format = format, Path = path, PathNested = nested };

    private static async Task<(FormatKit Kit, VerifiableCredential Credential)> IssueAsync(string format)
    {
        var kit = FormatKit.Of(format);
        return (kit, await kit.IssueAsync(Issuer, holder: Alice));
    }

    private static async Task<VerificationResult> VerifyAsync(string presentation) => await Verifier.VerifyPresentationAsync(presentation, Expected, Token);
}
