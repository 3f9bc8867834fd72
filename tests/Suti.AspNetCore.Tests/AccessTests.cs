// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Agent.Client;
using Suti.Dids;
using Suti.Jose;
using Suti.Testing;

namespace Suti.AspNetCore.Tests;

/// <summary>Who may call, and what.</summary>
public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host", "agent.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("X-Forwarded-For", "10.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("Forwarded", "for=10.0.0.1", HttpStatusCode.Forbidden)]
    public async Task Loopback_WithoutCredentials_IsNotDrivenFromElsewhere(string header, string value, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "agent/didManagerGetProviders");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await server.Http.SendAsync(request, Cancellation);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task Loopback_OtherThanJson_IsRefused(string? type)
    {
        await using var server = await TestServer.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await server.Http.PostAsync(new Uri("agent/didManagerGetProviders", UriKind.Relative), content, Cancellation);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Loopback_OwnPage_MayCall()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "agent/didManagerGetProviders");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        using var response = await server.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Start_BeyondLoopbackWithoutCredentials_Fails()
    {
        var failure = await Assert.ThrowsAsync<SutiException>(() => TestServer.StartAsync(listen: IPAddress.Any));
        Assert.Equal(AgentErrorCodes.InvalidConfiguration, failure.Code);
    }

    [Fact]
    public async Task Start_BeyondLoopbackWithKeys_Works()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys(), listen: IPAddress.Any);
        Assert.NotNull(server.Agent);
    }

    [Fact]
    public async Task ApiKey_Scopes_LimitWhatItCalls()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var keys = server.Agent.Get<IApiKeys>();
        var created = await keys.CreateAsync(new() { Name = "reader", Scopes = ["didManager*", "!didManagerDelete"] }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("didManagerFind", token: created.Token)).Status);
        var (status, body) = await server.PostAsync("keyManagerCreate", """{"type":"Ed25519"}""", created.Token);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(RemoteErrorCodes.Forbidden, JsonElement.Parse(body).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("didManagerDelete", """{"did":"did:a:b"}""", created.Token)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("suti_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ApiKey_MissingOrWrong_IsRefused(string? token)
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var (status, body) = await server.PostAsync("didManagerFind", token: token);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(RemoteErrorCodes.Unauthorized, JsonElement.Parse(body).GetProperty("code").GetString());
    }

    [Fact]
    public async Task ApiKey_OneCharacterOff_IsRefused()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var created = await server.Agent.Get<IApiKeys>().CreateAsync(new() { Name = "a", Scopes = ["*"] }, Cancellation);
        var wrong = created.Token[..^2] + (created.Token[^2] == 'A' ? 'B' : 'A') + created.Token[^1];
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: wrong)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("didManagerFind", token: created.Token)).Status);
    }

    [Fact]
    public async Task ApiKey_RevokedOrExpired_EndsAtOnce()
    {
        var clock = new FixedClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys(), services: services => services.AddSingleton<TimeProvider>(clock));
        var keys = server.Agent.Get<IApiKeys>();
        var first = await keys.CreateAsync(new() { Name = "first", Scopes = ["*"] }, Cancellation);
        var second = await keys.CreateAsync(new() { Name = "second", Scopes = ["*"], Lifetime = TimeSpan.FromHours(1) }, Cancellation);
        Assert.Equal(["first", "second"], (await keys.ListAsync(Cancellation)).Select(key => key.Name));
        Assert.True(await keys.RevokeAsync(first.Key.Id, Cancellation));
        Assert.False(await keys.RevokeAsync(first.Key.Id, Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: first.Token)).Status);
        Assert.NotNull(await keys.FindAsync(second.Token, Cancellation));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await keys.FindAsync(second.Token, Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: second.Token)).Status);
    }

    [Fact]
    public async Task ApiKey_AtRest_IsAHashOnly()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var created = await server.Agent.Get<IApiKeys>().CreateAsync(new() { Name = "a", Scopes = ["*"] }, Cancellation);
        var store = server.Services.GetRequiredService<IRecordStore>();
        var stored = await store.GetAsync(ApiKeyStore.Space, ApiKeyRecord.Kind, created.Key.Id, Cancellation);
        Assert.DoesNotContain(created.Token[22..], Encoding.UTF8.GetString(stored!.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(created.Token, created.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiKey_Space_IsAllThatItSees()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var keys = server.Agent.Get<IApiKeys>();
        var one = await keys.CreateAsync(new() { Name = "one", Scopes = ["*"], Space = "tenant-1" }, Cancellation);
        var two = await keys.CreateAsync(new() { Name = "two", Scopes = ["*"], Space = "tenant-2" }, Cancellation);
        await using var first = AgentClient.Connect(server.AgentAddress, one.Token);
        await using var second = AgentClient.Connect(server.AgentAddress, two.Token);
        await first.Dids.CreateAsync("key", "alice", Cancellation);
        Assert.Single(await first.Dids.FindAsync(new(), Cancellation));
        Assert.Empty(await second.Dids.FindAsync(new(), Cancellation));
        Assert.Empty(await server.Agent.Dids.FindAsync(new(), Cancellation));
        Assert.Throws<NotSupportedException>(() => first.InSpace("tenant-2"));
    }

    [Fact]
    public async Task ApiKey_RequestsThatCannotBe_AreRefused()
    {
        await using var server = await TestServer.StartAsync(agent => agent.AddApiKeys());
        var keys = server.Agent.Get<IApiKeys>();
        var good = new CreateApiKeyRequest { Name = "a", Scopes = ["*"] };
        foreach (var wrong in (CreateApiKeyRequest[])
            [good with { Name = "" }, good with { Scopes = [] }, good with { Scopes = ["did manager"] }, good with { Space = "a b" },
             good with { Space = ApiKeyStore.Space }, good with { Lifetime = TimeSpan.Zero }])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await keys.CreateAsync(wrong, Cancellation));
        }
    }

    [Fact]
    public async Task DidToken_OfAKnownDid_IsGoodOnceForThisAgentOnly()
    {
        const string Audience = "https://agent.example/agent";
        await using var caller = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().BuildAsync(Cancellation);
        var alice = await caller.Dids.CreateAsync("key", cancellationToken: Cancellation);
        var mallory = await caller.Dids.CreateAsync("key", cancellationToken: Cancellation);
        await using var server = await TestServer.StartAsync(agent => agent.AddDidTokens(options =>
        {
            options.Audience = Audience;
            options.Allow(alice.Did, ["didManager*"], "alice");
        }));
        var signers = caller.Get<ISignerProvider>();
        var token = await DidAccessToken.CreateAsync(signers, alice.Did, Audience, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("didManagerFind", token: token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind")).Status);

        var elsewhere = await DidAccessToken.CreateAsync(signers, alice.Did, "https://other.example/agent", cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: elsewhere)).Status);
        var stranger = await DidAccessToken.CreateAsync(signers, mallory.Did, Audience, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: stranger)).Status);
        var old = await DidAccessToken.CreateAsync(
            signers, alice.Did, Audience, new FixedClock(TimeProvider.System.GetUtcNow().AddMinutes(-10)), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: old)).Status);
        var other = (await DidAccessToken.CreateAsync(signers, alice.Did, Audience, cancellationToken: Cancellation)).Split('.');
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: $"{other[0]}.{other[1]}.{stranger.Split('.')[2]}")).Status);

        // A token of another purpose, with all the same claims.
        var key = (await signers.GetSignersAsync(Did.Parse(alice.Did), VerificationRelationship.Authentication, Cancellation))[0];
        var now = TimeProvider.System.GetUtcNow();
        var purpose = await Jwt.SignAsync(
            new JwtContent { Issuer = alice.Did, Audience = [Audience], IssuedAt = now, ExpiresAt = now.AddMinutes(1), Id = "once" }, key.Signer, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("didManagerFind", token: purpose)).Status);

        await using var client = AgentClient.Connect(server.AgentAddress, new AgentClientOptions
        {
            GetToken = async cancellationToken => await DidAccessToken.CreateAsync(signers, alice.Did, Audience, cancellationToken: cancellationToken),
        });
        await client.Dids.CreateAsync("key", "mine", Cancellation);
        Assert.Single(await client.Dids.FindAsync(new(), Cancellation));
        Assert.Empty(await server.Agent.Dids.FindAsync(new(), Cancellation));
        var forbidden = await Assert.ThrowsAsync<SutiException>(() => client.Keys.CreateAsync(new() { Type = "Ed25519" }, Cancellation));
        Assert.Equal(RemoteErrorCodes.Forbidden, forbidden.Code);
    }

    [Fact]
    public async Task Exposure_OfWhatIsNotNamed_IsNone()
    {
        await using var server = await TestServer.StartAsync(http: options => options.Expose("@read-only", "!keyManager*"));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("didManagerFind")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("didManagerCreate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("keyManagerGet", """{"kid":"a"}""")).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(http: _ => { }));
    }

    [Fact]
    public async Task Rate_AboveTheLimit_IsAnsweredWithAPause()
    {
        await using var server = await TestServer.StartAsync(http: options =>
        {
            options.Expose("*");
            (options.RequestsPerSecond, options.Burst) = (1, 3);
        });
        var statuses = new List<HttpStatusCode>();
        for (var count = 0; count < 6; count++)
        {
            statuses.Add((await server.PostAsync("didManagerGetProviders")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Answers_Always_CarrySecurityHeaders()
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(new Uri("agent/nothing", UriKind.Relative), content, Cancellation);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
