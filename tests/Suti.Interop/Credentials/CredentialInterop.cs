// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>did-jwt-vc</c> and Veramo's credential plugins, both directions.</summary>
public sealed class CredentialInterop : IDisposable
{
    private const string Challenge = "c-1";
    private const string Domain = "https://verifier.example";

    private static readonly VerificationOptions Expected = new() { Challenge = Challenge, Domain = Domain };

    private readonly InteropPeer _peer = new("credentials.mjs");

    public void Dispose() => _peer.Dispose();

    [Theory]
    [InlineData("EdDSA", KeyType.Ed25519)]
    [InlineData("ES256K", KeyType.Secp256k1)]
    public async Task DidJwtVc_Credentials_VerifyBothWays(string algorithm, KeyType type)
    {
        var party = new Party("issuer", type);
        var verifier = Verifier(party);
        Know(party);
        var ours = await CredentialFormats.Jwt.IssueAsync(OurCredential(party.Did), party.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        var read = _peer.Call("did-jwt-vc.verify", new() { ["token"] = ours.Token })!;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(read.ToJsonString()), ours.Json), read.ToJsonString());

        var theirs = (string)_peer.Call("did-jwt-vc.create", Arguments(party, algorithm, new() { ["credential"] = TheirCredential(party.Did) }))!;
        var result = await verifier.VerifyCredentialAsync(theirs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Verified, result.ToString());
        Assert.Equal("Alice", result.Credential!.Credential.Subjects[0].GetProperty("name").GetString());

