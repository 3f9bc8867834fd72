// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Suti.Agent;
using Suti.Agent.Client;

namespace Suti.AspNetCore.Tests;

/// <summary>Bad input: one status and one code each, and nobody else is harmed.</summary>
public sealed class ErrorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", "{}", 404, "agent.unknown-operation", null, "This agent has no operation")]
    [InlineData("didManagerCreate", "{", 400, "agent.invalid-argument", "", "The request")]
    [InlineData("didManagerCreate", "[]", 400, "agent.invalid-argument", "", "The request")]
    [InlineData("didManagerCreate", "{\"alias\":1}", 400, "agent.invalid-argument", "/alias", "/alias has a value of the wrong type")]
    [InlineData("didManagerCreate", "{\"alias\":\"a\",\"alias\":\"b\"}", 400, "agent.invalid-argument", "", "The request is refused")]
    [InlineData("didManagerGet", "{}", 400, "agent.invalid-argument", "", "The request lacks \"did\"")]
    [InlineData("didManagerImport", "{\"did\":\"did:key:z\",\"keys\":[{\"type\":1}]}", 400, "agent.invalid-argument", "/keys/0/type", "/keys/0/type")]
    [InlineData("didManagerGet", "{\"did\":\"did:key:zUnknown\"}", 404, "did.not-found", null, "Identifier not found")]
    [InlineData("didManagerGetByAlias", "{\"alias\":\"nobody\"}", 404, "did.not-found", null, "Identifier not found")]
    [InlineData("keyManagerGet", "{\"kid\":\"nothing\"}", 404, "key.not-found", null, "Key not found")]
    [InlineData("didManagerCreate", "{\"provider\":\"did:nope\"}", 400, "did.unknown-provider", null, "Identifier provider does not exist: did:nope")]
    [InlineData("keyManagerCreate", "{\"type\":\"Ed25519\",\"kms\":\"cloud\"}", 400, "key.unknown-system", null, "invalid_argument: This agent has no registered KeyManagementSystem")]
    [InlineData("dataStoreORMGetMessages", "{\"where\":[{\"column\":\"nope\",\"value\":[\"a\"]}]}", 400, "record.invalid-query", null, "Invalid column name")]
    [InlineData("handleMessage", "{\"raw\":\"?\"}", 400, "message.unsupported", null, "Unsupported message type")]
    public async Task Request_ThatDoesNotFit_HasItsStatusCodeAndText(string operation, string json, int status, string code, string? pointer, string error)
    {
        await using var server = await TestServer.StartAsync();
        var (answered, body) = await server.PostAsync(operation, json);
        var problem = JsonElement.Parse(body);
        Assert.Equal(status, (int)answered);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.StartsWith(error, problem.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(pointer, problem.TryGetProperty("pointer", out var place) ? place.GetString() : null);
        Assert.Equal(pointer is not null, problem.TryGetProperty("name", out var name) && name.GetString() == "ValidationError");
    }

    [Fact]
    public async Task Conflict_Is409AndTheClientThrowsTheSame()
    {
        await using var server = await TestServer.StartAsync();
        await server.PostAsync("didManagerCreate", """{"alias":"a"}""");
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync("didManagerCreate", """{"alias":"a"}""")).Status);
    }

    [Fact]
    public async Task EmptyBody_MeansAnEmptyObject_AndUnknownMembersAreIgnored()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal((HttpStatusCode.OK, "[]"), await server.PostAsync("didManagerFind", ""));
        Assert.Equal((HttpStatusCode.OK, "[]"), await server.PostAsync("didManagerFind", """{"unknown":1}"""));
    }

    [Fact]
    public async Task ResultOfNothing_IsNull() // 204 would have no JSON for clients that read some.
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal((HttpStatusCode.OK, "null"), await server.PostAsync("keyValueStoreGet", """{"key":"a"}"""));
    }

    [Fact]
    public async Task OtherMethod_HasJsonWithAnError()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync(new Uri("agent/didManagerFind", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.NotNull(JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task TooLarge_WithAndWithoutLength_Is413()
    {
        await using var server = await TestServer.StartAsync(http: options =>
        {
            options.Expose("*");
            options.MaxRequestSize = 1000;
        });
        var large = $$"""{"alias":"{{new string('a', 2000)}}"}""";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostAsync("didManagerFind", large)).Status);
        using var request = new HttpRequestMessage(HttpMethod.Post, "agent/didManagerFind");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent(large, Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public void Status_OfEveryCodeOfTheHouse_IsDecided()
    {
        var codes = new[] { typeof(AgentErrorCodes), typeof(RemoteErrorCodes), typeof(KeyErrorCodes), typeof(ManagedDidErrorCodes), typeof(DataErrorCodes), typeof(MessageErrorCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(code => code is not (AgentErrorCodes.InvalidConfiguration or RemoteErrorCodes.Failed))
            .ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.NotEqual(500, ErrorStatus.Of(code)));
        Assert.Equal(404, ErrorStatus.Of("plugin.not-found"));
        Assert.Equal(409, ErrorStatus.Of("plugin.exists"));
        Assert.Equal(500, ErrorStatus.Of("plugin.whatever"));
    }

    [Theory]
    [InlineData("POST /agent/didManagerFind HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"alias\":")]
    [InlineData("POST /agent/didManagerFind HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("POST /agent/didManagerFind HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    public async Task HalfSentOrMalformed_HarmsNobodyElse(string raw)
    {
        await using var server = await TestServer.StartAsync();
        for (var count = 0; count < 8; count++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(raw), Cancellation);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("didManagerFind")).Status);
    }

    [Fact]
    public async Task Client_WhereNobodyListens_SaysSo()
    {
        await using var agent = AgentClient.Connect(new Uri("http://127.0.0.1:1/agent"));
        var failure = await Assert.ThrowsAsync<SutiException>(() => agent.Dids.FindAsync(new(), Cancellation));
        Assert.Equal(RemoteErrorCodes.Unreachable, failure.Code);
    }

    [Fact]
    public void Client_TokenInClearText_IsNotSent()
    {
        Assert.Throws<ArgumentException>(() => AgentClient.Connect(new Uri("http://agent.example/agent"), "secret"));
        Assert.Throws<ArgumentException>(() => AgentClient.Connect(new Uri("ftp://agent.example/agent")));
        Assert.Throws<ArgumentException>(() => AgentClient.Connect(new Uri("https://user@agent.example/agent")));
        Assert.NotNull(AgentClient.Connect(new Uri("https://agent.example/agent"), "secret"));
        Assert.NotNull(AgentClient.Connect(new Uri("http://agent.example/agent")));
    }
}
