// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Statuses of several bits, what their values mean, and all lists of an issuer in one document.</summary>
public sealed class StatusMessageTests
{
    private const string Url = "https://issuer.example/status/1";
    private static readonly string[] Words = ["shipped", "lost", "found", "returned"];

    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
    private readonly TestFetcher _web = new();

    [Theory]
    [InlineData(0, "message-0x0", "shipped")]
    [InlineData(2, "message-0x2", "found")]
    [InlineData(3, "message-0x3", "returned")]
    public async Task Verify_MessageOfAValue_StandsInTheCheck(int value, string reason, string message)
    {
        var check = (await VerifyAsync("message", 2, value, Entry("message", 2, Words)))[CheckCodes.Status]!;
        Assert.Equal((CheckOutcome.Passed, reason, message), (check.Outcome, check.Reason, check.Message));
    }

    [Fact]
    public async Task Verify_RevocationWithWords_SaysThem()
    {
        var result = await VerifyAsync("revocation", 2, 1, Entry("revocation", 2, Words));
        Assert.False(result.Verified);
        Assert.Equal(("revoked", "lost"), (result[CheckCodes.Status]!.Reason, result[CheckCodes.Status]!.Message));
        Assert.True((await VerifyAsync("revocation", 2, 0, Entry("revocation", 2, Words))).Verified);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""[]""")]
    [InlineData("""{"status":"0x0","message":"a"}""")]
    [InlineData("""[{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},{"status":"0x2","message":"c"}]""")]
    [InlineData("""[{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},{"status":"0x2","message":"c"},{"status":"0x2","message":"d"}]""")]
    [InlineData("""[{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},{"status":"0x2","message":"c"},{"status":"3","message":"d"}]""")]
    [InlineData("""[{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},{"status":"0x2","message":"c"},{"status":"0x3"}]""")]
    [InlineData("""[{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},{"status":"0x2","message":"c"},{"status":"0x4","message":"d"}]""")]
    public async Task Verify_MessagesThatAreNotThoseOfAllValues_AreRefused(string? messages)
    {
        var entry = Entry("message", 2, Words);
        entry.Remove("statusMessage");
        if (messages is not null)
        {
            entry["statusMessage"] = JsonNode.Parse(messages);
        }

        var result = await VerifyAsync("message", 2, 0, entry);
        Assert.False(result.Verified);
        Assert.Equal("malformed", result[CheckCodes.Status]!.Reason);
    }

    [Fact]
    public void CreateEntry_MessagesThatAreNotThoseOfAllValues_Throw()
    {
        Assert.Throws<ArgumentException>(() => Entry("message", 2, null));
        Assert.Throws<ArgumentException>(() => Entry("message", 2, ["a"]));
        Assert.Throws<ArgumentException>(() => BitstringStatusList.CreateEntry(Url, 1, "message", 1, [new(0, "a"), new(0, "b")]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Entry("message", 9, null));
        var entry = BitstringStatusList.CreateEntry(Url, 1, "message", 1, [new(1, "a"), new(0, "b")], "https://issuer.example/words");
        Assert.Equal("https://issuer.example/words", (string?)entry["statusReference"]);
        Assert.Null(entry["statusSize"]);
    }

    [Fact]
    public async Task Manager_ListOfSeveralBits_PutsSizeAndWordsIntoItsEntries()
    {
        var manager = new StatusListManager(await OpenAsync());
        await manager.CreateAsync(Url, _issuer.Did, "message", statusSize: 2, messages: Words, reference: "https://issuer.example/words");
        var entry = await manager.AllocateAsync(Url);
        Assert.Equal(2, (int)entry["statusSize"]!);
        Assert.Equal("lost", (string?)entry["statusMessage"]![1]!["message"]);
        Assert.Equal("https://issuer.example/words", (string?)entry["statusReference"]);
        await manager.SetAsync(Url, int.Parse((string)entry["statusListIndex"]!, System.Globalization.CultureInfo.InvariantCulture), 3);
        await PublishAsync(await manager.WriteAsync(Url, FormatKit.Now.AddDays(-1)));
        var check = (await VerifyAsync(entry))[CheckCodes.Status]!;
        Assert.Equal(("message-0x3", "returned"), (check.Reason, check.Message));
        await Assert.ThrowsAsync<ArgumentException>(() => manager.CreateAsync(Url + "2", _issuer.Did, "message", statusSize: 2).AsTask());
    }

    [Fact]
    public async Task Manager_Aggregate_NamesTheListsOfTheIssuer()
    {
        var manager = new StatusListManager(await OpenAsync());
        await manager.CreateAsync(Url + "b", _issuer.Did);
        await manager.CreateAsync(Url + "a", _issuer.Did);
        await manager.CreateAsync(Url + "c", "did:example:other");
        Assert.Equal([Url + "a", Url + "b"], (await manager.AggregateAsync(_issuer.Did)).StatusLists);
        var all = await manager.AggregateAsync();
        Assert.True(StatusListAggregation.TryParse(all.ToUtf8(), out var read));
        Assert.Equal([Url + "a", Url + "b", Url + "c"], read.StatusLists);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"status_lists":"https://a.example"}""")]
    [InlineData("""{"status_lists":[1]}""")]
    [InlineData("""{"status_lists":["no url"]}""")]
    [InlineData("""{"status_lists":[],"status_lists":[]}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void Aggregation_Malformed_IsRefused(string text) => Assert.False(StatusListAggregation.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Aggregation_Damaged_NeverThrows() => new MutationFuzzer(20261121).Run(
        [new StatusListAggregation(["https://a.example/1", "https://a.example/2"]).ToUtf8()],
        2000,
        input => Assert.Equal(StatusListAggregation.TryParse(input, out var read), read is not null));

    [Fact]
    public void TokenList_WithAggregation_NamesItInBothForms()
    {
        var list = new TokenStatusList(64);
        list[3] = 1;
        Assert.Equal("https://a.example/all", (string?)list.ToJson("https://a.example/all")["aggregation_uri"]);
        Assert.Null(list.ToJson()["aggregation_uri"]);
        Assert.True(TokenStatusList.TryReadCbor(list.ToCbor("https://a.example/all"), 1 << 20, out var read));
        Assert.Equal(1, read[3]);
    }

    private static async Task<IRecordStore> OpenAsync()
    {
        var store = new MemoryRecordStore();
        await store.OpenAsync([StatusListManager.Kind], TestContext.Current.CancellationToken);
        return store;
    }

    private static JsonObject Entry(string purpose, int size, string[]? words) => BitstringStatusList.CreateEntry(
        Url, 7, purpose, size, words?.Select((word, value) => new StatusMessage(value, word)).ToList());

    private async Task PublishAsync(Credential list) =>
        _web.Publish(Url, (await CredentialFormats.VcJwt.IssueAsync(list, _issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString());

    private async Task<VerificationResult> VerifyAsync(string purpose, int size, int value, JsonObject entry)
    {
        var list = new BitstringStatusList(BitstringStatusList.MinBits, size);
        list[7] = value;
        await PublishAsync(list.ToCredential(Url, _issuer.Did, [purpose], FormatKit.Now.AddDays(-1)));
        return await VerifyAsync(entry);
    }

    private async Task<VerificationResult> VerifyAsync(JsonObject entry)
    {
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = _web });
        return await verifier.VerifyCredentialAsync(await kit.IssueAsync(_issuer, status: entry));
    }
}
