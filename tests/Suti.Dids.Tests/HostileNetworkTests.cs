// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Suti.Crypto;

namespace Suti.Dids.Tests;

/// <summary>Servers and names that mean harm: each ends in time, with its code, and without a call to the inside.</summary>
public sealed class HostileNetworkTests
{
    private static readonly GuardedHttpOptions Loopback = new() { AllowLoopback = true };
    private static readonly GuardedHttpOptions Hurried = Loopback with { Timeout = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task ResolveAsync_HugeBodyWithoutLength_IsAnInvalidDocument()
    {
        var sent = 0L;
        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), end);
            for (var chunk = new byte[16 << 10]; ; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, end);
            }
        });
        Assert.Equal(DidErrorCodes.InvalidDidDocument, await CodeAsync(server.Did, Loopback with { MaxResponseSize = 64 << 10 }));

        // What is in the buffers of the system is sent as well; the rest is not.
        Assert.InRange(sent, 0, 64 << 20);
    }

    [Fact]
    public async Task ResolveAsync_HugeLengthAnnounced_IsNotReadAtAll()
    {
        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{"u8.ToArray(), end);
            await Task.Delay(Timeout.Infinite, end);
        });
        Assert.Equal(DidErrorCodes.InvalidDidDocument, await CodeAsync(server.Did, Loopback));
    }

    [Fact]
    public async Task ResolveAsync_HugeHeaders_AreTooLargeAsWell()
    {
        await using var server = new LoopbackServer((_, stream, end) =>
            LoopbackServer.WriteAsync(stream, "200 OK", $"X-Filler: {new string('x', 64 << 10)}\r\n", "{}", end));
        Assert.Equal(DidErrorCodes.InvalidDidDocument, await CodeAsync(server.Did, Loopback));
    }

    [Fact]
    public async Task ResolveAsync_CompressedBody_IsNotUnpacked()
    {
        var bomb = new MemoryStream();
        await using (var zip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[4 << 20]);
        }

        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\nConnection: close\r\n\r\n")), end);
            await stream.WriteAsync(bomb.ToArray(), end);
        });
        Assert.Equal(DidErrorCodes.InvalidDidDocument, await CodeAsync(server.Did, Loopback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")]
    public async Task ResolveAsync_ServerThatTrickles_IsGivenUpInTime(string beginning)
    {
        await using var server = new LoopbackServer(async (_, stream, end) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), end);
            for (var rounds = 0; rounds < 1000; rounds++)
            {
                await Task.Delay(20, end);
                await stream.WriteAsync(beginning.Length == 0 ? Array.Empty<byte>() : "x"u8.ToArray(), end);
            }
        });
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync(server.Did, Hurried));
    }

    [Fact]
    public async Task ResolveAsync_BodyCutOff_IsAnInternalError()
    {
        await using var server = new LoopbackServer((_, stream, end) =>
            stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"id\""u8.ToArray(), end).AsTask());
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync(server.Did, Loopback));
    }

    [Fact]
    public async Task ResolveAsync_NobodyThere_IsAnInternalError()
    {
        string did;
        await using (var server = new LoopbackServer((_, _, _) => Task.CompletedTask))
        {
            did = server.Did;
        }

        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync(did, Loopback));
    }

    [Fact]
    public async Task ResolveAsync_RedirectToItself_IsGivenUp()
    {
        await using var server = new LoopbackServer((path, stream, end) =>
            LoopbackServer.WriteAsync(stream, "302 Found", $"Location: {path}\r\n", "", end));
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync(server.Did, Loopback));
        Assert.Equal(1 + Loopback.MaxRedirects, server.Requests);
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.0.0.1:8443/did.json")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://example.com/")]
    [InlineData("http://localhost/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/")]
    public async Task SendAsync_PublicServerThatRedirectsInside_IsNotFollowed(string target)
    {
        using var inner = new RedirectingHandler(target);
        using var client = new HttpClient(new GuardedHttpMessageHandler(new GuardedHttpOptions(), inner));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://example.com/did.json"));
        Assert.Equal(["https://example.com/did.json"], inner.Asked);

        using var again = new RedirectingHandler(target);
        using var method = new HttpClient(new GuardedHttpMessageHandler(new GuardedHttpOptions(), again));
        var result = await new DidResolver([new WebDidMethod(method)]).ResolveAsync("did:web:example.com");
        Assert.Equal(DidErrorCodes.InternalError, result.Error?.Code);
        Assert.DoesNotContain("passwd", result.Error!.Message, StringComparison.Ordinal);
        Assert.Single(again.Asked);
    }

    [Fact]
    public async Task ResolveAsync_NameThatDoesNotResolve_IsAnInternalError()
    {
        var options = new GuardedHttpOptions { ResolveHost = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync("did:web:example.com", options));
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync("did:web:example.com", options with { ResolveHost = (_, _) => new([]) }));
    }

    [Fact]
    public async Task ResolveAsync_NameServerThatNeverAnswers_IsGivenUp()
    {
        var options = new GuardedHttpOptions
        {
            Timeout = TimeSpan.FromMilliseconds(200),
            ResolveHost = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return [];
            },
        };
        Assert.Equal(DidErrorCodes.InternalError, await CodeAsync("did:web:example.com", options));
    }

    [Fact]
    public async Task ResolveAsync_WebVhWithHostileFiles_HasTheRightCodes()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        var log = "";
        var witnessAnswer = "404 Not Found";
        await using var server = new LoopbackServer(async (path, stream, end) =>
        {
            if (path.EndsWith("did.jsonl", StringComparison.Ordinal))
            {
                await LoopbackServer.WriteAsync(stream, "200 OK", "", log, end);
            }
            else if (witnessAnswer.Length > 0)
            {
                await LoopbackServer.WriteAsync(stream, witnessAnswer, "", "[]", end);
            }
            else
            {
                await Task.Delay(Timeout.Infinite, end);
            }
        });
        var witness = new System.Text.Json.Nodes.JsonObject
        {
            ["threshold"] = 1,
            ["witnesses"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = KeyDidMethod.Create(key.PublicKey).ToString() }),
        };
        (var did, log) = await WebVhLogWriter.CreateAsync(
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1%3A{server.Port}"), [], new() { ["witness"] = witness }, key, now);
        var resolver = new DidResolver([new WebVhDidMethod(Hurried)], new() { Cache = null });
        Assert.Equal(DidErrorCodes.InvalidDid, (await resolver.ResolveAsync(did.ToString())).Error?.Code);
        witnessAnswer = "";
        Assert.Equal(DidErrorCodes.InternalError, (await resolver.ResolveAsync(did.ToString())).Error?.Code);
        log = new string('{', 100_000);
        Assert.Equal(DidErrorCodes.InvalidDid, (await resolver.ResolveAsync(did.ToString())).Error?.Code);
        log = "";
        Assert.Equal(DidErrorCodes.InvalidDid, (await resolver.ResolveAsync(did.ToString())).Error?.Code);
    }

    private static async Task<string?> CodeAsync(string did, GuardedHttpOptions options) =>
        (await new DidResolver([new WebDidMethod(options)]).ResolveAsync(did, cancellationToken: TestContext.Current.CancellationToken)).Error?.Code;

    /// <summary>A public server, as far as the guard can see.</summary>
    private sealed class RedirectingHandler(string target) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            var response = new HttpResponseMessage(HttpStatusCode.Found);
            response.Headers.TryAddWithoutValidation("Location", target);
            return Task.FromResult(response);
        }
    }
}
