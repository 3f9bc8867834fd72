// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

public sealed class AgentCredentialsTests
{
    private readonly TestParty _party = TestParty.WithDocument("agent", KeyType.Ed25519, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication);
    private readonly Kept _store = new();
    private readonly AgentCredentials _credentials;

    public AgentCredentialsTests()
    {
        var clock = new FixedClock(FormatKit.Now);
        var verifier = new CredentialVerifier(new TestResolver(_party), new CredentialVerifierOptions { Clock = clock });
        _credentials = new AgentCredentials(new Signers(_party), verifier, CredentialFormats.All, clock, _store);
    }

    [Fact]
    public async Task Create_Jwt_HasTheShapeOfVeramoAndVerifies()
    {
        var credential = await CreateAsync(new JsonObject { ["issuer"] = new JsonObject { ["id"] = _party.Did }, ["credentialSubject"] = new JsonObject { ["id"] = _party.Did, ["name"] = "Alice" } });
        Assert.Equal("JwtProof2020", (string?)credential["proof"]!["type"]);
        Assert.Equal(CredentialContexts.V1, (string?)credential["@context"]![0]);
        Assert.Equal("2026-03-01T12:00:00.000Z", (string?)credential["issuanceDate"]);
        Assert.Equal(_party.Did, (string?)credential["issuer"]!["id"]);
        var result = await _credentials.VerifyAsync(JsonElement.Parse(credential.ToJsonString()));
        Assert.True(result.Verified, JsonSerializer.Serialize(result, CredentialsJson.Default.VerifyResult));
        Assert.Null(result.Error);
        Assert.Contains(result.Checks, check => check is { Code: "signature", Outcome: "passed" });
    }

