// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Text;

namespace Suti.Dids.Tests;

public sealed class WebDidMethodTests
{
    private static readonly GuardedHttpOptions Loopback = new() { AllowLoopback = true };

    [Theory]
    [InlineData("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json")]
    [InlineData("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json")]
    [InlineData("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json")]
    [InlineData("did:web:example.com%3a3000", "https://example.com:3000/.well-known/did.json")]
    [InlineData("did:web:example.com:a%20b", "https://example.com/a%20b/did.json")]
    public void GetDocumentUrl_Did_IsTheUrlOfTheSpecification(string did, string url) =>
        Assert.Equal(url, WebDidMethod.GetDocumentUrl(Did.Parse(did))?.AbsoluteUri);

    [Theory]
    [InlineData("did:web:127.0.0.1")]
    [InlineData("did:web:127%2E0%2E0%2E1")]
    [InlineData("did:web:127.1")]
    [InlineData("did:web:2130706433")]
    [InlineData("did:web:0x7f.1")]
    [InlineData("did:web:localhost")]
    [InlineData("did:web:%5B%3A%3A1%5D")]
    [InlineData("did:web:example.com%3A0")]
    [InlineData("did:web:example.com%3A70000")]
    [InlineData("did:web:example.com%3A80%3A80")]
    [InlineData("did:web:example.com%2Fadmin")]
    [InlineData("did:web:user%40example.com")]
    [InlineData("did:web:example.com:..:admin")]
    [InlineData("did:web:example.com:%2E%2E:admin")]
    [InlineData("did:web:example.com:a%2Fb")]
    [InlineData("did:web:example.com:a%5Cb")]
    [InlineData("did:web:example.com::a")]
    [InlineData("did:web:-a.com")]
    [InlineData("did:web:a..com")]
    public async Task ResolveAsync_HostileIdentifier_IsRefusedWithoutARequest(string did)
    {
        var resolver = new DidResolver([new WebDidMethod()]);
        Assert.Equal(DidErrorCodes.InvalidDid, (await resolver.ResolveAsync(did)).Error?.Code);
    }

    [Fact]
    public void Create_HostAndPath_GivesTheDid()
    {
        Assert.Equal("did:web:example.com%3A8443:a:b", WebDidMethod.Create("example.com:8443", "a", "b").ToString());
        Assert.Throws<ArgumentException>(() => WebDidMethod.Create("10.0.0.1"));
        Assert.Throws<ArgumentException>(() => WebDidMethod.Create("example.com", ".."));
    }

    [Fact]
    public async Task ResolveAsync_PublishedDocument_IsFound()
    {
        var paths = new List<string>();
        var published = "";
        await using var server = new LoopbackServer((path, stream, end) =>
        {
            paths.Add(path);
            return LoopbackServer.WriteAsync(stream, "200 OK", "Content-Type: application/json\r\n", $"{{\"id\":\"{published}\"}}", end);
        });
        var resolver = new DidResolver([new WebDidMethod(Loopback)]);
        foreach (var did in new[] { server.Did + ":a", server.Did })
        {
            published = did;
            Assert.True((await resolver.ResolveAsync(did)).IsSuccess);
        }

        Assert.Equal(["/a/did.json", "/.well-known/did.json"], paths);
    }

    [Fact]
    public async Task ResolveAsync_LoopbackNotAllowed_IsNeverCalled()
    {
        await using var server = new LoopbackServer((_, stream, end) => LoopbackServer.WriteAsync(stream, "200 OK", "", "{}", end));
        var result = await new DidResolver([new WebDidMethod()]).ResolveAsync(server.Did);
        Assert.Equal(DidErrorCodes.InvalidDid, result.Error?.Code);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("404 Not Found", "", "", DidErrorCodes.NotFound)]
    [InlineData("500 Oops", "", "", DidErrorCodes.InternalError)]
    [InlineData("200 OK", "Content-Type: text/html\r\n", "<html>", DidErrorCodes.NotFound)]
    [InlineData("200 OK", "", "{}", DidErrorCodes.InvalidDidDocument)]
    [InlineData("200 OK", "", "{\"id\":\"did:web:example.com\"}", DidErrorCodes.InvalidDidDocument)]
    public async Task ResolveAsync_BadAnswer_HasTheRightCode(string status, string headers, string body, string code)
    {
        await using var server = new LoopbackServer((_, stream, end) => LoopbackServer.WriteAsync(stream, status, headers, body, end));
        Assert.Equal(code, (await new DidResolver([new WebDidMethod(Loopback)]).ResolveAsync(server.Did)).Error?.Code);
    }

