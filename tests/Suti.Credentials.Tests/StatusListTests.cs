// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Lists themselves, and the hostile ones among them.</summary>
public sealed class StatusListTests
{
    private const string Url = "https://issuer.example/status/1";

    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
    private readonly TestParty _mallory = TestParty.WithDocument("mallory", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
    private readonly TestFetcher _web = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Bitstring_Values_RoundTrip(int size)
    {
        var list = new BitstringStatusList(BitstringStatusList.MinBits, size);
        for (var index = 0; index < 1000; index++)
        {
            list[index * 7] = index % (1 << size);
        }

        Assert.True(BitstringStatusList.TryDecode(list.Encode(), size, 1 << 20, out var read));
        Assert.All(Enumerable.Range(0, 1000), index => Assert.Equal(index % (1 << size), read[index * 7]));
    }

    [Fact]
    public void Bitstring_FirstPlace_IsTheHighestBit()
    {
        var list = new BitstringStatusList();
        list[0] = 1;
        Assert.True(Base64Url.TryDecode(list.Encode().AsSpan(1), out var compressed));
        Assert.Equal(0x80, BoundedInflate.TryInflate(compressed, isGzip: true, 1 << 20)![0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Token_Values_RoundTrip(int bits)
    {
        var list = new TokenStatusList(5000, bits);
        for (var index = 0; index < 5000; index++)
        {
            list[index] = (byte)(index % (1 << bits));
        }

        Assert.True(TokenStatusList.TryReadCbor(list.ToCbor(), 1 << 20, out var read));
        Assert.All(Enumerable.Range(0, 5000), index => Assert.Equal(index % (1 << bits), read[index]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(16)]
    public void Token_OtherBits_AreRefused(int bits)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenStatusList(8, bits));
        Assert.False(TokenStatusList.TryDecode(new TokenStatusList(8).Encode(), bits, 1 << 20, out _));
    }

    [Fact]
    public void Decode_Bomb_StopsAtTheLimit()
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[64 << 20]);
        }

        Assert.InRange(target.Length, 1, 200_000);
        Assert.False(BitstringStatusList.TryDecode("u" + Base64Url.Encode(target.ToArray()), 1, 8 << 20, out _));
    }

    [Fact]
    public async Task Check_ListOfSomebodyElse_FailsUnlessItIsAccepted()
    {
        await PublishAsync(_mallory, new BitstringStatusList());
        AssertStatus(await VerifyAsync(), "other-issuer");
        AssertStatus(await VerifyAsync(accepted: _mallory.Did), "valid");
    }

    [Fact]
    public async Task Check_OtherPurpose_Fails()
    {
        await PublishAsync(_issuer, new BitstringStatusList(), purpose: "suspension");
        AssertStatus(await VerifyAsync(), "other-purpose");
    }

    [Fact]
    public async Task Check_StaleList_Fails()
    {
        await PublishAsync(_issuer, new BitstringStatusList(), until: FormatKit.Now.AddHours(-1));
        AssertStatus(await VerifyAsync(), "list-not-verified");
    }

    [Fact]
    public async Task Check_ForgedList_Fails()
    {
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var list = await SignAsync(_issuer, new BitstringStatusList(), "revocation", null);
        _web.Publish(Url, kit.Replace(list.ToString(), "\"revocation\"", "\"Revocation\""));
        AssertStatus(await VerifyAsync(), "list-not-verified");
    }

    [Theory]
    [InlineData("999999999", "out-of-range")]
    [InlineData("-1", "malformed")]
    [InlineData("1e3", "malformed")]
    [InlineData("x", "malformed")]
    public async Task Check_BadIndex_Fails(string index, string reason)
    {
        await PublishAsync(_issuer, new BitstringStatusList());
        var entry = BitstringStatusList.CreateEntry(Url, 1);
        entry["statusListIndex"] = index;
        AssertStatus(await VerifyAsync(entry: entry), reason);
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", "not-fetched")]
    [InlineData("file:///etc/passwd", "malformed")]
    [InlineData("ftp://example.com/", "malformed")]
    public async Task Check_OtherAddresses_AreNotRead(string url, string reason) => AssertStatus(await VerifyAsync(entry: BitstringStatusList.CreateEntry(url, 1)), reason);

    [Fact]
    public async Task Check_AnotherCredentialInItsPlace_Fails()
    {
        _web.Publish(Url, (await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(_issuer)).ToString());
        AssertStatus(await VerifyAsync(), "not-a-list");
    }

    [Fact]
    public async Task Check_TooManyEntries_AreNotLookedUp()
    {
        var entries = new JsonArray([.. Enumerable.Range(0, 11).Select(index => (JsonNode)BitstringStatusList.CreateEntry(Url, index))]);
        var json = JsonNode.Parse(FormatKit.Of(CredentialFormatNames.VcJwt).Credential(_issuer.Did, null).Json.GetRawText())!;
        json["credentialStatus"] = entries;
        var credential = await CredentialFormats.VcJwt.IssueAsync(Credential.Parse(json.ToJsonString()), _issuer.Signer, IssueOptions.Standard, default);
        AssertStatus(await Verifier().VerifyCredentialAsync(credential), "too-many");
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Check_UnsignedCredential_FetchesNothing()
    {
        await PublishAsync(_issuer, new BitstringStatusList());
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var forged = kit.Forge(await kit.IssueAsync(_issuer, status: BitstringStatusList.CreateEntry(Url, 1)));
        AssertStatus(await Verifier().VerifyCredentialAsync(forged), "not-checked");
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Check_WithinTimeToLive_FetchesOnce()
    {
        await PublishAsync(_issuer, new BitstringStatusList(), live: TimeSpan.FromMinutes(5));
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var clock = new FixedClock(FormatKit.Now);
        var verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Fetcher = _web, Clock = clock });
        for (var index = 0; index < 5; index++)
        {
            Assert.True((await verifier.VerifyCredentialAsync(await kit.IssueAsync(_issuer, status: BitstringStatusList.CreateEntry(Url, index)))).Verified);
        }

        Assert.Equal(1, _web.Requests);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await verifier.VerifyCredentialAsync(await kit.IssueAsync(_issuer, status: BitstringStatusList.CreateEntry(Url, 9)))).Verified);
        Assert.Equal(2, _web.Requests);
    }

