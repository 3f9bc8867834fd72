// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Agent;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

public sealed class StatusListManagerTests : IAsyncLifetime
{
    private const string Url = "https://issuer.example/status/1";

    private readonly MemoryRecordStore _store = new();
    private StatusListManager _manager = null!;

    public async ValueTask InitializeAsync()
    {
        await _store.OpenAsync([StatusListManager.Kind]);
        _manager = new StatusListManager(_store);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Allocate_ManyAtTheSameTime_NeverGivesAPlaceTwice()
    {
        await _manager.CreateAsync(Url, "did:example:issuer");
        var managers = Enumerable.Range(0, 4).Select(_ => new StatusListManager(_store)).ToList();
        var entries = await Task.WhenAll(Enumerable.Range(0, 60).Select(index => Task.Run(() => managers[index % 4].AllocateAsync(Url).AsTask())));
        var places = entries.Select(entry => (string)entry["statusListIndex"]!).ToList();
        Assert.Equal(60, places.Distinct(StringComparer.Ordinal).Count());
        // Random places are not the first ones.
        Assert.Contains(places, place => int.Parse(place, CultureInfo.InvariantCulture) > 1000);
    }

    [Fact]
    public async Task Set_RevokedPlace_IsSeenByTheVerifierAndStays()
    {
        var issuer = TestParty.WithDocument("issuer", Crypto.KeyType.Ed25519, VerificationRelationship.AssertionMethod);
        await _manager.CreateAsync(Url, issuer.Did);
        var entry = await _manager.AllocateAsync(Url);
        var index = int.Parse((string)entry["statusListIndex"]!, CultureInfo.InvariantCulture);
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var credential = await kit.IssueAsync(issuer, status: entry);
        Assert.True((await VerifyAsync(issuer, credential)).Verified);
        await _manager.SetAsync(Url, index, 1);
        Assert.Equal("revoked", (await VerifyAsync(issuer, credential))[CheckCodes.Status]!.Reason);
        var exception = await Assert.ThrowsAsync<SutiException>(() => _manager.SetAsync(Url, index, 0).AsTask());
        Assert.Equal(CredentialErrorCodes.StatusListInvalid, exception.Code);
    }

    [Fact]
    public async Task Set_Suspension_IsTakenBack()
    {
        await _manager.CreateAsync(Url, "did:example:issuer", "suspension");
        var index = int.Parse((string)(await _manager.AllocateAsync(Url))["statusListIndex"]!, CultureInfo.InvariantCulture);
        await _manager.SetAsync(Url, index, 1);
        await _manager.SetAsync(Url, index, 0);
        var list = await _manager.WriteAsync(Url, FormatKit.Now);
        Assert.True(BitstringStatusList.TryDecode(list.Subjects[0].GetProperty("encodedList").GetString()!, 1, 1 << 20, out var bits));
        Assert.Equal(0, bits[index]);
    }

    [Fact]
    public async Task Set_PlaceOfNobody_IsRefused()
    {
        await _manager.CreateAsync(Url, "did:example:issuer");
        var exception = await Assert.ThrowsAsync<SutiException>(() => _manager.SetAsync(Url, 5, 1).AsTask());
        Assert.Equal(CredentialErrorCodes.StatusListInvalid, exception.Code);
    }

    [Fact]
    public async Task Create_ListThatIsThere_IsRefused()
    {
        await _manager.CreateAsync(Url, "did:example:issuer");
        var exception = await Assert.ThrowsAsync<SutiException>(() => _manager.CreateAsync(Url, "did:example:other").AsTask());
        Assert.Equal(RecordErrorCodes.Conflict, exception.Code);
    }

    private async Task<VerificationResult> VerifyAsync(TestParty issuer, VerifiableCredential credential)
    {
        var web = new TestFetcher();
        var list = await CredentialFormats.VcJwt.IssueAsync(await _manager.WriteAsync(Url, FormatKit.Now), issuer.Signer, IssueOptions.Standard, default);
        web.Publish(Url, list.ToString());
        var verifier = new CredentialVerifier(new TestResolver(issuer), new CredentialVerifierOptions { Fetcher = web, Clock = new FixedClock(FormatKit.Now) });
        return await verifier.VerifyCredentialAsync(credential);
    }
}
