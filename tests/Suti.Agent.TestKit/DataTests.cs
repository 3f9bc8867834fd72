// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent.TestKit;

/// <summary>Messages, credentials and presentations, and queries over them.</summary>
public abstract class DataTests : AgentTestKit
{
    private const string Alice = "did:example:alice";
    private const string Bob = "did:example:bob";

    [Fact]
    public async Task Credential_SavedTwice_IsKeptOnceAndComesBackAsItWas()
    {
        var credential = Credential(1, Alice, Bob, """{"name":"Bob \u00e9 \"x\"","age":42,"member":true,"address":{"city":"Zürich"},"none":null}""");
        var hash = await SaveAsync(credential);
        Assert.StartsWith("Qm", hash, StringComparison.Ordinal);
        Assert.Equal(hash, await SaveAsync(credential));
        var found = await Agent.Data.GetCredentialAsync(new() { Hash = hash }, Cancellation);
        Assert.True(JsonElement.DeepEquals(credential, found));
        Assert.Equal(1, await Agent.Queries.CountCredentialsAsync(new(), Cancellation));
        Assert.Equal(5, await Agent.Queries.CountCredentialsByClaimsAsync(new(), Cancellation));
    }

    [Fact]
    public async Task Credential_WithItsJwt_HasTheHashOfTheJwt()
    {
        const string Jwt = "eyJhbGciOiJFUzI1NksifQ.eyJpc3MiOiJkaWQ6ZXhhbXBsZTphbGljZSIsInN1YiI6ImRpZDpleGFtcGxlOmJvYiIsInZjIjp7IkBjb250ZXh0IjpbImEiXSwidHlwZSI6WyJWZXJpZmlhYmxlQ3JlZGVudGlhbCJdLCJjcmVkZW50aWFsU3ViamVjdCI6eyJuYW1lIjoiQm9iIn19LCJuYmYiOjE2MDAwMDAwMDB9.AAAA";
        var asObject = await SaveAsync(Json($$"""{"issuer":"{{Alice}}","credentialSubject":{"name":"Bob"},"proof":{"jwt":"{{Jwt}}"} }"""));
        await Agent.Data.DeleteCredentialAsync(new() { Hash = asObject }, Cancellation);
        var asText = await SaveAsync(Json($"\"{Jwt}\""));
        Assert.Equal(asObject, asText);
        Assert.Equal([asText], await FindAsync(new() { Where = [Where("issuer", "Equal", Alice), Where("subject", "Equal", Bob), Where("issuanceDate", "Equal", "2020-09-13T12:26:40Z")] }));
        Assert.Equal(asText, Assert.Single(await Agent.Queries.GetCredentialsByClaimsAsync(
            new() { Where = [Where("type", "Equal", "name"), Where("value", "Equal", "Bob")] }, Cancellation)).Hash);
    }

    [Fact]
    public async Task Credential_Deleted_TakesItsClaimsAlong()
    {
        var hash = await SaveAsync(Credential(1, Alice, Bob, """{"name":"Bob"}"""));
        Assert.True(await Agent.Data.DeleteCredentialAsync(new() { Hash = hash }, Cancellation));
        Assert.False(await Agent.Data.DeleteCredentialAsync(new() { Hash = hash }, Cancellation));
        Assert.Equal(0, await Agent.Queries.CountCredentialsByClaimsAsync(new(), Cancellation));
        var failure = await FailsAsync(DataErrorCodes.NotFound, () => Agent.Data.GetCredentialAsync(new() { Hash = hash }, Cancellation));
        Assert.Equal("not_found: Verifiable credential not found", failure.Message);
    }