    [Fact]
    public async Task Check_StatusList2021_IsUnderstood()
    {
        var list = new BitstringStatusList();
        list[3] = 1;
        var json = new JsonObject
        {
            ["@context"] = new JsonArray(CredentialContexts.V1, "https://w3id.org/vc/status-list/2021/v1"),
            ["id"] = Url,
            ["type"] = new JsonArray("VerifiableCredential", "StatusList2021Credential"),
            ["issuer"] = _issuer.Did,
            ["issuanceDate"] = "2026-01-01T00:00:00Z",
            ["credentialSubject"] = new JsonObject { ["type"] = "StatusList2021", ["statusPurpose"] = "revocation", ["encodedList"] = list.Encode()[1..] },
        };
        var signed = await CredentialFormats.Jwt.IssueAsync(Credential.Parse(json.ToJsonString()), _issuer.Signer, IssueOptions.Standard, default);
        _web.Publish(Url, signed.ToString());
        foreach (var (index, reason) in new[] { (3, "revoked"), (4, "valid") })
        {
            var entry = BitstringStatusList.CreateEntry(Url, index);
            entry["type"] = "StatusList2021Entry";
            AssertStatus(await VerifyAsync(entry: entry), reason);
        }
    }

    private static void AssertStatus(VerificationResult result, string reason) => Assert.Equal(reason, result[CheckCodes.Status]!.Reason);

    private static async Task<VerifiableCredential> SignAsync(TestParty party, BitstringStatusList list, string purpose, DateTimeOffset? until, TimeSpan? live = null) =>
        await CredentialFormats.VcJwt.IssueAsync(
            list.ToCredential(Url, party.Did, [purpose], FormatKit.Now.AddDays(-2), until, live), party.Signer, IssueOptions.Standard, default);

    private async Task PublishAsync(TestParty party, BitstringStatusList list, string purpose = "revocation", DateTimeOffset? until = null, TimeSpan? live = null) =>
        _web.Publish(Url, (await SignAsync(party, list, purpose, until, live)).ToString());

    private CredentialVerifier Verifier(string? accepted = null) => new(
        new TestResolver(_issuer, _mallory),
        new CredentialVerifierOptions { Fetcher = _web, Clock = new FixedClock(FormatKit.Now), StatusIssuers = accepted is null ? [] : [accepted] });

    private async Task<VerificationResult> VerifyAsync(JsonObject? entry = null, string? accepted = null)
    {
        var credential = await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(_issuer, status: entry ?? BitstringStatusList.CreateEntry(Url, 1));
        return await Verifier(accepted).VerifyCredentialAsync(credential);
    }
}
