// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Suti.Agent;
using Suti.Agent.Client;
using Suti.Credentials;
using Suti.Dids;

namespace Suti.AspNetCore.Tests;

/// <summary>The other faces beside the operations themselves.</summary>
public sealed class FaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenApi_Document_NamesTheExposedOperationsAndCanBeFollowed()
    {
        await using var server = await TestServer.StartAsync(
            http: options => options.Expose("didManager*", "dataStoreORM*"), map: app => app.MapAgentOpenApi());
        var document = await GetJsonAsync(server, "open-api.json");
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        var paths = document.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/didManagerCreate", out var create));
        Assert.False(paths.TryGetProperty("/keyManagerCreate", out _));
        Assert.True(document.GetProperty("x-methods").TryGetProperty("didManagerCreate", out _));
        Assert.False(document.TryGetProperty("security", out _));

        // Every reference leads somewhere.
        var references = new List<string>();
        CollectReferences(document, references);
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Follow(document, reference), reference));

        // Driven by hand from what it says.
        var address = document.GetProperty("servers")[0].GetProperty("url").GetString() + "/didManagerCreate";
        Assert.True(create.GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        using var content = new StringContent("""{"provider":"did:key"}""", Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(new Uri(address), content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Page_LoadsNothingFromElsewhere()
    {
        await using var server = await TestServer.StartAsync(map: app => app.MapAgentOpenApi());
        foreach (var (path, type) in (ReadOnlySpan<(string, string)>)[("page/", "text/html"), ("page/page.js", "text/javascript"), ("page/page.css", "text/css")])
        {
            using var response = server.Http.Send(new HttpRequestMessage(HttpMethod.Get, path), Cancellation);
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            using var reader = new StreamReader(response.Content.ReadAsStream(Cancellation));
            var text = reader.ReadToEnd();
            Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DidDocuments_OfTheAgent_ArePublishedAtTheirPlaces()
    {
        await using var server = await TestServer.StartAsync(map: app => app.MapDidDocuments());
        var host = $"localhost:{server.Address.Port}";
        var own = await server.Agent.Dids.CreateAsync("web", host, Cancellation);
        var alice = await server.Agent.Dids.CreateAsync("web", $"{host}/people/alice", Cancellation);
        var log = await server.Agent.Dids.CreateAsync("webvh", $"{host}/people/bob", Cancellation);
        foreach (var (path, did) in new[] { (".well-known/did.json", own.Did), ("people/alice/did.json", alice.Did) })
        {
            using var response = await server.Http.GetAsync(new Uri($"http://{host}/{path}"), Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(did, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("id").GetString());
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        var history = await server.Http.GetStringAsync(new Uri($"http://{host}/people/bob/did.jsonl"), Cancellation);
        Assert.Contains(log.Did, history, StringComparison.Ordinal);
        foreach (var wrong in new[] { "people/bob/did.json", "people/alice/did.jsonl", "people/carol/did.json", "did.json" })
        {
            using var response = await server.Http.GetAsync(new Uri($"http://{host}/{wrong}"), Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Resolver_HttpBinding_IsReadByOurRemoteResolver()
    {
        await using var server = await TestServer.StartAsync(map: app => app.MapResolver());
        var did = await server.Agent.Dids.CreateAsync("key", cancellationToken: Cancellation);
        var resolver = new RemoteDidResolver(server.Http, server.Address);
        Assert.Equal(did.Did, (await resolver.ResolveAsync(did.Did, cancellationToken: Cancellation)).GetDocument().Id.ToString());
        Assert.Equal(DidErrorCodes.MethodNotSupported, (await resolver.ResolveAsync("did:nope:a", cancellationToken: Cancellation)).Error!.Code);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"1.0/identifiers/{did.Did}");
        request.Headers.Accept.ParseAdd("application/did+ld+json");
        using var response = await server.Http.SendAsync(request, Cancellation);
        Assert.Equal("application/did+ld+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(did.Did, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("id").GetString());
        using var wrong = await server.Http.GetAsync(new Uri("1.0/identifiers/nonsense", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Client_Resolver_AsksTheAgent()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = AgentClient.Connect(server.AgentAddress);
        var did = await client.Dids.CreateAsync("jwk", cancellationToken: Cancellation);
        Assert.Equal(did.Did, (await client.Resolver.ResolveAsync(did.Did, cancellationToken: Cancellation)).GetDocument().Id.ToString());
    }

    [Fact]
    public async Task Messaging_APlainBody_IsHandledAndKept()
    {
        await using var server = await TestServer.StartAsync(map: app => app.MapMessaging());
        using var content = new StringContent("""{"note":"hi"}""", Encoding.UTF8, "text/plain");
        using var response = await server.Http.PostAsync(new Uri("messaging", UriKind.Relative), content, Cancellation);
        Assert.Equal("""{"id":"note-1"}""", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("note", (await server.Agent.Data.GetMessageAsync(new() { Id = "note-1" }, Cancellation)).Type);
        using var unknown = new StringContent("?", Encoding.UTF8, "text/plain");
        using var refused = await server.Http.PostAsync(new Uri("messaging", UriKind.Relative), unknown, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task StatusLists_OfTheAgent_ArePublishedAsSignedTokens()
    {
        await using var server = await TestServer.StartAsync(
            agent => agent.AddStatusLists(), map: app => app.MapStatusLists());
        var issuer = await server.Agent.Dids.CreateAsync("key", cancellationToken: Cancellation);
        var url = new Uri(server.Address, "status/1");
        await server.Agent.Get<ICredentialStatuses>().CreateListAsync(new() { Url = url.AbsoluteUri, Issuer = issuer.Did }, Cancellation);
        using var response = await server.Http.GetAsync(url, Cancellation);
        Assert.Equal("application/vc+jwt", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl!.MaxAge);
        var token = await response.Content.ReadAsStringAsync(Cancellation);
        var result = await server.Agent.Credentials.VerifyAsync(
            new VerifyCredentialRequest { Credential = JsonElement.Parse(JsonValue.Create(token).ToJsonString()) }, Cancellation);
        Assert.True(result.Verified, result.Error?.Message);
        using var missing = await server.Http.GetAsync(new Uri(server.Address, "status/2"), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task StatusLists_OfTheAgent_AreNamedInOneDocument()
    {
        await using var server = await TestServer.StartAsync(
            agent => agent.AddStatusLists(), map: app => app.MapStatusListAggregation());
        var issuer = await server.Agent.Dids.CreateAsync("key", cancellationToken: Cancellation);
        foreach (var name in new[] { "2", "1" })
        {
            await server.Agent.Get<ICredentialStatuses>().CreateListAsync(new() { Url = new Uri(server.Address, "status/" + name).AbsoluteUri, Issuer = issuer.Did }, Cancellation);
        }

        using var response = await server.Http.GetAsync(new Uri(server.Address, "status-lists"), Cancellation);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl!.MaxAge);
        Assert.True(StatusListAggregation.TryParse(await response.Content.ReadAsByteArrayAsync(Cancellation), out var lists));
        Assert.Equal([new Uri(server.Address, "status/1").AbsoluteUri, new Uri(server.Address, "status/2").AbsoluteUri], lists.StatusLists);
    }

    [Fact]
    public async Task StatusLists_OfAnAgentWithoutAny_AreNotFound()
    {
        await using var server = await TestServer.StartAsync(map: app => app.MapStatusListAggregation());
        using var response = await server.Http.GetAsync(new Uri(server.Address, "status-lists"), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Health_AndMetrics_AreToldToWhoMayKnow()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys(), map: app =>
        {
            app.MapHealth();
            app.MapMetrics();
        });
        Assert.Equal("""{"status":"up"}""", await server.Http.GetStringAsync(new Uri("health/live", UriKind.Relative), Cancellation));
        Assert.Equal("""{"status":"up"}""", await server.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative), Cancellation));
        var keys = server.Agent.Get<IApiKeys>();
        var caller = await keys.CreateAsync(new() { Name = "caller", Scopes = ["did*"] }, Cancellation);
        var scraper = await keys.CreateAsync(new() { Name = "scraper", Scopes = ["metrics"] }, Cancellation);
        await server.PostAsync("didManagerFind", token: caller.Token);
        using var without = await GetAsync(server, "metrics", null);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        using var other = await GetAsync(server, "metrics", caller.Token);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var metrics = await GetAsync(server, "metrics", scraper.Token);
        var text = await metrics.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("# TYPE suti_http_operation_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("suti_http_operation_duration_seconds_count{operation=\"didManagerFind\",status=\"200\"}", text, StringComparison.Ordinal);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfTheAgent_AreHeardByTheClient()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = AgentClient.Connect(server.AgentAddress);
        var heard = new TaskCompletionSource<DidCreated>();
        using var failing = client.Events.Subscribe<DidCreated>((_, _) => throw new InvalidOperationException("mine"));
        using var subscription = client.Events.Subscribe<DidCreated>((happened, _) =>
        {
            heard.TrySetResult(happened);
            return default;
        });
        // Nobody says when the stream is open: create until one is heard.
        while (!heard.Task.IsCompleted)
        {
            await client.Dids.CreateAsync("key", cancellationToken: Cancellation);
            await Task.WhenAny(heard.Task, Task.Delay(50, Cancellation));
        }

        Assert.Equal("did:key", (await heard.Task).Provider);
    }

    [Fact]
    public async Task Mcp_AClient_ListsAndCallsTools()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys(), map: app => app.MapAgentMcp());
        var key = await server.Agent.Get<IApiKeys>().CreateAsync(new() { Name = "tools", Scopes = ["didManager*"] }, Cancellation);
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new()
            {
                Endpoint = new Uri(server.Address, "mcp"),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key.Token}" },
            }),
            cancellationToken: Cancellation);
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        Assert.Contains(tools, tool => tool.Name == "didManagerCreate");
        Assert.DoesNotContain(tools, tool => tool.Name == "keyManagerCreate");
        var result = await client.CallToolAsync("didManagerCreate", new Dictionary<string, object?> { ["provider"] = "did:key" }, cancellationToken: Cancellation);
        Assert.NotEqual(true, result.IsError);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.StartsWith("did:key:", JsonElement.Parse(text).GetProperty("did").GetString(), StringComparison.Ordinal);
        var refused = await client.CallToolAsync("didManagerCreate", new Dictionary<string, object?> { ["nope"] = 1 }, cancellationToken: Cancellation);
        Assert.True(refused.IsError);
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var without = await server.Http.PostAsync(new Uri("mcp", UriKind.Relative), content, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(TestServer server, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await server.Http.SendAsync(request, Cancellation);
    }

    private static async Task<JsonElement> GetJsonAsync(TestServer server, string path) =>
        JsonElement.Parse(await server.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));

    private static void CollectReferences(JsonElement json, List<string> references)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                if (member.NameEquals("$ref"))
                {
                    references.Add(member.Value.GetString()!);
                }

                CollectReferences(member.Value, references);
            }
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
            {
                CollectReferences(item, references);
            }
        }
    }

    private static bool Follow(JsonElement json, string reference)
    {
        foreach (var part in reference.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (json.ValueKind == JsonValueKind.Array ? !(int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < json.GetArrayLength()) : !json.TryGetProperty(name, out _))
            {
                return false;
            }

            json = json.ValueKind == JsonValueKind.Array ? json[int.Parse(name, CultureInfo.InvariantCulture)] : json.GetProperty(name);
        }

        return reference.StartsWith("#/", StringComparison.Ordinal);
    }
}
