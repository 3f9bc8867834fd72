// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Dids.Tests;

public sealed class WebVhWitnessTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PrivateKey _controller = PrivateKey.Generate(KeyType.Ed25519);
    private readonly PrivateKey _first = PrivateKey.Generate(KeyType.Ed25519);
    private readonly PrivateKey _second = PrivateKey.Generate(KeyType.Ed25519);
    private readonly PrivateKey _third = PrivateKey.Generate(KeyType.Ed25519);

    public void Dispose()
    {
        _controller.Dispose();
        _first.Dispose();
        _second.Dispose();
        _third.Dispose();
    }

    [Fact]
    public async Task ApproveAsync_EnoughWitnesses_MakesTheLogResolve()
    {
        var (did, log) = await CreateAsync(2, _first, _second, _third);
        Assert.Equal(DidErrorCodes.InvalidDid, Resolve(did, log, null).Error?.Code);

        var file = WebVhWitnessFile.Add(did, log, null, [await ApproveAsync(did, null, log, _first)], Start.AddDays(1));
        Assert.False(WebVhWitnessFile.IsApproved(did, log, file, Start.AddDays(1)));
        Assert.Equal(DidErrorCodes.InvalidDid, Resolve(did, log, file).Error?.Code);

        // The same witness twice is one approval.
        file = WebVhWitnessFile.Add(did, log, file, [await ApproveAsync(did, null, log, _first)], Start.AddDays(1));
        Assert.False(WebVhWitnessFile.IsApproved(did, log, file, Start.AddDays(1)));

        file = WebVhWitnessFile.Add(did, log, file, [await ApproveAsync(did, null, log, _third)], Start.AddDays(1));
        Assert.True(WebVhWitnessFile.IsApproved(did, log, file, Start.AddDays(1)));
        var result = Resolve(did, log, file);
        Assert.True(result.IsSuccess, result.Error?.ToString());
        var witness = result.DocumentMetadata.Additional["witness"];
        Assert.Equal("2", witness.GetProperty("threshold").GetString());
        Assert.Equal(3, witness.GetProperty("witnesses").GetArrayLength());
    }

    [Fact]
    public async Task Add_LaterEntries_KeepsThePublishedApprovalUntilTheNextOne()
    {
        var (did, log) = await CreateAsync(1, _first);
        var file = WebVhWitnessFile.Add(did, log, null, [await ApproveAsync(did, null, log, _first)], Start.AddDays(1));
        var published = log;
        for (var day = 1; day <= 3; day++)
        {
            var longer = await WebVhLogWriter.UpdateAsync(did, log, new() { ["alsoKnownAs"] = new JsonArray($"https://a.example/{day}") }, null, _controller, Start.AddDays(day));
            file = WebVhWitnessFile.Add(did, longer, file, [await ApproveAsync(did, log, longer, _first)], Start.AddDays(9));

            // The file goes out before the log: readers of the old log must still find what they need.
            Assert.True(Resolve(did, log, file).IsSuccess);
            Assert.True(Resolve(did, longer, file).IsSuccess);
            (published, log) = (log, longer);
        }

        Assert.Equal(2, JsonNode.Parse(file)!.AsArray().Count);
        Assert.True(Resolve(did, published, file).IsSuccess);
    }

    [Fact]
    public async Task Add_NewWitnesses_AreNotEnoughForTheEntryThatNamesThem()
    {
        var (did, log) = await CreateAsync(1, _first);
        var file = WebVhWitnessFile.Add(did, log, null, [await ApproveAsync(did, null, log, _first)], Start.AddDays(1));
        var longer = await WebVhLogWriter.UpdateAsync(did, log, null, new() { ["witness"] = Witness(1, _second) }, _controller, Start.AddDays(1));
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, log, longer, _second).AsTask());
        Assert.False(WebVhWitnessFile.IsApproved(did, longer, file, Start.AddDays(2)));
        file = WebVhWitnessFile.Add(did, longer, file, [await ApproveAsync(did, log, longer, _first)], Start.AddDays(2));
        Assert.True(WebVhWitnessFile.IsApproved(did, longer, file, Start.AddDays(2)));

        // From the next entry on the new one is asked, and the old one no more.
        var last = await WebVhLogWriter.UpdateAsync(did, longer, null, new() { ["witness"] = new JsonObject() }, _controller, Start.AddDays(2));
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, longer, last, _first).AsTask());
        file = WebVhWitnessFile.Add(did, last, file, [await ApproveAsync(did, longer, last, _second)], Start.AddDays(3));
        Assert.True(Resolve(did, last, file).IsSuccess);
        var free = await WebVhLogWriter.UpdateAsync(did, last, null, null, _controller, Start.AddDays(3));
        Assert.True(Resolve(did, free, file).IsSuccess);
    }

    [Fact]
    public async Task ApproveAsync_LogThatTheWitnessDoesNotKnow_IsRefused()
    {
        var (did, log) = await CreateAsync(1, _first);
        var one = await WebVhLogWriter.UpdateAsync(did, log, new() { ["alsoKnownAs"] = new JsonArray("https://one.example") }, null, _controller, Start.AddDays(1));
        var other = await WebVhLogWriter.UpdateAsync(did, log, new() { ["alsoKnownAs"] = new JsonArray("https://other.example") }, null, _controller, Start.AddDays(1));
        var longer = await WebVhLogWriter.UpdateAsync(did, other, null, null, _controller, Start.AddDays(2));
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, one, longer, _first).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, log, longer, _first).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, other, longer.Replace("other.example", "third.example", StringComparison.Ordinal), _first).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => ApproveAsync(did, other, longer, _controller).AsTask());
        Assert.Contains("versionId", await ApproveAsync(did, other, longer, _first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WhatIsNoApproval_IsRefused()
    {
        var (did, log) = await CreateAsync(1, _first);
        var approval = await ApproveAsync(did, null, log, _first);
        var longer = await WebVhLogWriter.UpdateAsync(did, log, null, null, _controller, Start.AddDays(1));
        var later = await ApproveAsync(did, log, longer, _first);
        foreach (var bad in new[]
        {
            "", "[]", "{}", later,
            approval.Replace("eddsa-jcs-2022", "eddsa-rdfc-2022", StringComparison.Ordinal),
            approval.Replace("assertionMethod", "authentication", StringComparison.Ordinal),
        })
        {
            Assert.Throws<ArgumentException>(() => WebVhWitnessFile.Add(did, log, null, [bad], Start.AddDays(1)));
        }

        Assert.Throws<ArgumentException>(() => WebVhWitnessFile.Add(did, log, "{}", [approval], Start.AddDays(1)));
        Assert.Throws<ArgumentException>(() => WebVhWitnessFile.Add(Did.Parse("did:web:example.com"), log, null, [approval], Start.AddDays(1)));
    }

    [Fact]
    public async Task ResolveLog_MutatedFile_IsRefusedOrTheSame()
    {
        var (did, log) = await CreateAsync(1, _first);
        var file = WebVhWitnessFile.Add(did, log, null, [await ApproveAsync(did, null, log, _first)], Start.AddDays(1));
        new MutationFuzzer(31).Run([Encoding.UTF8.GetBytes(file)], 1_000, bytes =>
        {
            var result = WebVhDidMethod.ResolveLog(did, Encoding.UTF8.GetBytes(log), bytes, null, Start.AddDays(1));
            Assert.True(result.IsSuccess || result.Error?.Code == DidErrorCodes.InvalidDid);
            try
            {
                WebVhWitnessFile.Add(did, log, Encoding.UTF8.GetString(bytes), [], Start.AddDays(1));
            }
            catch (ArgumentException)
            {
                // The only way to refuse a file.
            }
        });
    }

    private static JsonObject Witness(int threshold, params PrivateKey[] witnesses) => new()
    {
        ["threshold"] = threshold,
        ["witnesses"] = new JsonArray([.. witnesses.Select(key => (JsonNode)new JsonObject { ["id"] = KeyDidMethod.Create(key.PublicKey).ToString() })]),
    };

    private static ValueTask<string> ApproveAsync(Did did, string? known, string log, PrivateKey witness) =>
        WebVhWitnessFile.ApproveAsync(did, known, log, witness, Start.AddDays(8), TestContext.Current.CancellationToken);

    private static DidResolutionResult Resolve(Did did, string log, string? file) => WebVhDidMethod.ResolveLog(
        did, Encoding.UTF8.GetBytes(log), file is null ? default : Encoding.UTF8.GetBytes(file), null, Start.AddDays(9));

    private ValueTask<(Did Did, string Log)> CreateAsync(int threshold, params PrivateKey[] witnesses) =>
        WebVhLogWriter.CreateAsync("example.com", [], new() { ["witness"] = Witness(threshold, witnesses) }, _controller, Start);
}
