// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>didwebvh-ts</c>, both directions: logs with updates, pre-rotation, witnesses and an end.</summary>
public sealed class WebVhInterop : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly DateTimeOffset Start = Now.AddHours(-1);

    private readonly InteropPeer _peer = new("dids.mjs");
    private readonly PrivateKey[] _keys = [.. Enumerable.Range(0, 4).Select(_ => PrivateKey.Generate(KeyType.Ed25519))];
    private readonly PrivateKey[] _witnesses = [.. Enumerable.Range(0, 2).Select(_ => PrivateKey.Generate(KeyType.Ed25519))];

    public void Dispose()
    {
        _peer.Dispose();
        Array.ForEach([.. _keys, .. _witnesses], key => key.Dispose());
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    public async Task DidWebVhTs_OurLog_IsRead(bool preRotation, bool witnesses, bool deactivate)
    {
        var (did, log, file) = await WriteAsync("example.com:alice", preRotation, witnesses, deactivate);
        var arguments = new JsonObject { ["log"] = log, ["witnessProofs"] = file };
        var theirs = _peer.Call("webvh.read", arguments)!;
        Assert.Null(theirs["meta"]!["error"]);
        Assert.Equal(did.ToString(), (string)theirs["did"]!);
        Assert.Equal(deactivate, (bool)theirs["meta"]!["deactivated"]!);
        var ours = WebVhDidMethod.ResolveLog(did, Encoding.UTF8.GetBytes(log), Encoding.UTF8.GetBytes(file ?? ""), null, Now);
        Assert.Equal(ours.DocumentMetadata.VersionId, (string)theirs["meta"]!["versionId"]!);
        if (!deactivate)
        {
            AssertSame(ours.GetDocument(), theirs["doc"]!);
        }

        for (var version = 1; version <= 3; version++)
        {
            var theirVersion = _peer.Call("webvh.read", new() { ["log"] = log, ["witnessProofs"] = file, ["versionNumber"] = version })!;
            var ourVersion = WebVhDidMethod.ResolveLog(did, Encoding.UTF8.GetBytes(log), Encoding.UTF8.GetBytes(file ?? ""), new() { VersionNumber = version }, Now);
            Assert.Equal(ourVersion.DocumentMetadata.VersionId, (string)theirVersion["meta"]!["versionId"]!);
            AssertSame(ourVersion.GetDocument(), theirVersion["doc"]!);
        }

        // The same log with one letter changed, and without its witnesses.
        _peer.Refusal("webvh.read", new() { ["log"] = log.Replace("https://example.com/1", "https://example.com/x", StringComparison.Ordinal).Replace("\"versionId\":\"1-Q", "\"versionId\":\"1-R", StringComparison.Ordinal), ["witnessProofs"] = file });
        if (witnesses)
        {
            Assert.Contains("threshold", _peer.Refusal("webvh.read", new() { ["log"] = log, ["witnessProofs"] = "[]" }), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false, 0, false)]
    [InlineData(true, 0, false)]
    [InlineData(false, 2, false)]
    [InlineData(true, 2, false)]
    [InlineData(false, 0, true)]
    public void ResolveLog_TheirLog_IsRead(bool preRotation, int witnesses, bool deactivate)
    {
        var history = History("example.com", preRotation, witnesses, deactivate);
        var did = Did.Parse((string)history["did"]!);
        var log = Encoding.UTF8.GetBytes((string)history["log"]!);
        var file = Encoding.UTF8.GetBytes((string)history["witnessProofs"]!);
        var ours = WebVhDidMethod.ResolveLog(did, log, file, null, Now);
        Assert.Null(ours.Error);
        Assert.Equal(deactivate, ours.DocumentMetadata.Deactivated);
        var theirs = _peer.Call("webvh.read", new() { ["log"] = (string)history["log"]!, ["witnessProofs"] = (string)history["witnessProofs"]! })!;
        Assert.Equal((string)theirs["meta"]!["versionId"]!, ours.DocumentMetadata.VersionId);
        if (!deactivate)
        {
            AssertSame(ours.GetDocument(), theirs["doc"]!);
        }

        Assert.Equal(2, WebVhDidMethod.ResolveLog(did, log, file, new() { VersionNumber = 2 }, Now).DocumentMetadata.VersionNumber);
        if (witnesses > 0)
        {
            Assert.Equal(DidErrorCodes.InvalidDid, WebVhDidMethod.ResolveLog(did, log, default, null, Now).Error?.Code);
        }
    }

    [Fact]
    public async Task ResolveAsync_OverTheWeb_WorksBothWays()
    {
        using var place = new LoopbackPlace(_peer);
        var token = TestContext.Current.CancellationToken;
        var (did, log, file) = await WriteAsync($"localhost%3A{place.Port}:ours", preRotation: true, witnesses: true, deactivate: false);
        place.Publish("/ours/did.jsonl", log);
        place.Publish("/ours/did-witness.json", file!);
        var theirs = _peer.Call("webvh.resolve", new() { ["did"] = did.ToString() })!;
        Assert.Null(theirs["meta"]!["error"]);
        var resolver = new DidResolver([new WebVhDidMethod(LoopbackPlace.Options)]);
        AssertSame((await resolver.ResolveAsync(did.ToString(), cancellationToken: token)).GetDocument(), theirs["doc"]!, hasOwnUrls: true);

        var history = History($"localhost:{place.Port}", preRotation: true, 1, deactivate: false);
        place.Publish("/.well-known/did.jsonl", (string)history["log"]!);
        place.Publish("/.well-known/did-witness.json", (string)history["witnessProofs"]!);
        var result = await resolver.ResolveAsync((string)history["did"]!, cancellationToken: token);
        Assert.True(result.IsSuccess, result.Error?.ToString());
        Assert.Equal(3, result.DocumentMetadata.VersionNumber);
        Assert.Equal(
            $"http://localhost:{place.Port}/terms.pdf",
            Assert.Single((await resolver.DereferenceAsync((string)history["did"]! + "/terms.pdf", cancellationToken: token)).Urls).AbsoluteUri);
    }

    /// <summary>They write the folder of the files without its slash and relative ids; what is served from loopback has https there.</summary>
    private static void AssertSame(DidDocument ours, JsonNode theirs, bool hasOwnUrls = false)
    {
        var parsed = DidDocument.Parse(Encoding.UTF8.GetBytes(theirs.ToJsonString()));
        Assert.Equal(ours.Id, parsed.Id);
        Assert.Equal(ours.AlsoKnownAs, parsed.AlsoKnownAs);
        Assert.Equal(ours.VerificationMethods.Select(method => (method.Id, method.PublicKey)), parsed.VerificationMethods.Select(method => (method.Id, method.PublicKey)));
        Assert.Equal(ours.Services.Select(service => service.Id).Order(), parsed.Services.Select(service => service.Id).Order());
        Assert.Equal(
            ours.Services.OrderBy(service => service.Id, StringComparer.Ordinal).Select(Endpoint),
            parsed.Services.OrderBy(service => service.Id, StringComparer.Ordinal).Select(Endpoint));

        string? Endpoint(DidService service) =>
            (hasOwnUrls ? service.Endpoints[0].Uri?.Replace("https://localhost", "http://localhost", StringComparison.Ordinal) : service.Endpoints[0].Uri)?.TrimEnd('/');
    }

    private JsonObject History(string address, bool preRotation, int witnesses, bool deactivate) => _peer.Call("webvh.history", new()
    {
        ["address"] = address,
        ["preRotation"] = preRotation,
        ["witnesses"] = witnesses,
        ["deactivate"] = deactivate,
    })!.AsObject();

    /// <summary>A history of ours: creation, two updates, perhaps the end.</summary>
    private async Task<(Did Did, string Log, string? WitnessFile)> WriteAsync(string location, bool preRotation, bool witnesses, bool deactivate)
    {
        var parameters = new JsonObject();
        if (witnesses)
        {
            parameters["witness"] = new JsonObject
            {
                ["threshold"] = 2,
                ["witnesses"] = new JsonArray([.. _witnesses.Select(key => (JsonNode)new JsonObject { ["id"] = KeyDidMethod.Create(key.PublicKey).ToString() })]),
            };
        }

        Commit(parameters, 1);
        var (did, log) = await WebVhLogWriter.CreateAsync(location, Document(0), parameters, _keys[0], Start);
        var file = await WitnessAsync(did, null, log, null);
        for (var version = 1; version <= 2; version++)
        {
            var changes = new JsonObject();
            if (preRotation)
            {
                changes["updateKeys"] = new JsonArray(Multikey.Encode(_keys[version].PublicKey));
            }

            Commit(changes, version + 1);
            var longer = await WebVhLogWriter.UpdateAsync(did, log, Document(version), changes, preRotation ? _keys[version] : _keys[0], Start.AddMinutes(version));
            file = await WitnessAsync(did, log, longer, file);
            log = longer;
        }

        return (did, deactivate ? await WebVhLogWriter.DeactivateAsync(did, log, _keys[0], Start.AddMinutes(5)) : log, file);

        void Commit(JsonObject json, int next)
        {
            if (preRotation)
            {
                json["nextKeyHashes"] = new JsonArray(WebVhLogWriter.GetKeyHash(_keys[next].PublicKey));
            }
        }

        async Task<string?> WitnessAsync(Did subject, string? known, string candidate, string? before)
        {
            if (!witnesses)
            {
                return null;
            }

            var approvals = new List<string>();
            foreach (var witness in _witnesses)
            {
                approvals.Add(await WebVhWitnessFile.ApproveAsync(subject, known, candidate, witness, Now));
            }

            return WebVhWitnessFile.Add(subject, candidate, before, approvals, Now);
        }
    }

    private JsonObject Document(int version) => new()
    {
        ["@context"] = new JsonArray(DidContexts.V1, DidContexts.Multikey),
        ["alsoKnownAs"] = new JsonArray($"https://example.com/{version}"),
        ["verificationMethod"] = new JsonArray(new JsonObject
        {
            ["id"] = "#key-1",
            ["type"] = "Multikey",
            ["controller"] = "did:example:controller",
            ["publicKeyMultibase"] = Multikey.Encode(_keys[3].PublicKey),
        }),
        ["assertionMethod"] = new JsonArray("#key-1"),
    };
}