    [Fact]
    public async Task Create_FirstContextOfV2_GivesVcJwt()
    {
        var credential = await CreateAsync(new JsonObject
        {
            ["@context"] = new JsonArray(CredentialContexts.V2),
            ["issuer"] = _party.Did,
            ["credentialSubject"] = new JsonObject { ["name"] = "Alice" },
        });
        Assert.Equal("EnvelopedVerifiableCredential", (string?)credential["type"]);
        Assert.StartsWith("data:application/vc+jwt,", (string?)credential["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ChangedJson_SaysSoAsVeramoDoes()
    {
        var credential = await CreateAsync(new JsonObject { ["issuer"] = _party.Did, ["credentialSubject"] = new JsonObject { ["name"] = "Alice" } });
        credential["credentialSubject"]!["name"] = "Mallory";
        var result = await _credentials.VerifyAsync(JsonElement.Parse(credential.ToJsonString()));
        Assert.False(result.Verified);
        Assert.Equal("invalid_credential", result.Error!.ErrorCode);
        Assert.Equal("invalid_credential: Credential JSON does not match JWT payload", result.Error.Message);
    }

    [Fact]
    public async Task Create_Presentation_VerifiesForItsChallengeOnly()
    {
        var credential = await CreateAsync(new JsonObject { ["issuer"] = _party.Did, ["credentialSubject"] = new JsonObject { ["id"] = _party.Did, ["name"] = "Alice" } });
        var presentation = await _credentials.CreatePresentationAsync(new CreatePresentationRequest
        {
            Presentation = Element(new JsonObject { ["holder"] = _party.Did, ["verifiableCredential"] = new JsonArray(credential) }),
            ProofFormat = "jwt",
            Challenge = "c-1",
            Domain = "verifier.example",
            Save = true,
        });
        Assert.Single(_store.Presentations);
        var request = new VerifyPresentationRequest { Presentation = Element(presentation), Challenge = "c-1", Domain = "verifier.example" };
        Assert.True((await _credentials.VerifyPresentationAsync(request)).Verified);
        Assert.Equal("auth_error", (await _credentials.VerifyPresentationAsync(request with { Challenge = "c-2" })).Error!.ErrorCode);
    }

    [Fact]
    public async Task Verify_Expired_ObeysThePolicyOnlyWhenItIsFalse()
    {
        var credential = await CreateAsync(new JsonObject
        {
            ["issuer"] = _party.Did,
            ["issuanceDate"] = "2020-01-01T00:00:00Z",
            ["expirationDate"] = "2021-01-01T00:00:00Z",
            ["credentialSubject"] = new JsonObject { ["name"] = "Alice" },
        });
        var request = new VerifyCredentialRequest { Credential = Element(credential) };
        Assert.Equal("invalid_jwt", (await _credentials.VerifyAsync(request)).Error!.ErrorCode);
        Assert.False((await _credentials.VerifyAsync(request with { Policies = new VerificationPolicies { ExpirationDate = true } })).Verified);
        Assert.True((await _credentials.VerifyAsync(request with { Policies = new VerificationPolicies { ExpirationDate = false } })).Verified);
        Assert.True((await _credentials.VerifyAsync(request with { Policies = new VerificationPolicies { Now = 1_600_000_000 } })).Verified);
    }

    [Theory]
    [InlineData("{\"credentialSubject\":{\"name\":\"A\"}}", "jwt", "invalid_argument: credential.issuer must not be empty")]
    [InlineData("{\"issuer\":\"did:example:stranger\",\"credentialSubject\":{\"name\":\"A\"}}", "jwt", "invalid_argument: credential.issuer must be a DID managed by this agent")]
    [InlineData("{\"issuer\":\"did:example:agent\",\"credentialSubject\":{\"name\":\"A\"}}", "lds", "invalid_setup: No provider found for the requested proof format")]
    [InlineData("{\"issuer\":\"did:example:agent\",\"credentialSubject\":{\"name\":\"A\"}}", "EthereumEip712Signature2021", "key_not_found: No suitable signing key is known for did:example:agent")]
    public async Task Create_Refusals_BeginAsInVeramo(string credential, string format, string message)
    {
        var request = new CreateCredentialRequest { Credential = JsonElement.Parse(credential), ProofFormat = format };
        var exception = await Assert.ThrowsAsync<SutiException>(() => _credentials.CreateAsync(request));
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task ListFormats_Ed25519Key_ListsAllButEip712()
    {
        var formats = await _credentials.ListFormatsAsync(new UsableFormatsRequest { Did = _party.Did });
        Assert.Equal(CredentialFormats.All.Select(format => format.Name).Where(name => name != CredentialFormatNames.Eip712), formats);
    }

    [Fact]
    public async Task CheckStatus_CredentialWithoutStatus_IsNotRevoked()
    {
        var credential = await CreateAsync(new JsonObject { ["issuer"] = _party.Did, ["credentialSubject"] = new JsonObject { ["name"] = "Alice" } });
        Assert.False((await _credentials.CheckStatusAsync(new CheckStatusRequest { Credential = Element(credential) })).Revoked);
        Assert.True((await _credentials.CheckStatusAsync(new CheckStatusRequest { Credential = JsonElement.Parse("\"x.y.z\"") })).Revoked);
    }

    [Fact]
    public void Operations_AreNamedAsInVeramo() =>
        Assert.Equal(
            ["createVerifiableCredential", "createVerifiablePresentation", "listUsableProofFormats", "verifyCredential", "verifyPresentation", "checkCredentialStatus"],
            CredentialsApi.Capability.Operations.Select(operation => operation.Name));

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    private async Task<JsonNode> CreateAsync(JsonObject credential) =>
        await _credentials.CreateAsync(new CreateCredentialRequest { Credential = Element(credential), ProofFormat = "jwt" });

    private sealed class Signers(TestParty party) : ISignerProvider
    {
        public ValueTask<IReadOnlyList<DidSigner>> GetSignersAsync(Did did, VerificationRelationship relationship, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<DidSigner>>(
                did.ToString() == party.Did ? [.. party.Document!.GetMethods(relationship).Select(method => new DidSigner(method, party.Key))] : []);
    }

    private sealed class Kept : ICredentialStore
    {
        public List<VerifiablePresentation> Presentations { get; } = [];

        public ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default)
        {
            Presentations.Add(presentation);
            return ValueTask.CompletedTask;
        }

        public ValueTask<IReadOnlyList<FoundCredential>> FindAsync(
            RequestedClaim requested, string? subject = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<FoundCredential>>([]);

        public IAsyncEnumerable<FoundCredential> FindAsync(CredentialFilter filter, CancellationToken cancellationToken = default) =>
            AsyncEnumerable.Empty<FoundCredential>();
    }
}
