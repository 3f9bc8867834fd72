// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Credentials.Tests;

public sealed class UportMessengerTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2024-05-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private readonly FixedClock _clock = new(Start);
    private readonly DidResolver _resolver = new([new KeyDidMethod()]);
    private readonly TestParty _shop = TestParty.WithKeyDid(KeyType.Secp256k1);
    private readonly TestParty _alice = TestParty.WithKeyDid(KeyType.Secp256k1);
    private readonly TestParty _state = TestParty.WithKeyDid(KeyType.Ed25519);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disclosure_AskedAndAnswered_IsVerifiedOnce()
    {
        var (shop, alice, state) = (Messenger(_shop), Messenger(_alice), Messenger(_state));
        var request = await shop.RequestDisclosureAsync(new() { Requested = ["name"], Verified = ["nationalIdentity"], Callback = "https://shop.example/answer", Net = "0x4" }, cancellationToken: Token);
        var asked = Payload(request);
        Assert.Equal(("shareReq", _shop.Did, "0x4"), (Text(asked, "type"), Text(asked, "iss"), Text(asked, "net")));
        Assert.Equal(Start.ToUnixTimeSeconds() + 600, asked.GetProperty("exp").GetInt64());
        Assert.Equal("name", asked.GetProperty("requested")[0].GetString());

        var claim = await state.SignClaimAsync(_alice.Did, Json("""{"nationalIdentity":{"number":"1"}}"""), cancellationToken: Token);
        var about = await state.SignClaimAsync(_shop.Did, Json("""{"nationalIdentity":{"number":"2"}}"""), cancellationToken: Token);
        var answer = await alice.AnswerDisclosureAsync(new() { Req = request, Own = Json("""{"name":"Alice"}"""), Verified = [claim, about, claim, "x.y.z"] }, cancellationToken: Token);

        var disclosure = await shop.AuthenticateAsync(answer, Token);
        Assert.Equal((_alice.Did, "Alice"), (disclosure.Did, Text(disclosure.Own, "name")));
        var verified = Assert.Single(disclosure.Verified);
        Assert.Equal((_state.Did, _alice.Did, claim), (verified.Issuer, verified.Subject, verified.Token));
        Assert.Equal("1", verified.Claim.GetProperty("nationalIdentity").GetProperty("number").GetString());
        Assert.Equal([about, "x.y.z"], disclosure.Refused.Select(static refused => refused.Token));
        await RefusesAsync(CredentialErrorCodes.AnsweredAlready, shop.AuthenticateAsync(answer, Token));
    }

    [Fact]
    public async Task Disclosure_ForSomebodyElse_IsRefused()
    {
        var (shop, alice) = (Messenger(_shop), Messenger(_alice));
        var request = await Messenger(_state).RequestDisclosureAsync(new() { Requested = ["name"] }, cancellationToken: Token);
        var answer = await alice.AnswerDisclosureAsync(new() { Req = request }, cancellationToken: Token);
        await RefusesAsync(JwtErrorCodes.Audience, shop.AuthenticateAsync(answer, Token));

        // For us, but the request in it is that of another.
        var forUs = Sign(_alice, new() { ["type"] = "shareResp", ["req"] = request }, audience: _shop.Did);
        await RefusesAsync(CredentialErrorCodes.NotOurRequest, shop.AuthenticateAsync(forUs, Token));
        var toNobody = Sign(_alice, new() { ["type"] = "shareResp", ["req"] = request }, audience: null);
        await RefusesAsync(CredentialErrorCodes.NotOurRequest, shop.AuthenticateAsync(toNobody, Token));
        var withoutRequest = Sign(_alice, new() { ["type"] = "shareResp" }, audience: _shop.Did);
        await RefusesAsync(CredentialErrorCodes.NotOurRequest, shop.AuthenticateAsync(withoutRequest, Token));
    }

    [Fact]
    public async Task Disclosure_OfAnotherType_IsRefused()
    {
        var shop = Messenger(_shop);
        var request = await shop.RequestDisclosureAsync(new() { Requested = ["name"] }, cancellationToken: Token);
        await RefusesAsync(CredentialErrorCodes.Malformed, shop.AuthenticateAsync(request, Token));
        var payment = await shop.RequestTransactionAsync(new() { To = "0x0", Value = "0x1" }, cancellationToken: Token);
        await RefusesAsync(CredentialErrorCodes.Malformed, Messenger(_alice).AnswerDisclosureAsync(new() { Req = payment }, cancellationToken: Token));
    }

    [Fact]
    public async Task Disclosure_TooLate_IsRefused()
    {
        var (shop, alice) = (Messenger(_shop), Messenger(_alice));
        var request = await shop.RequestDisclosureAsync(new() { Requested = ["name"] }, TimeSpan.FromMinutes(5), Token);
        var answer = await alice.AnswerDisclosureAsync(new() { Req = request }, TimeSpan.FromHours(1), Token);
        _clock.Advance(TimeSpan.FromMinutes(7));
        await RefusesAsync(JwtErrorCodes.Expired, shop.AuthenticateAsync(answer, Token));
        await RefusesAsync(JwtErrorCodes.Expired, alice.AnswerDisclosureAsync(new() { Req = request }, cancellationToken: Token));
    }

    [Fact]
    public async Task Requests_OfEverySort_HaveTheirMembers()
    {
        var shop = Messenger(_shop);
        var verification = Payload(await shop.RequestVerificationAsync(
            new() { UnsignedClaim = Json("""{"name":"Bob"}"""), Sub = _alice.Did, Aud = _state.Did, Riss = _state.Did, Rexp = 123456789 }, cancellationToken: Token));
        Assert.Equal(("verReq", _alice.Did, _state.Did, _state.Did), (Text(verification, "type"), Text(verification, "sub"), Text(verification, "aud"), Text(verification, "riss")));
        Assert.Equal(("Bob", 123456789), (Text(verification.GetProperty("unsignedClaim"), "name"), verification.GetProperty("rexp").GetInt64()));

        var transaction = Payload(await shop.RequestTransactionAsync(new() { To = "0x1", Fn = "transfer(address 0xdeadbeef, uint 5)", GasPrice = "0x2" }, cancellationToken: Token));
        Assert.Equal(("ethtx", "transfer(address 0xdeadbeef, uint 5)", "0x2"), (Text(transaction, "type"), Text(transaction, "fn"), Text(transaction, "gasPrice")));
        Assert.False(transaction.TryGetProperty("value", out _));

        var typed = Payload(await shop.RequestTypedDataSignatureAsync(Json("""{"primaryType":"Mail"}"""), "0x1", cancellationToken: Token));
        Assert.Equal(("eip712Req", "Mail"), (Text(typed, "type"), Text(typed.GetProperty("typedData"), "primaryType")));
        var personal = Payload(await shop.RequestPersonalSignatureAsync("hi", _alice.Did, cancellationToken: Token));
        Assert.Equal(("personalSignReq", "0x6869", _alice.Did), (Text(personal, "type"), Text(personal, "data"), Text(personal, "riss")));
    }

    [Fact]
    public async Task Claim_ThatIsNoneOrForged_IsRefused()
    {
        var (shop, state) = (Messenger(_shop), Messenger(_state));
        var claim = await state.SignClaimAsync(_alice.Did, Json("""{"a":1}"""), Start.AddDays(1), Token);
        Assert.Equal(Start.AddDays(1), (await shop.VerifyClaimAsync(claim, Token)).ExpiresAt);
        await RefusesAsync(CredentialErrorCodes.Malformed, shop.VerifyClaimAsync(Sign(_state, new() { ["claim"] = "text" }, null, _alice.Did), Token));
        await RefusesAsync(CredentialErrorCodes.Malformed, shop.VerifyClaimAsync(Sign(_state, new() { ["claim"] = new System.Text.Json.Nodes.JsonObject() }, null), Token));
        var forged = Jwt.Sign(new() { Issuer = _state.Did, Subject = _alice.Did, Additional = new() { ["claim"] = new System.Text.Json.Nodes.JsonObject() } }, _alice.Key);
        await RefusesAsync(JoseErrorCodes.SignatureInvalid, shop.VerifyClaimAsync(forged, Token));
        _clock.Advance(TimeSpan.FromDays(2));
        await RefusesAsync(JwtErrorCodes.Expired, shop.VerifyClaimAsync(claim, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await state.SignClaimAsync(_alice.Did, Json("[]"), cancellationToken: Token));
    }

    [Fact]
    public async Task AnswerLog_ForgetsWhatHasEnded()
    {
        var log = new MemoryAnswerLog(_clock);
        Assert.True(await log.TryAddAsync("a", Start.AddMinutes(1), Token));
        Assert.False(await log.TryAddAsync("a", Start.AddMinutes(9), Token));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await log.TryAddAsync("a", Start.AddMinutes(9), Token));
    }

    private static string Sign(TestParty party, System.Text.Json.Nodes.JsonObject members, string? audience, string? subject = null) => Jwt.Sign(
        new() { Issuer = party.Did, Subject = subject, Audience = audience is null ? [] : [audience], Additional = members }, party.Key);

    private static JsonElement Payload(string token) => Jwt.TryParse(token, out var jwt, out _) ? JsonElement.Parse(jwt.Claims.Json.Span) : default;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static async Task RefusesAsync<T>(string code, ValueTask<T> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(async () => await act)).Code);

    private UportMessenger Messenger(TestParty party) => new(party.Signer, _resolver, clock: _clock);
}
