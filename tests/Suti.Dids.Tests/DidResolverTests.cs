// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Dids.Tests;

public sealed class DidResolverTests
{
    private const string Did1 = "did:test:1";

    private static readonly FixedClock Clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public void Constructor_TwoMethodsOfOneName_IsRefusedByName()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DidResolver([new KeyDidMethod(), new JwkDidMethod(), new KeyDidMethod()]));
        Assert.Contains("did:key", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DidErrorCodes.InvalidDid)]
    [InlineData("", DidErrorCodes.InvalidDid)]
    [InlineData("did:key:", DidErrorCodes.InvalidDid)]
    [InlineData("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#a", DidErrorCodes.InvalidDid)]
    [InlineData("did:nope:1", DidErrorCodes.MethodNotSupported)]
    [InlineData("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doL", DidErrorCodes.InvalidDid)]
    [InlineData("did:key:zz", DidErrorCodes.UnsupportedPublicKeyType)]
    [InlineData("did:key:u7QEA", DidErrorCodes.InvalidDid)]
    [InlineData("did:jwk:e30", DidErrorCodes.InvalidDid)]
    [InlineData("did:jwk:e30=", DidErrorCodes.InvalidDid)]
    [InlineData("did:pkh:eip155:1", DidErrorCodes.InvalidDid)]
    [InlineData("did:peer:5abc", DidErrorCodes.InvalidDid)]
    [InlineData("did:peer:2", DidErrorCodes.InvalidDid)]
    [InlineData("did:peer:2.Vz6Mk", DidErrorCodes.InvalidDid)]
    public async Task ResolveAsync_BadInput_HasTheRightCode(string? did, string code)
    {
        var resolver = new DidResolver([new KeyDidMethod(), new JwkDidMethod(), new PkhDidMethod(), new PeerDidMethod()]);
        var result = await resolver.ResolveAsync(did!);
        Assert.Equal(code, result.Error?.Code);
        Assert.Null(result.Document);
    }

    [Fact]
    public async Task ResolveAsync_MethodThatThrows_IsAnInternalError()
    {
        var resolver = new DidResolver([new ScriptedMethod((_, _) => throw new InvalidOperationException("secret"))]);
        var result = await resolver.ResolveAsync(Did1);
        Assert.Equal(DidErrorCodes.InternalError, result.Error?.Code);
        Assert.DoesNotContain("secret", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_DocumentOfAnother_IsRefused()
    {
        var resolver = new DidResolver([new ScriptedMethod((_, _) => Task.FromResult(ScriptedMethod.Found("did:test:2")))]);
        Assert.Equal(DidErrorCodes.InvalidDidDocument, (await resolver.ResolveAsync(Did1)).Error?.Code);
    }

    [Fact]
    public async Task ResolveAsync_MethodThatNeverEnds_IsGivenUp()
    {
        var resolver = new DidResolver(
            [new ScriptedMethod((_, _) => new TaskCompletionSource<DidResolutionResult>().Task)], new() { Timeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(DidErrorCodes.InternalError, (await resolver.ResolveAsync(Did1)).Error?.Code);
    }

    [Fact]
    public async Task ResolveAsync_Cancelled_EndsForThatCallerOnly()
    {
        var answer = new TaskCompletionSource<DidResolutionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var method = new ScriptedMethod((_, _) => answer.Task);
        var resolver = new DidResolver([method]);
        using var cancellation = new CancellationTokenSource();
        var first = resolver.ResolveAsync(Did1, cancellationToken: cancellation.Token).AsTask();
        var second = resolver.ResolveAsync(Did1).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(ScriptedMethod.Found(Did1));
        Assert.True((await second).IsSuccess);
        Assert.Equal(1, method.Calls);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await resolver.ResolveAsync(Did1, cancellationToken: new(true)));
    }

    [Fact]
    public async Task ResolveAsync_Again_IsCachedUntilItsTimeIsOver()
    {
        var clock = new FixedClock(Clock.GetUtcNow());
        var method = new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString())));
        var resolver = new DidResolver([method], new() { Clock = clock, Cache = new() { StaleWhileRevalidate = TimeSpan.Zero } });
        var first = await resolver.ResolveAsync(Did1);
        Assert.Same(first, await resolver.ResolveAsync(Did1));
        Assert.Equal(1, method.Calls);
        await resolver.ResolveAsync(Did1, new() { NoCache = true });
        Assert.Equal(2, method.Calls);
        clock.Advance(TimeSpan.FromMinutes(6));
        await resolver.ResolveAsync(Did1);
        Assert.Equal(3, method.Calls);
        resolver.Forget(Did.Parse(Did1));
        await resolver.ResolveAsync(Did1);
        Assert.Equal(4, method.Calls);
    }

    [Fact]
    public async Task ResolveAsync_Stale_IsAnsweredAndRefreshedInTheBackground()
    {
        var clock = new FixedClock(Clock.GetUtcNow());
        var refreshed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        var method = new ScriptedMethod((did, _) =>
        {
            if (Interlocked.Increment(ref calls) == 2)
            {
                refreshed.SetResult();
            }

            return Task.FromResult(ScriptedMethod.Found(did.ToString()));
        });
        var resolver = new DidResolver([method], new() { Clock = clock });
        var first = await resolver.ResolveAsync(Did1);
        clock.Advance(TimeSpan.FromMinutes(5.5));
        Assert.Same(first, await resolver.ResolveAsync(Did1));
        await refreshed.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ResolveAsync_Failure_IsKeptForAShortTime()
    {
        var clock = new FixedClock(Clock.GetUtcNow());
        var method = new ScriptedMethod((_, _) => Task.FromResult(DidResolutionResult.FromError(DidErrorCodes.NotFound, "none")));
        var resolver = new DidResolver([method], new() { Clock = clock });
        await resolver.ResolveAsync(Did1);
        await resolver.ResolveAsync(Did1);
        Assert.Equal(1, method.Calls);
        clock.Advance(TimeSpan.FromSeconds(11));
        await resolver.ResolveAsync(Did1);
        Assert.Equal(2, method.Calls);
    }

    [Fact]
    public async Task ResolveAsync_ManyDids_CacheStaysBounded()
    {
        var method = new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString())));
        var resolver = new DidResolver([method], new() { Cache = new() { MaxEntries = 10 } });
        for (var index = 0; index < 50; index++)
        {
            await resolver.ResolveAsync($"did:test:{index}");
            await resolver.ResolveAsync("did:test:0");
        }

        Assert.True(method.Calls <= 53, $"{method.Calls} calls: what is read again and again must stay.");
        var before = method.Calls;
        await resolver.ResolveAsync("did:test:5");
        Assert.Equal(before + 1, method.Calls);
    }

    [Fact]
    public async Task ResolveAsync_Versions_AreRefusedWhereThereAreNone()
    {
        var resolver = new DidResolver([new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString())))]);
        Assert.Equal(DidErrorCodes.FeatureNotSupported, (await resolver.ResolveAsync(Did1, new() { VersionId = "1" })).Error?.Code);
    }

    [Theory]
    [InlineData("application/did+json", "application/did+json")]
    [InlineData("text/html, application/did+ld+json;q=0.9", "application/did+ld+json")]
    [InlineData("*/*", "application/did")]
    [InlineData("text/html", null)]
    public async Task ResolveAsync_Accept_IsNegotiated(string accept, string? contentType)
    {
        var resolver = new DidResolver([new ScriptedMethod((did, _) => Task.FromResult(ScriptedMethod.Found(did.ToString())))]);
        for (var round = 0; round < 2; round++)
        {
            var result = await resolver.ResolveAsync(Did1, new() { Accept = accept });
            Assert.Equal(contentType, result.ResolutionMetadata.ContentType);
            Assert.Equal(contentType is null ? DidErrorCodes.RepresentationNotSupported : null, result.Error?.Code);
        }
    }

    [Fact]
    public async Task ResolveAsync_Cached_AllocatesNothing()
    {
        var resolver = new DidResolver([new KeyDidMethod()]);
        const string Key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        await resolver.ResolveAsync(Key);
        await resolver.ResolveAsync(Key);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isSuccess = (await resolver.ResolveAsync(Key)).IsSuccess;
        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(isSuccess);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("did:test:1#k", true)]
    [InlineData("did:test:1#s", true)]
    [InlineData("did:test:1#none", false)]
    [InlineData("did:test:1/path", false)]
    [InlineData("did:test:1?relativeRef=a", false)]
    [InlineData("did:test:1?service=none", false)]
    [InlineData("did:test:1?service=s&service=s", false)]
    [InlineData("did:test:1?service=s&relativeRef=https%3A%2F%2Fevil.example", false)]
    [InlineData("did:test:1?service=s&relativeRef=%2F%2Fevil.example", false)]
    [InlineData("did:test:1?service=s&relativeRef=%5C%5Cevil.example", false)]
    [InlineData("not a url", false)]
    public async Task DereferenceAsync_Parts_AreFoundOrRefused(string url, bool isFound)
    {
        var result = await Sample().DereferenceAsync(url);
        Assert.Equal(isFound, result.IsSuccess);
    }

    [Fact]
    public async Task DereferenceAsync_ServiceAndReference_GivesTheUrl()
    {
        var result = await Sample().DereferenceAsync("did:test:1?service=s&relativeRef=%2Fc%3Fd=e#f");
        Assert.Equal("https://example.com/c?d=e#f", Assert.Single(result.Urls).AbsoluteUri);
        Assert.Equal("https://example.com/a/", Assert.Single((await Sample().DereferenceAsync("did:test:1?service=s")).Urls).AbsoluteUri);
        Assert.NotNull((await Sample().DereferenceAsync("did:test:1")).Document);
    }

    [Fact]
    public async Task DidResolutionJson_Results_RoundTrip()
    {
        var found = await Sample().ResolveAsync(Did1);
        var again = DidResolutionJson.Read(Encodings.StrictJson.ParseElement(DidResolutionJson.Write(found)));
        Assert.Equal(Did1, again.Document?.ToString());
        Assert.Equal(200, DidResolutionJson.GetStatusCode(found));
        var missing = DidResolutionResult.FromError(DidErrorCodes.NotFound, "none");
        Assert.Equal(DidErrorCodes.NotFound, DidResolutionJson.Read(Encodings.StrictJson.ParseElement(DidResolutionJson.Write(missing))).Error?.Code);
        Assert.Equal(404, DidResolutionJson.GetStatusCode(missing));
        Assert.Equal("https://www.w3.org/ns/did#NOT_FOUND", missing.Error?.Type);
        Assert.Equal("did.not-found", missing.Error?.ToException().Code);
    }

    private static DidResolver Sample() => new([new ScriptedMethod((_, _) => Task.FromResult(DidResolutionResult.FromDocument(DidDocument.Parse(Encoding.UTF8.GetBytes("""
        {"id":"did:test:1","verificationMethod":[{"id":"#k","type":"T","controller":"did:test:1"}],
         "service":[{"id":"#s","type":"T","serviceEndpoint":"https://example.com/a/"}]}
        """)))))]);
}