        _peer.Refusal("did-jwt-vc.verify", new() { ["token"] = Damage(ours.Token!) });
        Assert.False((await verifier.VerifyCredentialAsync(Damage(theirs), cancellationToken: TestContext.Current.CancellationToken)).Verified);
    }

    [Theory]
    [InlineData("EdDSA", KeyType.Ed25519)]
    [InlineData("ES256K", KeyType.Secp256k1)]
    public async Task DidJwtVc_Presentations_VerifyBothWays(string algorithm, KeyType type)
    {
        var party = new Party("holder", type);
        var verifier = Verifier(party);
        Know(party);
        var credential = await CredentialFormats.Jwt.IssueAsync(OurCredential(party.Did), party.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        var presentation = new PresentationBuilder(CredentialDataModel.V1).WithHolder(party.Did).AddCredential(credential).Build();
        var ours = await CredentialFormats.Jwt.PresentAsync(
            presentation, party.Signer, new PresentOptions { Challenge = Challenge, Domain = Domain }, TestContext.Current.CancellationToken);
        var read = _peer.Call("did-jwt-vc.verify-presentation", new() { ["token"] = ours.Token, ["challenge"] = Challenge, ["domain"] = Domain })!;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(read.ToJsonString()), ours.Json), read.ToJsonString());

        var theirs = (string)_peer.Call(
            "did-jwt-vc.present",
            Arguments(party, algorithm, new() { ["presentation"] = TheirPresentation(party.Did, credential.Token!), ["challenge"] = Challenge, ["domain"] = Domain }))!;
        var result = await verifier.VerifyPresentationAsync(theirs, Expected, TestContext.Current.CancellationToken);
        Assert.True(result.Verified, result.ToString());
        Assert.False((await verifier.VerifyPresentationAsync(theirs, Expected with { Challenge = "other" }, TestContext.Current.CancellationToken)).Verified);
        _peer.Refusal("did-jwt-vc.verify-presentation", new() { ["token"] = ours.Token, ["challenge"] = "other", ["domain"] = Domain });
    }

    [Theory]
    [InlineData("jwt", KeyType.Ed25519)]
    [InlineData("jwt", KeyType.Secp256k1)]
    [InlineData("EthereumEip712Signature2021", KeyType.Secp256k1)]
    public async Task Veramo_Credentials_VerifyBothWays(string format, KeyType type)
    {
        var party = new Party("issuer", type);
        var verifier = Verifier(party);
        Know(party);
        var ours = await Format(format).IssueAsync(OurCredential(party.Did), party.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        AssertVerified(_peer.Call("veramo.verify", new() { ["credential"] = JsonNode.Parse(ours.Json.GetRawText()) })!);

        var theirs = _peer.Call("veramo.create", new() { ["credential"] = TheirCredential(party.Did), ["proofFormat"] = format })!;
        var result = await verifier.VerifyCredentialAsync(JsonElement.Parse(theirs.ToJsonString()), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Verified, result.ToString());

        // A claim that was added later.
        theirs["credentialSubject"]!["admin"] = true;
        Assert.False((await verifier.VerifyCredentialAsync(JsonElement.Parse(theirs.ToJsonString()), cancellationToken: TestContext.Current.CancellationToken)).Verified);
    }

    [Theory]
    [InlineData("jwt", KeyType.Ed25519)]
    [InlineData("jwt", KeyType.Secp256k1)]
    [InlineData("EthereumEip712Signature2021", KeyType.Secp256k1)]
    public async Task Veramo_Presentations_VerifyBothWays(string format, KeyType type)
    {
        var party = new Party("holder", type);
        var verifier = Verifier(party);
        Know(party);
        var credential = await Format(format).IssueAsync(OurCredential(party.Did), party.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        var presentation = new PresentationBuilder(CredentialDataModel.V1).WithHolder(party.Did).AddCredential(credential).Build();
        var isJwt = format == "jwt";
        var ours = await Format(format).PresentAsync(
            presentation, party.Signer, new PresentOptions { Challenge = Challenge, Domain = Domain }, TestContext.Current.CancellationToken);
        AssertVerified(_peer.Call(
            "veramo.verify-presentation", new() { ["presentation"] = JsonNode.Parse(ours.Json.GetRawText()), ["challenge"] = Challenge, ["domain"] = Domain })!);

        var theirs = _peer.Call("veramo.present", new()
        {
            ["presentation"] = new JsonObject { ["holder"] = party.Did, ["verifiableCredential"] = new JsonArray(JsonNode.Parse(credential.Json.GetRawText())) },
            ["proofFormat"] = format,
            ["challenge"] = Challenge,
            ["domain"] = Domain,
        })!;
        // Veramo's EIP-712 presentations answer no challenge and name no domain.
        var expected = isJwt ? Expected : VerificationOptions.Standard;
        var result = await verifier.VerifyPresentationAsync(JsonElement.Parse(theirs.ToJsonString()), expected, TestContext.Current.CancellationToken);
        Assert.True(result.Verified, result.ToString());
        Assert.True(result.Nested.Single().Verified);
    }

    private static ICredentialFormat Format(string name) => CredentialFormats.All.Single(format => format.Name == name);

    private static string Damage(string token)
    {
        var at = token.LastIndexOf('.') + 5;
        return token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    private static void AssertVerified(JsonNode result) => Assert.True((bool)result["verified"]!, result.ToJsonString());

    private static Credential OurCredential(string did) => new CredentialBuilder(CredentialDataModel.V1)
        .WithId("https://issuer.example/1").AddType("Person").WithIssuer(did).ValidFrom(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
        .AddSubject(did, new JsonObject { ["name"] = "Alice", ["home"] = new JsonObject { ["city"] = "Lima" } }).Build();

    private static JsonObject TheirCredential(string did) => new()
    {
        ["@context"] = new JsonArray(CredentialContexts.V1),
        ["type"] = new JsonArray("VerifiableCredential", "Person"),
        ["issuer"] = new JsonObject { ["id"] = did },
        ["issuanceDate"] = "2026-01-01T00:00:00.000Z",
        ["credentialSubject"] = new JsonObject { ["id"] = did, ["name"] = "Alice" },
    };

    private static JsonObject TheirPresentation(string did, string token) => new()
    {
        ["@context"] = new JsonArray(CredentialContexts.V1),
        ["type"] = new JsonArray("VerifiablePresentation"),
        ["holder"] = did,
        ["verifiableCredential"] = new JsonArray(token),
    };

    private static JsonObject Arguments(Party party, string algorithm, JsonObject more)
    {
        more["did"] = party.Did;
        more["algorithm"] = algorithm;
        more["secret"] = party.Secret;
        return more;
    }

    private static CredentialVerifier Verifier(Party party) => new(party);

    private void Know(Party party) => _peer.Call("know", new()
    {
        ["did"] = party.Did,
        ["document"] = JsonNode.Parse(party.Document.ToUtf8()),
        ["type"] = party.Type == KeyType.Ed25519 ? "Ed25519" : "Secp256k1",
        ["secret"] = party.VeramoSecret,
    });

    /// <summary>A party with a document that Veramo can read, and its own resolver.</summary>
    private sealed class Party : IDidResolver
    {
        private readonly PrivateKey _key;

        public Party(string name, KeyType type)
        {
            Type = type;
            Did = $"did:example:{name}{Guid.NewGuid():N}";
            _key = PrivateKey.Generate(type, KeyExportPolicy.AllowExport);
            Signer = new CredentialSigner(_key, Did + "#key-1");
            var both = VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication;
            var builder = new DidDocumentBuilder(Dids.Did.Parse(Did));
            Document = type == KeyType.Secp256k1
                ? builder.AddAccount("#key-1", "EcdsaSecp256k1RecoveryMethod2020", BlockchainAccount.FromEthereumKey(_key.PublicKey), both).Build()
                : builder.AddKey("#key-1", _key.PublicKey, both, VerificationMethodForm.Suite2018).Build();
        }

        public string Did { get; }

        public KeyType Type { get; }

        public CredentialSigner Signer { get; }

        public DidDocument Document { get; }

        public string Secret => Convert.ToHexStringLower(_key.Export(PrivateKeyFormat.Raw));

        /// <summary>Veramo keeps the public key behind an Ed25519 secret.</summary>
        public string VeramoSecret => Type == KeyType.Ed25519 ? Secret + Convert.ToHexStringLower(_key.PublicKey.Raw) : Secret;

        public ValueTask<DidResolutionResult> ResolveAsync(string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(did == Did ? DidResolutionResult.FromDocument(Document) : DidResolutionResult.FromError(DidErrorCodes.NotFound, "Somebody else."));
    }
}
