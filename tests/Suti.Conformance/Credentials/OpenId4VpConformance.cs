// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The examples of OpenID4VP that concern credentials: queries, and an SD-JWT VC shown with a key binding.</summary>
public sealed class OpenId4VpConformance
{
    private const string Pid = "https://credentials.example.com/identity_credential";

    [Fact]
    public async Task Dcql_ExamplesOfTheText()
    {
        var suite = new ConformanceSuite("openid4vp/dcql");
        var pid = await IssueAsync(Pid);
        var reduced = await IssueAsync("https://credentials.example.com/reduced_identity_credential");
        var residence = await IssueAsync("https://cred.example/residence_credential");
        var other = await IssueAsync("https://company.example/company_rewards");

        suite.Case("simple", () => Answers("simple", [pid], "my_credential", "/family_name", "/given_name", "/address/street_address") && !Evaluate("simple", [other]).IsSatisfied);
        suite.Case("simple_mdoc", () => Evaluate("simple_mdoc", [pid, other]) is { IsSatisfied: false } answer && answer.Reasons.Values.All(reason => reason == "none-of-this-format"));
        suite.Case("complex_mdoc", () => !Evaluate("complex_mdoc", [pid, other]).IsSatisfied);
        suite.Case("multi_credentials", () => Evaluate("multi_credentials", [pid]) is { IsSatisfied: false } answer && answer.Matches["pid"].Count == 1 && answer.Reasons.ContainsKey("mdl"));
        // One of three options is enough, the third of which takes two credentials.
        suite.Case("credentials_alternatives", () =>
            Evaluate("credentials_alternatives", [pid]).IsSatisfied
            && Evaluate("credentials_alternatives", [reduced, residence]).IsSatisfied
            && !Evaluate("credentials_alternatives", [reduced]).IsSatisfied
            && !Evaluate("credentials_alternatives", [other]).IsSatisfied);
        // The first set asks for locality and region, the second for the postal code: the first that can be met is taken.
        suite.Case("claims_alternatives", () => Answers("claims_alternatives", [pid], "pid", "/family_name", "/locality", "/region", "/date_of_birth"));
        suite.Case("value_matching_simple", () =>
            Evaluate("value_matching_simple", [pid]).IsSatisfied
            && Evaluate("value_matching_simple", [reduced]) is { IsSatisfied: false } answer && answer.Reasons.Values.Single() == "none-of-this-type");
        suite.Complete(7);
    }

    [Fact]
    public async Task SdJwtVc_ExampleOfTheText()
    {
        var suite = new ConformanceSuite("openid4vp/sd-jwt-vc");
        var root = JsonNode.Parse(await File.ReadAllTextAsync(TestVectors.PathOf("openid4vp/sd-jwt-vcld-01.json"), TestContext.Current.CancellationToken))!.AsObject();
        var issuer = (string)root["issuer"]!;
        var key = Jwk.Parse(Encoding.UTF8.GetBytes(root["issuerKey"]!.ToJsonString())).PublicKey!;
        var verifier = new CredentialVerifier(new DidResolver([]), new CredentialVerifierOptions { ControllerKeys = new Keys(issuer, key) });
        var expected = new VerificationOptions
        {
            Challenge = (string)root["nonce"]!,
            Audience = [(string)root["verifier"]!],
            At = DateTimeOffset.FromUnixTimeSeconds((long)root["kbJwtPayload"]!["iat"]!),
        };

        await suite.CaseAsync("issued", async () => (await verifier.VerifyCredentialAsync((string)root["sdJwtIssuance"]!, expected)).Verified);
        await suite.CaseAsync("presented", async () => (await verifier.VerifyPresentationAsync((string)root["sdJwtPresentation"]!, expected)).Verified);
        await suite.CaseAsync("for another nonce", async () =>
            (await verifier.VerifyPresentationAsync((string)root["sdJwtPresentation"]!, expected with { Challenge = "other" }))[CheckCodes.Challenge]!.Outcome == CheckOutcome.Failed);
        suite.Complete(3);
    }

    private static DcqlAnswer Evaluate(string file, VerifiableCredential[] credentials) =>
        DcqlQuery.Parse(File.ReadAllText(TestVectors.PathOf($"openid4vp/examples/query_lang/{file}.json"))).Evaluate(credentials);

    private static bool Answers(string file, VerifiableCredential[] credentials, string id, params string[] pointers) =>
        Evaluate(file, credentials) is { IsSatisfied: true } answer
        && answer.Matches[id].Single().Pointers.Order(StringComparer.Ordinal).SequenceEqual(pointers.Order(StringComparer.Ordinal));

    private static async Task<VerifiableCredential> IssueAsync(string type)
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var claims = new JsonObject
        {
            ["iss"] = "https://issuer.example.com",
            ["vct"] = type,
            ["given_name"] = "Ines",
            ["family_name"] = "Doe",
            ["last_name"] = "Doe",
            ["date_of_birth"] = "1990-01-01",
            ["postal_code"] = "90210",
            ["locality"] = "Lima",
            ["region"] = "Lima",
            ["address"] = new JsonObject { ["street_address"] = "Jirón 1", ["postal_code"] = "90210" },
        };
        var signer = new CredentialSigner(key, "https://issuer.example.com#1");
        return await CredentialFormats.SdJwtVc.IssueAsync(
            Credential.FromClaims(claims), signer, new IssueOptions { Disclosable = ["/given_name", "/family_name", "/address/street_address"] }, TestContext.Current.CancellationToken);
    }

    private sealed class Keys(string issuer, PublicKey key) : IControllerKeySource
    {
        public ValueTask<IReadOnlyList<ControllerKey>?> FindAsync(string controller, VerificationRelationship relationship, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<ControllerKey>?>(controller == issuer ? [new("1", key)] : null);
    }
}
