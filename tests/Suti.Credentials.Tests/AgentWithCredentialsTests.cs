// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Dids;

namespace Suti.Credentials.Tests;

/// <summary>The capability in a whole agent.</summary>
public sealed class AgentWithCredentialsTests
{
    [Fact]
    public async Task Agent_OfAFewLines_IssuesSavesPresentsAndVerifies()
    {
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddJwtCredentials().BuildAsync();
        var issuer = (await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key" })).Did;
        var credential = new CredentialBuilder(CredentialDataModel.V1).WithIssuer(issuer).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50)).AddSubject(issuer, new JsonObject { ["name"] = "Alice" }).Build();
        var issued = await agent.Credentials.IssueAsync(credential, save: true);
        Assert.True((await agent.Credentials.VerifyAsync(issued)).Verified);
        Assert.Contains("jwt", await agent.Credentials.ListFormatsAsync(new UsableFormatsRequest { Did = issuer }));

        // By name, as over HTTP.
        var request = new JsonObject
        {
            ["presentation"] = new JsonObject { ["holder"] = issuer, ["verifiableCredential"] = new JsonArray(JsonNode.Parse(issued.GetRawText())) },
            ["proofFormat"] = "jwt",
            ["challenge"] = "c-1",
            ["domain"] = "verifier.example",
            ["save"] = true,
            ["fetchRemoteContexts"] = false,
        };
        var presentation = await ExecuteAsync(agent, "createVerifiablePresentation", request);
        var answer = await ExecuteAsync(agent, "verifyPresentation", new JsonObject { ["presentation"] = presentation.DeepClone(), ["challenge"] = "c-1", ["domain"] = "verifier.example" });
        Assert.True((bool)answer["verified"]!);
        answer = await ExecuteAsync(agent, "verifyPresentation", new JsonObject { ["presentation"] = presentation.DeepClone(), ["challenge"] = "other", ["domain"] = "verifier.example" });
        Assert.False((bool)answer["verified"]!);
        Assert.Equal("auth_error", (string?)answer["error"]!["errorCode"]);
    }

    [Fact]
    public async Task Agent_WithAListOfSeveralBits_PutsItsWordsIntoEntries()
    {
        const string Url = "https://issuer.example/status/1";
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddJwtCredentials().AddStatusLists().BuildAsync();
        var issuer = (await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key" })).Did;
        var request = new JsonObject { ["url"] = Url, ["issuer"] = issuer, ["statusPurpose"] = "message", ["statusSize"] = 2 };
        var exception = await Assert.ThrowsAsync<SutiException>(() => ExecuteAsync(agent, "credentialStatusListCreate", request));
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
        request["statusMessages"] = new JsonArray("a", "b", "c", "d");
        request["statusReference"] = "https://issuer.example/words";
        await ExecuteAsync(agent, "credentialStatusListCreate", request);
        var entry = await ExecuteAsync(agent, "credentialStatusGenerate", new JsonObject { ["type"] = "BitstringStatusListEntry", ["statusListCredential"] = Url });
        Assert.Equal(2, (int)entry["statusSize"]!);
        Assert.Equal("d", (string?)entry["statusMessage"]![3]!["message"]);
        Assert.Equal("https://issuer.example/words", (string?)entry["statusReference"]);
    }

    [Fact]
    public async Task Agent_FormatAddedTwice_IsNotBuilt()
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() =>
            AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddJwtCredentials().AddJwtCredentials().BuildAsync().AsTask());
        Assert.Equal(AgentErrorCodes.InvalidConfiguration, exception.Code);
    }

    [Fact]
    public async Task Agent_WithStatusLists_RevokesWhatItIssued()
    {
        const string Url = "https://issuer.example/status/1";
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddJwtCredentials().AddStatusLists().BuildAsync();
        var issuer = (await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key" })).Did;
        await agent.CredentialStatuses.CreateListAsync(new CreateStatusListRequest { Url = Url, Issuer = issuer });
        Assert.Equal(["BitstringStatusListEntry"], await agent.CredentialStatuses.ListTypesAsync());
        var entry = await ExecuteAsync(agent, "credentialStatusGenerate", new JsonObject { ["type"] = "BitstringStatusListEntry", ["statusListCredential"] = Url });
        var credential = new CredentialBuilder().WithIssuer(issuer).AddSubject(new JsonObject { ["name"] = "Alice" }).AddStatus(entry.AsObject()).Build();
        var issued = await agent.Credentials.IssueAsync(credential);
        var updated = await ExecuteAsync(agent, "credentialStatusUpdate", new JsonObject { ["vc"] = JsonNode.Parse(issued.GetRawText()) });
        Assert.Equal((string)entry["statusListIndex"]!, ((int)updated["statusListIndex"]!).ToString(System.Globalization.CultureInfo.InvariantCulture));

        // A credential of another issuer that points to the same place changes nothing.
        var other = (await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key" })).Did;
        var foreign = new CredentialBuilder().WithIssuer(other).AddSubject(new JsonObject { ["name"] = "Mallory" }).AddStatus(entry.AsObject()).Build();
        var exception = await Assert.ThrowsAsync<SutiException>(async () =>
            await agent.CredentialStatuses.UpdateAsync(new UpdateStatusRequest { Vc = await agent.Credentials.IssueAsync(foreign) }));
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
        exception = await Assert.ThrowsAsync<SutiException>(() =>
            agent.CredentialStatuses.GenerateAsync(new GenerateStatusRequest { Type = "SomethingElse", StatusListCredential = Url }));
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
    }

    private static async Task<JsonNode> ExecuteAsync(IAgent agent, string operation, JsonObject request) =>
        JsonNode.Parse(await agent.ExecuteAsync(operation, Encoding.UTF8.GetBytes(request.ToJsonString())))!;
}