    [Fact]
    public async Task Credentials_SavedTogether_AreAllKeptOrNone()
    {
        var hashes = await Agent.Data.SaveCredentialsAsync(
            new() { VerifiableCredentials = [.. Enumerable.Range(0, 20).Select(number => Credential(number, Alice, Bob, """{"a":1}"""))] }, Cancellation);
        Assert.Equal(20, hashes.Distinct().Count());
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Data.SaveCredentialsAsync(
            new() { VerifiableCredentials = [Credential(99, Alice, Bob, "{}"), Json("\"no.jwt\"")] }, Cancellation));
        Assert.Equal(20, await Agent.Queries.CountCredentialsAsync(new(), Cancellation));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"a.b\"")]
    [InlineData("\"a.!.c\"")]
    public async Task Credential_ThatIsNone_IsRefused(string json) =>
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => SaveAsync(Json(json)));

    [Fact]
    public async Task Query_EveryOperator_FindsWhatItSays()
    {
        var hashes = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            hashes.Add(await SaveAsync(Credential(number, number % 2 == 0 ? Alice : Bob, number == 5 ? null : Bob, $$"""{"n":"v{{number}}"}""")));
        }

        await ExpectAsync([0, 2, 4], Where("issuer", "Equal", Alice));
        await ExpectAsync([1, 3, 5], Where("issuer", "Equal", Alice) with { Not = true });
        await ExpectAsync([0, 1, 2], Where("id", "In", "urn:0", "urn:1", "urn:2"));
        await ExpectAsync([0, 1], new FindCondition { Column = "id", Value = ["urn:0", "urn:1"] });
        await ExpectAsync([0, 1, 2, 3, 4, 5], Where("type", "Any", "Test"));
        await ExpectAsync([], Where("type", "Any", "VerifiableCredential,Test"));
        await ExpectAsync([], Where("type", "Equal", "Test"));
        await ExpectAsync([], Where("type", "In", "", "Test"));
        await ExpectAsync([0, 1, 2, 3, 4, 5], Where("type", "Equal", "Test") with { Not = true });
        await ExpectAsync([], Where("type", "In", "VerifiableCredential,Test", "x") with { Not = true });
        await ExpectAsync([0, 1, 2, 3, 4, 5], Where("type", "Equal", "VerifiableCredential,Test"));
        await ExpectAsync([0, 1, 2, 3, 4, 5], Where("type", "Like", "%test"));
        await ExpectAsync([5], Where("subject", "IsNull"));
        await ExpectAsync([0, 1, 2, 3, 4], Where("subject", "IsNull") with { Not = true });
        await ExpectAsync([1, 2, 3], Where("issuanceDate", "Between", "2024-01-02", "2024-01-04T00:00:00Z"));
        await ExpectAsync([0], Where("issuanceDate", "LessThan", "2024-01-02T00:00:00Z"));
        await ExpectAsync([0, 1], Where("issuanceDate", "LessThanOrEqual", "2024-01-02T00:00:00Z"));
        await ExpectAsync([5], Where("issuanceDate", "MoreThan", "2024-01-05T00:00:00Z"));
        await ExpectAsync([4, 5], Where("issuanceDate", "MoreThanOrEqual", "2024-01-05T00:00:00Z"));
        await ExpectAsync([1, 3], Where("issuer", "Equal", Bob), Where("subject", "Equal", Bob));
        await ExpectAsync([2, 3], Where("issuanceDate", "MoreThan", "2024-01-02"), Where("issuanceDate", "LessThan", "2024-01-05"));
        await ExpectAsync([0, 5], new FindCondition { Or = [Where("id", "Equal", "urn:0"), Where("subject", "IsNull")] });
        await ExpectAsync([1, 2, 3, 4], new FindCondition { Not = true, Or = [Where("id", "Equal", "urn:0"), Where("subject", "IsNull")] });
        await ExpectAsync([0, 3], new FindCondition { Or = [Where("id", "Equal", "urn:0"), new FindCondition { And = [Where("id", "Like", "urn:_"), Where("issuanceDate", "Equal", "2024-01-04")] }] });
        await ExpectAsync([2], Where("hash", "Equal", hashes[2]));

        async Task ExpectAsync(int[] expected, params FindCondition[] where)
        {
            Assert.Equal(expected.Select(number => hashes[number]).Order(), (await FindAsync(new() { Where = where })).Order());
            Assert.Equal(expected.Length, await Agent.Queries.CountCredentialsAsync(new() { Where = where }, Cancellation));
        }
    }

    [Fact]
    public async Task Query_OrderSkipAndTake_AreHeld()
    {
        for (var number = 0; number < 5; number++)
        {
            await SaveAsync(Credential(number, Alice, Bob, "{}"));
        }

        Assert.Equal(["urn:4", "urn:3", "urn:2", "urn:1", "urn:0"], await IdsAsync(new() { Order = [new() { Column = "issuanceDate", Direction = "DESC" }] }));
        Assert.Equal(["urn:1", "urn:2"], await IdsAsync(new() { Order = [new() { Column = "id" }], Skip = 1, Take = 2 }));
        Assert.Equal(5, await Agent.Queries.CountCredentialsAsync(new() { Skip = 1, Take = 2 }, Cancellation));
    }

    [Fact]
    public async Task Page_WhileOthersAreSaved_RepeatsNothing()
    {
        for (var number = 0; number < 6; number++)
        {
            await SaveAsync(Credential(number, Alice, Bob, "{}"));
        }

        var request = new FindRequest { Order = [new() { Column = "id" }], Take = 4 };
        var first = await Agent.Queries.PageCredentialsAsync(request, Cancellation);
        await SaveAsync(Credential(0, Bob, Bob, """{"new":true}"""));
        var second = await Agent.Queries.PageCredentialsAsync(request with { After = first.Next }, Cancellation);
        Assert.Null(second.Next);
        Assert.Equal(
            ["urn:0", "urn:1", "urn:2", "urn:3", "urn:4", "urn:5"],
            first.Items.Concat(second.Items).Select(item => item.VerifiableCredential.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Presentation_WithCredentials_KeepsThemToo()
    {
        var credential = Credential(1, Alice, Bob, """{"name":"Bob"}""");
        var presentation = Json($$"""
            {"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiablePresentation"],"holder":"{{Bob}}",
             "verifier":["did:example:shop","did:example:bar"],"verifiableCredential":[{{credential.GetRawText()}}]}
            """);
        var hash = await Agent.Data.SavePresentationAsync(new() { VerifiablePresentation = presentation }, Cancellation);
        Assert.True(JsonElement.DeepEquals(presentation, await Agent.Data.GetPresentationAsync(new() { Hash = hash }, Cancellation)));
        Assert.Equal(1, await Agent.Queries.CountCredentialsAsync(new(), Cancellation));
        FindRequest byVerifier = new() { Where = [Where("verifier", "Equal", "did:example:bar")] };
        Assert.Equal(hash, Assert.Single(await Agent.Queries.GetPresentationsAsync(byVerifier, Cancellation)).Hash);
        Assert.Equal(1, await Agent.Queries.CountPresentationsAsync(new() { Where = [Where("holder", "Equal", Bob)] }, Cancellation));
        Assert.Equal(0, await Agent.Queries.CountPresentationsAsync(new() { Where = [Where("verifier", "Equal", Bob)] }, Cancellation));
        Assert.True(await Agent.Data.DeletePresentationAsync(new() { Hash = hash }, Cancellation));
        Assert.False(await Agent.Data.DeletePresentationAsync(new() { Hash = hash }, Cancellation));
        await FailsAsync(DataErrorCodes.NotFound, () => Agent.Data.GetPresentationAsync(new() { Hash = hash }, Cancellation));
        Assert.Equal(1, await Agent.Queries.CountCredentialsAsync(new(), Cancellation));
    }

    [Fact]
    public async Task Message_Saved_ComesBackWhole()
    {
        var message = new AgentMessage
        {
            Id = "m1",
            Type = "note",
            From = Alice,
            To = Bob,
            CreatedAt = "2024-01-01T00:00:00.000Z",
            ThreadId = "t1",
            Raw = "raw text",
            Data = Json("""{"a":[1,2,{"b":null}]}"""),
            ReplyTo = [Alice],
            MetaData = [new() { Type = "test", Value = "x" }],
            Credentials = [Credential(1, Alice, Bob, "{}")],
        };
        Assert.Equal("m1", await Agent.Data.SaveMessageAsync(new() { Message = message }, Cancellation));
        var found = await Agent.Data.GetMessageAsync(new() { Id = "m1" }, Cancellation);
        Assert.Equal((message.From, message.To, message.CreatedAt, message.ThreadId, message.Raw), (found.From, found.To, found.CreatedAt, found.ThreadId, found.Raw));
        Assert.Equal(message.Data.Value.GetRawText(), found.Data!.Value.GetRawText());
        Assert.Equal(message.MetaData, found.MetaData);
        Assert.Equal(1, await Agent.Queries.CountCredentialsAsync(new(), Cancellation));
        FindRequest fromAlice = new() { Where = [Where("from", "Equal", Alice), Where("createdAt", "LessThan", "2025-01-01")] };
        Assert.Equal("m1", Assert.Single(await Agent.Queries.GetMessagesAsync(fromAlice, Cancellation)).Id);
        Assert.Equal(1, await Agent.Queries.CountMessagesAsync(fromAlice, Cancellation));
        Assert.Equal("m1", Assert.Single((await Agent.Queries.PageMessagesAsync(new(), Cancellation)).Items).Id);
        Assert.True(await Agent.Data.DeleteMessageAsync(new() { Id = "m1" }, Cancellation));
        Assert.False(await Agent.Data.DeleteMessageAsync(new() { Id = "m1" }, Cancellation));
        await FailsAsync(DataErrorCodes.NotFound, () => Agent.Data.GetMessageAsync(new() { Id = "m1" }, Cancellation));
    }

    [Fact]
    public async Task Identifiers_ByQuery_AreFound()
    {
        var alice = await Agent.Dids.CreateAsync("key", "alice", Cancellation);
        await Agent.Dids.CreateAsync("jwk", "bob", Cancellation);
        FindRequest byAlias = new() { Where = [Where("alias", "Like", "ALI%")] };
        var found = Assert.Single(await Agent.Queries.GetIdentifiersAsync(byAlias, Cancellation));
        Assert.Equal((alice.Did, "alice", "did:key"), (found.Did, found.Alias, found.Provider));
        Assert.Equal(2, await Agent.Queries.CountIdentifiersAsync(new(), Cancellation));
    }

    [Fact]
    public async Task Queries_ThatDoNotFit_AreRefused()
    {
        var unknown = await RefusedAsync(new() { Where = [Where("color", "Equal", "red")] });
        Assert.Equal("Invalid column name: color", unknown.Message);
        Assert.Equal("Invalid column name: color", (await RefusedAsync(new() { Order = [new() { Column = "color" }] })).Message);
        Assert.Equal("Operation Equal requires one value", (await RefusedAsync(new() { Where = [Where("id", "Equal", "a", "b")] })).Message);
        Assert.Equal("Operation Between requires two values", (await RefusedAsync(new() { Where = [Where("id", "Between", "a")] })).Message);
        await RefusedAsync(new() { Where = [new() { Column = "id", Op = "In" }] });
        await RefusedAsync(new() { Where = [Where("id", "Near", "a")] });
        await RefusedAsync(new() { Where = [Where("issuanceDate", "Equal", "yesterday")] });
        await RefusedAsync(new() { Where = [Where("issuanceDate", "Like", "%")] });
        await RefusedAsync(new() { Where = [new()] });
        await RefusedAsync(new() { Where = [Where("id", "Equal", "a") with { Or = [] }] });
        await RefusedAsync(new() { Skip = -1 });
        await RefusedAsync(new() { Take = -1 });
        await RefusedAsync(new() { After = "x" });
        await RefusedAsync(new() { Order = [new() { Column = "id", Direction = "UP" }] });
        await FailsAsync(RecordErrorCodes.InvalidQuery, () => Agent.Queries.PageCredentialsAsync(new() { After = "x" }, Cancellation));
        await FailsAsync(RecordErrorCodes.InvalidQuery, () => Agent.Queries.GetPresentationsAsync(new() { Order = [new() { Column = "verifier" }] }, Cancellation));
    }

    private static FindCondition Where(string column, string op, params string[] values) =>
        new() { Column = column, Op = op, Value = op == "IsNull" ? null : values };

    private static JsonElement Credential(int number, string issuer, string? subject, string claims)
    {
        var id = subject is null ? "" : $"\"id\":\"{subject}\"{(claims == "{}" ? "" : ",")}";
        return Json($$"""
            {"@context":["https://www.w3.org/2018/credentials/v1"],"id":"urn:{{number}}","type":["VerifiableCredential","Test"],
             "issuer":{"id":"{{issuer}}"},"issuanceDate":"2024-01-0{{(number % 9) + 1}}T00:00:00Z","credentialSubject":{ {{id}}{{claims[1..]}} }
            """);
    }

    private Task<string> SaveAsync(JsonElement credential) =>
        Agent.Data.SaveCredentialAsync(new() { VerifiableCredential = credential }, Cancellation);

    private async Task<string[]> FindAsync(FindRequest request) =>
        [.. (await Agent.Queries.GetCredentialsAsync(request, Cancellation)).Select(found => found.Hash)];

    private async Task<string[]> IdsAsync(FindRequest request) =>
        [.. (await Agent.Queries.GetCredentialsAsync(request, Cancellation)).Select(found => found.VerifiableCredential.GetProperty("id").GetString()!)];

    private Task<SutiException> RefusedAsync(FindRequest request) =>
        FailsAsync(RecordErrorCodes.InvalidQuery, () => Agent.Queries.GetCredentialsAsync(request, Cancellation));
}