    [Fact]
    public async Task ResolveAsync_HugeBody_IsCutOff()
    {
        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), end);
            var chunk = new byte[64 << 10];
            while (true)
            {
                await stream.WriteAsync(chunk, end);
            }
        });
        Assert.NotNull((await new DidResolver([new WebDidMethod(Loopback)]).ResolveAsync(server.Did)).Error);
    }

    [Fact]
    public async Task ResolveAsync_SlowBody_IsGivenUp()
    {
        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"u8.ToArray(), end);
            await Task.Delay(Timeout.Infinite, end);
        });
        var method = new WebDidMethod(Loopback with { Timeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(DidErrorCodes.InternalError, (await new DidResolver([method]).ResolveAsync(server.Did)).Error?.Code);
    }

    [Fact]
    public async Task ResolveAsync_EndlessRedirects_AreGivenUp()
    {
        await using var server = new LoopbackServer((path, stream, end) =>
            LoopbackServer.WriteAsync(stream, "302 Found", $"Location: {path}x\r\n", "", end));
        Assert.Equal(DidErrorCodes.InternalError, (await new DidResolver([new WebDidMethod(Loopback)]).ResolveAsync(server.Did)).Error?.Code);
        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public async Task SendAsync_RedirectToAPrivateName_IsRefusedAtConnect()
    {
        await using var server = new LoopbackServer((_, stream, end) =>
            LoopbackServer.WriteAsync(stream, "302 Found", "Location: https://internal.example/secret\r\n", "", end));
        var asked = new List<string>();
        using var client = new HttpClient(new GuardedHttpMessageHandler(Loopback with
        {
            ResolveHost = (host, _) =>
            {
                asked.Add(host);
                return new([IPAddress.Parse("10.1.2.3")]);
            },
        }));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}/")));
        Assert.Equal(["internal.example"], asked);
        Assert.Contains("not public", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    public async Task ResolveAsync_NameThatLeadsInside_IsNotCalled(string address)
    {
        // One public address beside it does not help.
        var options = new GuardedHttpOptions { ResolveHost = (_, _) => new([IPAddress.Parse("93.184.216.34"), IPAddress.Parse(address)]) };
        var result = await new DidResolver([new WebDidMethod(options)]).ResolveAsync("did:web:example.com");
        Assert.Equal(DidErrorCodes.InternalError, result.Error?.Code);
        using var client = new HttpClient(new GuardedHttpMessageHandler(options));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://example.com/"));
        Assert.Contains("not public", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34", AddressScope.Public)]
    [InlineData("2606:2800:220:1::1", AddressScope.Public)]
    [InlineData("127.9.9.9", AddressScope.Loopback)]
    [InlineData("::ffff:10.0.0.1", AddressScope.Private)]
    [InlineData("64:ff9b::a00:1", AddressScope.Private)]
    [InlineData("2002:0a00:0001::1", AddressScope.Private)]
    [InlineData("::10.0.0.1", AddressScope.Private)]
    [InlineData("172.31.255.255", AddressScope.Private)]
    [InlineData("100.64.0.1", AddressScope.Private)]
    [InlineData("192.168.1.1", AddressScope.Private)]
    [InlineData("fc00::1", AddressScope.Private)]
    [InlineData("ff02::1", AddressScope.Unusable)]
    [InlineData("255.255.255.255", AddressScope.Unusable)]
    [InlineData("::", AddressScope.Unusable)]
    internal void Classify_Address_IsItsScope(string address, AddressScope scope) =>
        Assert.Equal(scope, PublicAddresses.Classify(IPAddress.Parse(address)));

    [Fact]
    public async Task RemoteDidResolver_OfAServer_AnswersAsFallback()
    {
        const string Far = "did:far:1";
        await using var server = new LoopbackServer((path, stream, end) => LoopbackServer.WriteAsync(
            stream,
            path.EndsWith("did%3Afar%3A1", StringComparison.Ordinal) ? "200 OK" : "404 Not Found",
            "Content-Type: application/did-resolution\r\n",
            Encoding.UTF8.GetString(DidResolutionJson.Write(path.EndsWith("did%3Afar%3A1", StringComparison.Ordinal)
                ? ScriptedMethod.Found(Far)
                : DidResolutionResult.FromError(DidErrorCodes.NotFound, "none"))),
            end));
        using var http = new HttpClient();
        var remote = new RemoteDidResolver(http, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}/")));
        var resolver = new DidResolver([new KeyDidMethod()], new() { Fallback = remote });
        Assert.True((await resolver.ResolveAsync(Far)).IsSuccess);
        Assert.Equal(DidErrorCodes.NotFound, (await resolver.ResolveAsync("did:far:2")).Error?.Code);
    }
}
