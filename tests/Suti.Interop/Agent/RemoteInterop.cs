// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Agent.Client;
using Suti.AspNetCore;
using Suti.Credentials;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>Veramo's remote client against our server, and our client against Veramo's remote server.</summary>
public sealed class RemoteInterop : IDisposable
{
    private readonly InteropPeer _peer = new("remote.mjs");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _peer.Dispose();

    [Fact]
    public async Task RemoteClient_OfVeramo_DrivesEveryOperation()
    {
        await using var server = await StartAsync();
        var key = await server.Services.GetRequiredService<IAgent>().Get<IApiKeys>().CreateAsync(new() { Name = "veramo", Scopes = ["*"] }, Cancellation);
        var session = _peer.Call("session", new JsonObject { ["url"] = $"{server.Urls.First()}/agent", ["token"] = key.Token })!;
        Assert.Empty(session["failures"]!.AsArray().Select(failure => (string)failure!));
        Assert.Empty(session["missing"]!.AsArray().Select(method => (string)method!));
        Assert.Equal(55, (int)session["called"]!);

        var texts = session["texts"]!;
        Assert.Equal("Identifier not found", (string)texts["did"]!);
        Assert.Equal("Identifier not found", (string)texts["alias"]!);
        Assert.Equal("Key not found", (string)texts["key"]!);
        Assert.Equal("Identifier provider does not exist: did:nope", (string)texts["provider"]!);
        Assert.StartsWith("Invalid column name", (string)texts["column"]!, StringComparison.Ordinal);
        Assert.StartsWith("invalid_setup: ", (string)texts["status"]!, StringComparison.Ordinal);
        Assert.StartsWith("/alias ", (string)texts["type"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OurClient_DrivesAServerOfVeramo()
    {
        var address = new Uri((string)_peer.Call("serve", [])!["url"]!);
        await using var agent = AgentClient.Connect(address);
        Assert.Contains("did:key", await agent.Dids.GetProvidersAsync(Cancellation));
        var alice = await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key", Alias = "alice" }, Cancellation);
        Assert.Equal(alice.Did, (await agent.Dids.GetByAliasAsync(new() { Alias = "alice" }, Cancellation)).Did);
        Assert.Single(await agent.Dids.FindAsync(new() { Alias = "alice" }, Cancellation));
        Assert.Equal(alice.Did, (await agent.Resolver.ResolveAsync(alice.Did, cancellationToken: Cancellation)).GetDocument().Id.ToString());

        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kms = "local" }, Cancellation);
        Assert.NotEmpty(await agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "ES256K", Data = "hello" }, Cancellation));
        var credential = JsonElement.Parse((await agent.Credentials.CreateAsync(
            new()
            {
                ProofFormat = "jwt",
                Credential = JsonElement.Parse($$"""
                    {"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":{"id":"{{alice.Did}}"},"credentialSubject":{"degree":"MSc"} }
                    """),
            },
            Cancellation)).ToJsonString());
        var hash = await agent.Data.SaveCredentialAsync(new() { VerifiableCredential = credential }, Cancellation);
        Assert.Equal(hash, Assert.Single(await agent.Queries.GetCredentialsAsync(new(), Cancellation)).Hash);
        Assert.True(await agent.Dids.DeleteAsync(new() { Did = alice.Did }, Cancellation));

        var missing = await Assert.ThrowsAsync<SutiException>(() => agent.Dids.GetAsync(new() { Did = alice.Did }, Cancellation));
        Assert.Equal(ManagedDidErrorCodes.NotFound, missing.Code);
        var unknown = await Assert.ThrowsAsync<SutiException>(() => agent.Dids.CreateAsync("nope", cancellationToken: Cancellation));
        Assert.Equal(ManagedDidErrorCodes.UnknownProvider, unknown.Code);
        var absent = await Assert.ThrowsAsync<SutiException>(() => agent.KeyValues.GetAsync(new() { Key = "a" }, Cancellation));
        Assert.Equal(AgentErrorCodes.UnknownOperation, absent.Code);
        _peer.Call("close", []);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddAgent(agent => agent
            .UseMemory().AddLocalKeys().AddDidKey().AddDidJwk().AddDidWeb().AddJwtCredentials().AddStatusLists().AddUrlMessages().AddMessageHandler<NoteHandler>().AddApiKeys());
        builder.Services.AddAgentHttp(static http => http.Expose("*"));
        var application = builder.Build();
        application.UseRouting();
        application.MapAgent();
        await application.StartAsync(Cancellation);
        return application;
    }

    /// <summary>Understands JSON with a member <c>note</c>.</summary>
    private sealed class NoteHandler : IMessageHandler
    {
        public ValueTask<AgentMessage?> HandleAsync(
            IncomingMessage message, Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next, CancellationToken cancellationToken) =>
            message.Raw.StartsWith("{\"note\":", StringComparison.Ordinal)
                ? new(new AgentMessage { Id = "note-1", Type = "note", Raw = message.Raw, MetaData = message.MetaData })
                : next(message, cancellationToken);
    }
}
