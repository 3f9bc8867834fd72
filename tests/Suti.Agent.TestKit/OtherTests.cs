// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.TestKit;

/// <summary>Messages that come in, discovery, values by name, and what an agent tells of itself.</summary>
public abstract class OtherTests : AgentTestKit
{
    [Fact]
    public async Task Message_AHandlerKnows_IsUnderstoodAndKeptWhenAsked()
    {
        var message = await Agent.Messages.HandleAsync(
            new() { Raw = """{"note":"hi"}""", MetaData = [new() { Type = "test" }], Save = true }, Cancellation);
        Assert.Equal(("note-1", "note"), (message.Id, message.Type));
        Assert.Equal("test", Assert.Single(message.MetaData!).Type);
        Assert.Equal("""{"note":"hi"}""", (await Agent.Data.GetMessageAsync(new() { Id = "note-1" }, Cancellation)).Raw);
    }

    [Fact]
    public async Task Message_InsideAUrl_IsTakenOut()
    {
        var message = await Agent.Messages.HandleAsync(
            new() { Raw = "https://example.com/ssi?x=1&c_i=%7B%22note%22%3A%22hi%22%7D" }, Cancellation);
        Assert.Equal("""{"note":"hi"}""", message.Raw);
        Assert.Equal("URL", Assert.Single(message.MetaData!).Type);
        Assert.Equal(0, await Agent.Queries.CountMessagesAsync(new(), Cancellation));
    }

    [Fact]
    public async Task Message_NobodyKnows_IsRefused()
    {
        var failure = await FailsAsync(MessageErrorCodes.Unsupported, () => Agent.Messages.HandleAsync(new() { Raw = "?" }, Cancellation));
        Assert.Equal("Unsupported message type", failure.Message);
    }

    [Fact]
    public async Task Message_AtAPrivateAddress_IsNotFetched() =>
        await FailsAsync(MessageErrorCodes.FetchFailed, () => Agent.Messages.HandleAsync(new() { Raw = "https://10.0.0.1/message" }, Cancellation));

    [Fact]
    public async Task Discovery_ByAliasAndClaim_FindsBoth()
    {
        var alice = await Agent.Dids.CreateAsync("key", "alice@work", Cancellation);
        await Agent.Data.SaveCredentialAsync(
            new()
            {
                VerifiableCredential = Json("""{"issuer":"did:a:b","credentialSubject":{"id":"did:example:c","name":"Alice 100%"}}"""),
            },
            Cancellation);
        var result = await Agent.Discovery.DiscoverAsync(new() { Query = "alice" }, Cancellation);
        Assert.Equal(["alias", "dataStore"], result.Results.Select(found => found.Provider));
        Assert.Equal(alice.Did, Assert.Single(result.Results[0].Matches).Did);
        Assert.Equal("Alice 100%", Assert.Single(result.Results[1].Matches).MetaData!.Value.GetProperty("name").GetString());
        Assert.Empty((await Agent.Discovery.DiscoverAsync(new() { Query = "a%e" }, Cancellation)).Results);
    }

    [Fact]
    public async Task KeyValue_SetGetDelete_DoWhatTheySay()
    {
        Assert.Null(await Agent.KeyValues.GetAsync(new() { Key = "a" }, Cancellation));
        Assert.True(await Agent.KeyValues.SetAsync(new() { Key = "a", Value = Json("""{"x":[1]}""") }, Cancellation));
        Assert.True(await Agent.KeyValues.SetAsync(new() { Key = "b", Value = Json("2"), Ttl = 3_600_000 }, Cancellation));
        Assert.Equal("""{"x":[1]}""", (await Agent.KeyValues.GetAsync(new() { Key = "a" }, Cancellation))!.Value.GetRawText());
        Assert.True(await Agent.KeyValues.HasAsync(new() { Key = "b" }, Cancellation));
        Assert.Equal(0, await Agent.KeyValues.DeleteExpiredAsync(Cancellation));
        Assert.True(await Agent.KeyValues.DeleteAsync(new() { Key = "a" }, Cancellation));
        Assert.False(await Agent.KeyValues.DeleteAsync(new() { Key = "a" }, Cancellation));
        Assert.False(await Agent.KeyValues.HasAsync(new() { Key = "a" }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.KeyValues.SetAsync(new() { Key = "", Value = Json("1") }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.KeyValues.SetAsync(new() { Key = "a", Value = Json("1"), Ttl = 0 }, Cancellation));
    }

    [Fact]
    public async Task Description_NamesEveryOperation()
    {
        var description = Agent.Get<IAgentDescription>();
        var methods = await description.GetAvailableMethodsAsync(Cancellation);
        Assert.Contains("didManagerCreate", methods);
        Assert.Contains("dataStoreORMGetVerifiableCredentialsByClaims", methods);
        var schema = await description.GetSchemaAsync(Cancellation);
        var create = schema["components"]!["methods"]!["didManagerCreate"]!;
        Assert.Equal("Creates a DID with its keys.", (string?)create["description"]);
        Assert.NotNull(create["arguments"]!["properties"]!["provider"]);
        Assert.All(methods, name => Assert.NotNull(schema["components"]!["methods"]![name]));
    }
}
