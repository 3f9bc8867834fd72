// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Dids.Tests;

/// <summary>What did:webvh says beyond the document: implicit services, time to live, watchers.</summary>
public sealed class WebVhResolutionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("example.com", "https://example.com/")]
    [InlineData("example.com%3A8443", "https://example.com:8443/")]
    [InlineData("example.com:dids:issuer", "https://example.com/dids/issuer/")]
    public async Task ResolveLog_WithoutServices_HasTheImplicitOnes(string location, string folder)
    {
        var (did, log) = await CreateAsync(location, []);
        var document = Resolve(did, log).GetDocument();
        Assert.True(document.TryGetService("files", out var files));
        Assert.Equal(("relativeRef", folder), (files.Types[0], files.Endpoints[0].Uri));
        Assert.True(document.TryGetService("whois", out var whois));
        Assert.Equal(("LinkedVerifiablePresentation", folder + "whois.vp"), (whois.Types[0], whois.Endpoints[0].Uri));

        // The entry itself stays as it was signed.
        Assert.DoesNotContain("#files", log, StringComparison.Ordinal);
        Assert.DoesNotContain("#files", await WebVhLogWriter.UpdateAsync(did, log, null, null, Key, Start.AddDays(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveLog_WithServicesOfThatName_KeepsThem()
    {
        var (did, log) = await CreateAsync("example.com", new()
        {
            ["service"] = new JsonArray(
                new JsonObject { ["id"] = "#files", ["type"] = "relativeRef", ["serviceEndpoint"] = "https://files.example/store" },
                new JsonObject { ["id"] = "did:webvh:{SCID}:example.com#whois", ["type"] = "Page", ["serviceEndpoint"] = "https://who.example/me" }),
        });
        Assert.Equal(2, Resolve(did, log).GetDocument().Services.Count);
        Assert.Equal("https://files.example/store/a/b.json", await DereferenceAsync(did, log, "/a/b.json"));
        Assert.Equal("https://who.example/me", await DereferenceAsync(did, log, "/whois"));
    }

    [Theory]
    [InlineData("/whois", "https://example.com/dids/issuer/whois.vp")]
    [InlineData("/governance/issuers.json", "https://example.com/dids/issuer/governance/issuers.json")]
    [InlineData("/a.pdf#page=2", "https://example.com/dids/issuer/a.pdf#page=2")]
    [InlineData("?service=files&relativeRef=%2Fa%2Fb.json", "https://example.com/dids/issuer/a/b.json")]
    [InlineData("?service=whois", "https://example.com/dids/issuer/whois.vp")]
    [InlineData("?service=files&relativeRef=a%3Fb%3Dc", "https://example.com/dids/issuer/a?b=c")]
    public async Task DereferenceAsync_Path_IsTheFileBesideTheLog(string rest, string expected)
    {
        var (did, log) = await CreateAsync("example.com:dids:issuer", []);
        Assert.Equal(expected, await DereferenceAsync(did, log, rest));
    }

    [Theory]
    [InlineData("/../secret", DidErrorCodes.InvalidDid)]
    [InlineData("/a/%2E%2E/%2e%2e/secret", DidErrorCodes.InvalidDid)]
    [InlineData("?service=files&relativeRef=..%2Fsecret", DidErrorCodes.InvalidDidUrl)]
    [InlineData("?service=files&relativeRef=%5C..%5Csecret", DidErrorCodes.InvalidDidUrl)]
    [InlineData("?service=whois&relativeRef=https%3A%2F%2Fevil.example", DidErrorCodes.InvalidDidUrl)]
    [InlineData("?service=absent", DidErrorCodes.NotFound)]
    public async Task DereferenceAsync_PathThatLeavesTheFolder_IsRefused(string rest, string code)
    {
        var (did, log) = await CreateAsync("example.com:dids:issuer", []);
        Assert.Equal(code, await DereferenceAsync(did, log, rest));
    }

    [Fact]
    public async Task DereferenceAsync_PathOfAServiceThatIsNotWeb_IsInvalid()
    {
        var (did, log) = await CreateAsync("example.com", new()
        {
            ["service"] = new JsonArray(new JsonObject { ["id"] = "#files", ["type"] = "relativeRef", ["serviceEndpoint"] = "ipfs://bafy" }),
        });
        Assert.Equal(DidErrorCodes.InvalidDid, await DereferenceAsync(did, log, "/a.json"));
    }

    [Fact]
    public async Task ResolveLog_Parameters_AreInTheMetadataAndOnTheWire()
    {
        var (did, log) = await CreateAsync("example.com", [], new() { ["ttl"] = 60, ["watchers"] = new JsonArray("https://watcher.example"), ["portable"] = true });
        var metadata = Resolve(did, log).DocumentMetadata;
        Assert.Equal(TimeSpan.FromMinutes(1), metadata.TimeToLive);
        Assert.Equal("""["https://watcher.example"]""", metadata.Additional["watchers"].GetRawText());
        Assert.Equal("{}", metadata.Additional["witness"].GetRawText());
        Assert.Equal("true", metadata.Additional["portable"].GetRawText());
        Assert.Equal(did.MethodSpecificId.Split(':')[0], metadata.Additional["scid"].GetString());

        var again = DidResolutionJson.Read(StrictJson.ParseElement(DidResolutionJson.Write(Resolve(did, log)))).DocumentMetadata;
        Assert.Equal(metadata.TimeToLive, again.TimeToLive);
        Assert.Equal(metadata.VersionNumber, again.VersionNumber);
        Assert.Equal(metadata.Additional.Keys.Order(), again.Additional.Keys.Order());

        // A log that does not say means an hour; null in an old log takes the list back.
        var (other, silent) = await CreateAsync("example.com", []);
        Assert.Equal(TimeSpan.FromHours(1), Resolve(other, silent).DocumentMetadata.TimeToLive);
        var longer = await WebVhLogWriter.UpdateAsync(did, log, null, new() { ["ttl"] = null, ["watchers"] = null }, Key, Start.AddDays(1));
        Assert.Equal(TimeSpan.FromHours(1), Resolve(did, longer).DocumentMetadata.TimeToLive);
        Assert.Equal("[]", Resolve(did, longer).DocumentMetadata.Additional["watchers"].GetRawText());
    }

    [Theory]
    [InlineData("\"3600\"")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("2147483649")]
    public async Task CreateAsync_TimeToLiveThatIsNone_IsRefused(string ttl) => await Assert.ThrowsAsync<ArgumentException>(
        () => CreateAsync("example.com", [], new() { ["ttl"] = JsonNode.Parse(ttl) }).AsTask());

    [Theory]
    [InlineData(60, 60)]
    [InlineData(864_000, 86_400)]
    public async Task ResolveAsync_TimeToLive_IsHonouredUpToTheLimit(int wanted, int kept)
    {
        var clock = new FixedClock(Start);
        var method = new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString()) with
        {
            DocumentMetadata = new() { TimeToLive = TimeSpan.FromSeconds(wanted) },
        }));
        var resolver = new DidResolver([method], new() { Clock = clock, Cache = new() { StaleWhileRevalidate = TimeSpan.Zero } });
        await resolver.ResolveAsync("did:test:1");
        clock.Advance(TimeSpan.FromSeconds(kept - 1));
        await resolver.ResolveAsync("did:test:1");
        Assert.Equal(1, method.Calls);
        clock.Advance(TimeSpan.FromSeconds(2));
        await resolver.ResolveAsync("did:test:1");
        Assert.Equal(2, method.Calls);
    }

    [Fact]
    public async Task ResolveAsync_TimeToLiveOfZero_IsNotCached()
    {
        var method = new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString()) with { DocumentMetadata = new() { TimeToLive = TimeSpan.Zero } }));
        var resolver = new DidResolver([method]);
        await resolver.ResolveAsync("did:test:1");
        await resolver.ResolveAsync("did:test:1");
        Assert.Equal(2, method.Calls);
    }

    private static PrivateKey Key { get; } = PrivateKey.Generate(KeyType.Ed25519);

    private static ValueTask<(Did Did, string Log)> CreateAsync(string location, JsonObject document, JsonObject? parameters = null) =>
        WebVhLogWriter.CreateAsync(location, document, parameters, Key, Start, TestContext.Current.CancellationToken);

    private static DidResolutionResult Resolve(Did did, string log) =>
        WebVhDidMethod.ResolveLog(did, Encoding.UTF8.GetBytes(log), default, null, Start.AddDays(3));

    /// <summary>The URL that is found, or the code of the refusal.</summary>
    private static async Task<string> DereferenceAsync(Did did, string log, string rest)
    {
        var result = await new DidResolver([new LocalLog(log)]).DereferenceAsync(did + rest, cancellationToken: TestContext.Current.CancellationToken);
        return result.Error?.Code ?? Assert.Single(result.Urls).AbsoluteUri;
    }

    private sealed class LocalLog(string log) : IDidMethod
    {
        public string Name => "webvh";

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) => new(Resolve(did, log));
    }
}
