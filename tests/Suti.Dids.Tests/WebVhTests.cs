// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Dids.Tests;

public sealed class WebVhTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task UpdateAsync_WithPreRotation_TakesCommittedKeysOnly()
    {
        using var first = PrivateKey.Generate(KeyType.Ed25519);
        using var second = PrivateKey.Generate(KeyType.Ed25519);
        using var other = PrivateKey.Generate(KeyType.Ed25519);
        var (did, log) = await WebVhLogWriter.CreateAsync(
            "example.com:a", [], new() { ["nextKeyHashes"] = new JsonArray(WebVhLogWriter.GetKeyHash(second.PublicKey)) }, first, Start);
        Assert.StartsWith("did:webvh:Qm", did.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => Rotate(other).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => WebVhLogWriter.UpdateAsync(did, log, null, null, first, Start.AddDays(1)).AsTask());
        var longer = await Rotate(second);
        Assert.Equal(2, Resolve(did, longer).DocumentMetadata.VersionNumber);
        Assert.Equal(1, Resolve(did, longer, new() { VersionTime = Start.AddHours(1) }).DocumentMetadata.VersionNumber);
        Assert.Equal(DidErrorCodes.NotFound, Resolve(did, longer, new() { VersionTime = Start.AddHours(-1) }).Error?.Code);

        ValueTask<string> Rotate(PrivateKey key) => WebVhLogWriter.UpdateAsync(
            did,
            log,
            new() { ["alsoKnownAs"] = new JsonArray("https://example.com") },
            new() { ["updateKeys"] = new JsonArray(Multikey.Encode(key.PublicKey)), ["nextKeyHashes"] = new JsonArray() },
            key,
            Start.AddDays(1));
    }

    [Fact]
    public async Task DeactivateAsync_Log_HasNoDocumentAndNoFurtherEntry()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var (did, log) = await WebVhLogWriter.CreateAsync("example.com", [], null, key, Start);
        var ended = await WebVhLogWriter.DeactivateAsync(did, log, key, Start.AddDays(1));
        var result = Resolve(did, ended);
        Assert.Null(result.Document);
        Assert.True(result.DocumentMetadata.Deactivated);
        Assert.NotNull(Resolve(did, ended, new() { VersionNumber = 1 }).Document);
        await Assert.ThrowsAsync<ArgumentException>(() => WebVhLogWriter.UpdateAsync(did, ended, null, null, key, Start.AddDays(2)).AsTask());
    }

    [Fact]
    public async Task ResolveLog_AnyMutation_IsRefusedOrTheSame()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var (did, log) = await WebVhLogWriter.CreateAsync("example.com", new() { ["alsoKnownAs"] = new JsonArray("https://a") }, null, key, Start);
        var expected = Resolve(did, log).GetDocument().ToJson();
        new MutationFuzzer(9).Run([Encoding.UTF8.GetBytes(log)], 2_000, bytes =>
        {
            var result = WebVhDidMethod.ResolveLog(did, bytes, default, null, Start.AddDays(1));
            Assert.True(result.Error is not null || result.Document!.ToJson() == expected);
        });
    }

    private static DidResolutionResult Resolve(Did did, string log, DidResolutionOptions? options = null) =>
        WebVhDidMethod.ResolveLog(did, Encoding.UTF8.GetBytes(log), default, options, Start.AddDays(3));
}
