// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Agent.TestKit;

namespace Suti.Storage.Sqlite.Tests;

/// <summary>An agent opens a file in which the first version of it kept credentials by their hash.</summary>
public sealed class SqliteAgentUpgradeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_CredentialsOfTheFirstVersion_AreFoundGivenAndDeleted()
    {
        using var database = new SqliteDatabase();
        var raw = JsonElement.Parse("""{"id":"urn:1","type":["VerifiableCredential","Test"],"issuer":"did:example:a","credentialSubject":{"name":"Bob","age":42}}""");
        string hash;
        await using (var other = await TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync(Token))
        {
            hash = await other.Data.SaveCredentialAsync(new() { VerifiableCredential = raw }, Token);
        }

        await WriteFirstVersionAsync(database.Path, hash, raw);
        await using var agent = await TestAgents.AddPlugins(AgentBuilder.Create().UseSqlite(database.Path, "passphrase")).BuildAsync(Token);
        Assert.True(JsonElement.DeepEquals(raw, await agent.Data.GetCredentialAsync(new() { Hash = hash }, Token)));
        FindRequest byClaim = new() { Where = [new() { Column = "type", Op = "Equal", Value = ["name"] }, new() { Column = "value", Op = "Equal", Value = ["Bob"] }] };
        Assert.Equal(hash, Assert.Single(await agent.Queries.GetCredentialsByClaimsAsync(byClaim, Token)).Hash);
        Assert.Equal(hash, await agent.Data.SaveCredentialAsync(new() { VerifiableCredential = raw }, Token));
        Assert.Equal(2, await agent.Queries.CountCredentialsByClaimsAsync(new(), Token));
        Assert.True(await agent.Data.DeleteCredentialAsync(new() { Hash = hash }, Token));
        Assert.Equal(0, await agent.Queries.CountCredentialsByClaimsAsync(new(), Token));
        Assert.Equal(0, await agent.Queries.CountCredentialsAsync(new(), Token));
    }

    private static async Task WriteFirstVersionAsync(string path, string hash, JsonElement raw)
    {
        static string Text(JsonObject json, string name) => (string)json[name]!;
        var credentials = new RecordKind<JsonObject>("credential", UpgradeJson.Default.JsonObject, static json => Text(json, "hash"))
            .WithText("issuer", static json => Text(json, "issuer"));
        var claims = new RecordKind<JsonObject>("claim", UpgradeJson.Default.JsonObject, static json => $"{Text(json, "hash")}#{(int)json["index"]!:D4}")
            .WithText("hash", static json => Text(json, "hash"));
        await using var store = new SqliteRecordStore(path);
        await store.OpenAsync([credentials, claims], Token);
        await new RecordSet<JsonObject>(store, "main", credentials).PutAsync(
            new() { ["hash"] = hash, ["raw"] = JsonNode.Parse(raw.GetRawText()), ["issuer"] = "did:example:a", ["types"] = new JsonArray("VerifiableCredential", "Test"), ["contexts"] = new JsonArray() }, 0, Token);
        var kept = new RecordSet<JsonObject>(store, "main", claims);
        await kept.PutAsync(new() { ["hash"] = hash, ["index"] = 0, ["type"] = "name", ["value"] = "Bob" }, 0, Token);
        await kept.PutAsync(new() { ["hash"] = hash, ["index"] = 1, ["type"] = "age", ["value"] = "42" }, 0, Token);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class UpgradeJson : System.Text.Json.Serialization.JsonSerializerContext;
