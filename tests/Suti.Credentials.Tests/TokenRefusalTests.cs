// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>What must be refused of tokens, and of the JSON around them.</summary>
public sealed class TokenRefusalTests
{
    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication);
    private readonly CredentialVerifier _verifier;

    public TokenRefusalTests() =>
        _verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now) });

    [Fact]
    public async Task Verify_JsonThatDisagreesWithItsJwt_FailsAgreement()
    {
        var json = JsonNode.Parse((await IssueV1Async()).Json.GetRawText())!;
        json["credentialSubject"]!["name"] = "Mallory";
        AssertFails(await VerifyAsync(json), CheckCodes.Agreement, "json-differs");
        // A type that is not JwtProof2020 does not switch the comparison off.
        json["proof"]!["type"] = "SomethingElse";
        AssertFails(await VerifyAsync(json), CheckCodes.Agreement, "json-differs");
    }

    [Fact]
    public async Task Verify_JsonWithMoreOrLessThanItsJwt_FailsAgreement()
    {
        var more = JsonNode.Parse((await IssueV1Async()).Json.GetRawText())!;
        more["evil"] = true;
        AssertFails(await VerifyAsync(more), CheckCodes.Agreement, "json-differs");
        var less = JsonNode.Parse((await IssueV1Async()).Json.GetRawText())!;
        less.AsObject().Remove("issuanceDate");
        AssertFails(await VerifyAsync(less), CheckCodes.Agreement, "json-differs");
    }

    [Fact]
    public async Task Verify_PresentationJsonThatDisagrees_FailsAgreement()
    {
        var credential = await IssueV1Async();
        var presentation = new PresentationBuilder(CredentialDataModel.V1).WithHolder(_issuer.Did).AddCredential(credential).Build();
        var made = await CredentialFormats.Jwt.PresentAsync(presentation, _issuer.Signer, PresentOptions.Standard, default);
        Assert.True((await _verifier.VerifyPresentationAsync(made.Json)).Verified);

        var other = JsonNode.Parse(made.Json.GetRawText())!;
        other["verifiableCredential"]!.AsArray().Add(JsonNode.Parse(credential.Json.GetRawText()));
        AssertFails(await _verifier.VerifyPresentationAsync(Element(other)), CheckCodes.Agreement, "json-differs");

        // The object around an inner token is held against that token too.
        var inner = JsonNode.Parse(made.Json.GetRawText())!;
        inner["verifiableCredential"]![0]!["credentialSubject"]!["name"] = "Mallory";
        AssertFails(await _verifier.VerifyPresentationAsync(Element(inner)), CheckCodes.Nested(0), CheckCodes.Agreement);
    }

    [Fact]
    public async Task Verify_MembersThere_Twice_AreRefused()
    {
        const string Twice = """{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"type":["X"],"proof":{"jwt":"a.b.c"}}""";
        AssertFails(await _verifier.VerifyCredentialAsync(Twice), CheckCodes.Format, CredentialErrorCodes.Malformed);
        using var lenient = JsonDocument.Parse(Twice);
        AssertFails(await _verifier.VerifyCredentialAsync(lenient.RootElement), CheckCodes.Format, CredentialErrorCodes.Malformed);

        var payload = Payload().Insert(1, "\"iss\":\"did:example:other\",");
        AssertFails(await _verifier.VerifyCredentialAsync(Sign(payload)), CheckCodes.Format, CredentialErrorCodes.Malformed);
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""")]
    [InlineData("""{"alg":"NONE","typ":"JWT"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    public async Task Verify_NoAlgorithm_FailsSignature(string header)
    {
        var token = $"{Base64Url.Encode(Encoding.UTF8.GetBytes(header))}.{Base64Url.Encode(Encoding.UTF8.GetBytes(Payload()))}.";
        var result = await _verifier.VerifyCredentialAsync(token);
        Assert.False(result.Verified);
        Assert.NotNull(result.FirstFailure);
    }

    [Fact]
    public async Task Verify_MacByThePublicKey_FailsSignature()
    {
        var signer = JwsSigner.FromSecret(_issuer.Key.PublicKey.Raw, JwsAlgorithm.Hs256, new JoseHeaderParameters { Type = "JWT" });
        var token = await Jws.SignAsync(Encoding.UTF8.GetBytes(Payload()), signer);
        AssertFails(await _verifier.VerifyCredentialAsync(token), CheckCodes.Signature, "algorithm");
    }

    [Fact]
    public async Task Verify_UnknownCritical_IsRefused()
    {
        var header = new JoseHeaderParameters { Type = "JWT", Additional = new JsonObject { ["crit"] = new JsonArray("x"), ["x"] = 1 } };
        var token = await Jws.SignAsync(Encoding.UTF8.GetBytes(Payload()), new JwsSigner(_issuer.Key, header: header));
        AssertFails(await _verifier.VerifyCredentialAsync(token), CheckCodes.Format, CredentialErrorCodes.Malformed);
    }

    [Theory]
    [InlineData("\"issuer\":\"did:example:other\"", CheckCodes.Issuer, "not-issuer")]
    [InlineData("\"id\":\"https://other.example/\",\"jti\":\"https://one.example/\"", CheckCodes.Agreement, "id-differs")]
    [InlineData("\"expirationDate\":\"2099-01-01T00:00:00Z\",\"exp\":1800000000", CheckCodes.Agreement, "time-differs")]
    [InlineData("\"credentialStatus\":{\"id\":\"https://a.example/\",\"type\":\"X\"}", CheckCodes.Status, "unknown-type")]
    [InlineData("\"exp\":\"tomorrow\"", CheckCodes.Signature, "claim-type")]
    [InlineData("\"aud\":\"did:example:somebody-else\"", CheckCodes.Audience, "other-audience")]
    public async Task Verify_MemberBesideTheClaims_IsNoWayAround(string member, string code, string reason) =>
        AssertFails(await _verifier.VerifyCredentialAsync(Sign(Payload().Insert(1, member + ","))), code, reason);

    [Theory]
    [InlineData("\"issuer\":\"did:example:other\"", "issuer-differs")]
    [InlineData("\"id\":\"https://other.example/\"", "id-differs")]
    [InlineData("\"expirationDate\":\"2099-01-01T00:00:00Z\"", "time-differs")]
    public async Task Verify_MemberInsideVcThatDiffersFromItsClaim_FailsAgreement(string member, string reason)
    {
        var payload = Payload().Insert(1, "\"jti\":\"https://one.example/\",\"exp\":1800000000,").Replace("\"vc\":{", "\"vc\":{" + member + ",", StringComparison.Ordinal);
        AssertFails(await _verifier.VerifyCredentialAsync(Sign(payload)), CheckCodes.Agreement, reason);
    }

    [Fact]
    public async Task Verify_SubjectThatDiffersFromSub_FailsAgreement()
    {
        var payload = Payload().Insert(1, "\"sub\":\"did:example:alice\",").Replace("\"credentialSubject\":{", "\"credentialSubject\":{\"id\":\"did:example:bob\",", StringComparison.Ordinal);
        AssertFails(await _verifier.VerifyCredentialAsync(Sign(payload)), CheckCodes.Agreement, "subject-differs");
    }

    [Fact]
    public async Task Verify_IssOfSomebodyElseUnderOurKeyId_IsRefused()
    {
        var payload = Payload().Replace(_issuer.Did, "did:example:victim", StringComparison.Ordinal);
        var header = new JoseHeaderParameters { Type = "JWT", KeyId = _issuer.Signer.VerificationMethod };
        var token = await Jws.SignAsync(Encoding.UTF8.GetBytes(payload), new JwsSigner(_issuer.Key, header: header));
        AssertFails(await _verifier.VerifyCredentialAsync(token), CheckCodes.Issuer, "signer-unknown");
    }

    [Theory]
    [InlineData(CredentialFormatNames.VcJwt)]
    [InlineData(CredentialFormatNames.VcSdJwt)]
    [InlineData(CredentialFormatNames.SdJwtVc)]
    public async Task Verify_CredentialOfSomebodyElseUnderOurOwnKey_FailsIssuer(string format)
    {
        // The signature is right and the key is listed; only that it is not the issuer's.
        var json = FormatKit.Of(format).Credential("did:example:victim", null).Json;
        var header = new JoseHeaderParameters { Type = format, KeyId = _issuer.Signer.VerificationMethod };
        var token = await Jws.SignAsync(Encoding.UTF8.GetBytes(json.GetRawText()), new JwsSigner(_issuer.Key, header: header));
        var result = await _verifier.VerifyCredentialAsync(format == CredentialFormatNames.VcJwt ? token : token + "~");
        AssertFails(result, CheckCodes.Issuer, "not-issuer");
        Assert.Equal(CheckOutcome.Passed, result[CheckCodes.Signature]!.Outcome);
    }

    [Fact]
    public async Task Verify_VcClaimInVcJwt_FailsAgreement()
    {
        var json = JsonNode.Parse(FormatKit.Of(CredentialFormatNames.VcJwt).Credential(_issuer.Did, null).Json.GetRawText())!;
        json["vc"] = new JsonObject();
        var token = await Jws.SignAsync(
            Encoding.UTF8.GetBytes(json.ToJsonString()), new JwsSigner(_issuer.Key, header: new JoseHeaderParameters { Type = "vc+jwt", KeyId = _issuer.Signer.VerificationMethod }));
        AssertFails(await _verifier.VerifyCredentialAsync(token), CheckCodes.Agreement, "vc-claim");
    }

    [Fact]
    public async Task Verify_EnvelopeOfAnotherMediaType_FailsAgreement()
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(_issuer);
        var text = credential.Json.GetRawText().Replace("application/vc+jwt", "application/vc+sd-jwt", StringComparison.Ordinal);
        AssertFails(await _verifier.VerifyCredentialAsync(text), CheckCodes.Agreement, "media-type-differs");
    }

    [Fact]
    public async Task Verify_HiddenIssuerOfSdJwtVc_IsRefused()
    {
        var claims = new JsonObject { ["iss"] = _issuer.Did, ["vct"] = "urn:x", ["exp"] = FormatKit.Now.AddDays(1).ToUnixTimeSeconds() };
        var header = new JoseHeaderParameters { Type = "dc+sd-jwt", KeyId = _issuer.Signer.VerificationMethod };
        var hidden = await new SdJwtIssuer(claims).Disclosable("/exp").SignAsync(new JwsSigner(_issuer.Key, header: header));
        AssertFails(await _verifier.VerifyCredentialAsync(hidden.ToString()), CheckCodes.Agreement, "hidden-claim");
        // The issuer leaves it out as well when it is asked to hide it.
        await Assert.ThrowsAsync<SutiException>(() => CredentialFormats.SdJwtVc.IssueAsync(
            Credential.FromClaims(claims), _issuer.Signer, new IssueOptions { Disclosable = ["/exp"] }, default).AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJFZERTQSJ9..")]
    [InlineData("~~~")]
    [InlineData("hello")]
    [InlineData("{\"proof\":{\"jwt\":5}}")]
    [InlineData("{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:,\"}")]
    public async Task Verify_Nonsense_IsRefusedWithAReason(string text)
    {
        foreach (var result in new[] { await _verifier.VerifyCredentialAsync(text), await _verifier.VerifyPresentationAsync(text) })
        {
            Assert.False(result.Verified);
            Assert.Equal(CheckOutcome.Failed, result[CheckCodes.Format]!.Outcome);
        }
    }

    [Fact]
    public async Task Verify_DeepJson_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.False((await _verifier.VerifyCredentialAsync(deep)).Verified);
    }

    [Fact]
    public async Task VerifyMany_OneForgedAmongMany_GivesTheAnswersOfEach()
    {
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var texts = new List<string>();
        for (var index = 0; index < 20; index++)
        {
            var credential = await kit.IssueAsync(_issuer, until: index == 5 ? FormatKit.Now.AddHours(-2) : null);
            texts.Add(index switch { 3 => kit.Forge(credential), 7 => "nonsense", _ => credential.ToString() });
        }

        var results = await _verifier.VerifyCredentialsAsync(texts);
        for (var index = 0; index < texts.Count; index++)
        {
            var alone = await _verifier.VerifyCredentialAsync(texts[index]);
            Assert.Equal(alone.Checks, results[index].Checks);
            Assert.Equal(index is not (3 or 5 or 7), results[index].Verified);
        }

        Assert.Empty(await _verifier.VerifyCredentialsAsync([]));
    }

    [Fact]
    public async Task Verify_IssuerThatIsNotTrusted_FailsTrust()
    {
        var credential = await IssueV1Async();
        foreach (var (policy, verified) in new (ITrustPolicy, bool)[]
        {
            (new TrustedIssuers(["did:example:other"]), false),
            (new TrustedIssuers([_issuer.Did]), true),
            (new TrustedIssuers([], new Dictionary<string, IReadOnlyCollection<string>> { ["Person"] = [_issuer.Did] }), true),
            (new TrustedIssuers([], new Dictionary<string, IReadOnlyCollection<string>> { ["Degree"] = [_issuer.Did] }), false),
        })
        {
            var verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Trust = policy });
            Assert.Equal(verified, (await verifier.VerifyCredentialAsync(credential)).Verified);
        }
    }

    private static void AssertFails(VerificationResult result, string code, string reason)
    {
        Assert.False(result.Verified);
        Assert.Equal(CheckOutcome.Failed, result[code]?.Outcome);
        Assert.Equal(reason, result[code]!.Reason);
    }

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    private string Payload() =>
        $$"""{"iss":"{{_issuer.Did}}","nbf":1700000000,"vc":{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"credentialSubject":{"name":"Alice"} } }""";

    private string Sign(string payload) => Jws.Sign(Encoding.UTF8.GetBytes(payload), _issuer.Key, header: new JoseHeaderParameters { Type = "JWT" });

    private Task<VerifiableCredential> IssueV1Async() => FormatKit.Of(CredentialFormatNames.Jwt).IssueAsync(_issuer, _issuer.Did);

    private async Task<VerificationResult> VerifyAsync(JsonNode json) => await _verifier.VerifyCredentialAsync(Element(json));
}
