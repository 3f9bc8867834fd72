// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>What must be refused of a credential, in every format and by every way in.</summary>
public sealed class CredentialRefusalTests
{
    private const string ListUrl = "https://issuer.example/status/1";

    private readonly TestFetcher _web = new();

    public static TheoryData<string, string> Ways => CredentialWays.All;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_GoodCredential_Verifies(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var result = await CredentialWays.VerifyAsync(verifier, kit, way, await kit.IssueAsync(issuer, until: FormatKit.Now.AddDays(1), holder: holder), holder);
        Assert.True(result.Verified, result.ToString());
        Assert.Equal(issuer.Did, result.Credential!.Credential.Issuer);
        Assert.Equal(CheckOutcome.NotApplicable, result[CheckCodes.Status]!.Outcome);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_ExpiredCredential_FailsTime(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var credential = await kit.IssueAsync(issuer, until: FormatKit.Now.AddHours(-1), holder: holder);
        AssertFails(await CredentialWays.VerifyAsync(verifier, kit, way, credential, holder), CheckCodes.Time, "expired");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_CredentialOfTomorrow_FailsTime(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var credential = await kit.IssueAsync(issuer, from: FormatKit.Now.AddDays(1), holder: holder);
        AssertFails(await CredentialWays.VerifyAsync(verifier, kit, way, credential, holder), CheckCodes.Time, "not-yet-valid");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_RevokedCredential_FailsStatus(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        await PublishAsync(issuer, revoked: 7);
        var bad = await kit.IssueAsync(issuer, status: Entry(kit, 7), holder: holder);
        AssertFails(await CredentialWays.VerifyAsync(verifier, kit, way, bad, holder), CheckCodes.Status, "revoked");
        var good = await kit.IssueAsync(issuer, status: Entry(kit, 8), holder: holder);
        Assert.True((await CredentialWays.VerifyAsync(verifier, kit, way, good, holder)).Verified);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_StatusThatCannotBeFetched_FailsStatus(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var credential = await kit.IssueAsync(issuer, status: Entry(kit, 7), holder: holder);
        AssertFails(await CredentialWays.VerifyAsync(verifier, kit, way, credential, holder), CheckCodes.Status, "not-fetched");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_KeyNotListedForAssertion_FailsPurposeOnly(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var issuer = TestParty.WithDocument("login-only", kit.KeyType, VerificationRelationship.Authentication);
        var holder = TestParty.WithKeyDid(kit.KeyType);
        var verifier = Verifier(issuer, holder);
        var result = await CredentialWays.VerifyAsync(verifier, kit, way, await kit.IssueAsync(issuer, holder: holder), holder);
        AssertFails(result, CheckCodes.ProofPurpose, "not-listed");
        Assert.Equal(CheckOutcome.Passed, result[CheckCodes.Signature]!.Outcome);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_KeyOfSomebodyElse_IsRefused(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var mallory = TestParty.WithDocument("mallory", kit.KeyType, VerificationRelationship.AssertionMethod);
        // Signed by Mallory under the name of the issuer's key.
        var forged = await kit.Format.IssueAsync(
            kit.Credential(issuer.Did, holder.Did),
            new CredentialSigner(mallory.Key, issuer.Signer.VerificationMethod),
            new IssueOptions { HolderKey = kit.IsSdJwtVc ? holder.Key.PublicKey : null },
            TestContext.Current.CancellationToken);
        AssertFails(await CredentialWays.VerifyAsync(verifier, kit, way, forged, holder), CheckCodes.Signature, "invalid");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_UnresolvableIssuer_IsRefused(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var issuer = TestParty.WithDocument("nobody-knows", kit.KeyType, VerificationRelationship.AssertionMethod);
        var holder = TestParty.WithKeyDid(kit.KeyType);
        var verifier = Verifier(holder);
        var result = await CredentialWays.VerifyAsync(verifier, kit, way, await kit.IssueAsync(issuer, holder: holder), holder);
        Assert.False(result.Verified);
        Assert.Equal(CheckOutcome.Failed, result[CheckCodes.Signature]!.Outcome);
    }

    [Theory]
    [InlineData(CredentialWays.Text)]
    [InlineData(CredentialWays.Object)]
    public async Task Verify_ChangedClaim_FailsSignature(string way)
    {
        foreach (var kit in FormatKit.Names.Select(FormatKit.Of))
        {
            var (issuer, holder, verifier) = Setup(kit);
            var forged = kit.Forge(await kit.IssueAsync(issuer, holder: holder));
            var result = way == CredentialWays.Text ? await verifier.VerifyCredentialAsync(forged)
                : await verifier.VerifyCredentialAsync(kit.IsToken ? Quote(forged) : JsonElement.Parse(forged));
            AssertFails(result, CheckCodes.Signature, "invalid");
        }
    }

    [Fact]
    public async Task Verify_ClaimAddedAfterSigning_IsRefusedForEip712()
    {
        var kit = FormatKit.Of(CredentialFormatNames.Eip712);
        var (issuer, holder, verifier) = Setup(kit);
        var credential = await kit.IssueAsync(issuer, holder: holder);
        var text = credential.ToString().Replace("\"credentialSubject\":{", "\"credentialSubject\":{\"admin\":true,", StringComparison.Ordinal);
        var result = await verifier.VerifyCredentialAsync(text);
        AssertFails(result, CheckCodes.Signature, "ethereum.typed-data-invalid");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Verify_TimeSwitchedOff_VerifiesExpiredAndSaysSo(string format, string way)
    {
        var kit = FormatKit.Of(format);
        var (issuer, holder, verifier) = Setup(kit);
        var credential = await kit.IssueAsync(issuer, until: FormatKit.Now.AddHours(-1), holder: holder);
        var options = new VerificationOptions { SwitchedOff = [CheckCodes.Time] };
        var result = way == CredentialWays.Object
            ? await verifier.VerifyCredentialAsync(FormatKit.AsObject(credential), options)
            : await verifier.VerifyCredentialAsync(credential.ToString(), options);
        Assert.True(result.Verified, result.ToString());
        Assert.Equal(CheckOutcome.SwitchedOff, result[CheckCodes.Time]!.Outcome);
    }

    [Theory]
    [InlineData(CheckCodes.Signature)]
    [InlineData(CheckCodes.Issuer)]
    [InlineData(CheckCodes.ProofPurpose)]
    [InlineData(CheckCodes.Agreement)]
    [InlineData("nothing")]
    public void Options_CheckThatMustBeMade_CannotBeSwitchedOff(string code) =>
        Assert.Throws<ArgumentException>(() => new VerificationOptions { SwitchedOff = [code] });

    private static JsonElement Quote(string text) => JsonElement.Parse($"\"{text}\"");

    private static void AssertFails(VerificationResult result, string code, string reason)
    {
        Assert.False(result.Verified);
        Assert.Equal(CheckOutcome.Failed, result[code]?.Outcome);
        Assert.Equal(reason, result[code]!.Reason);
    }

    private static System.Text.Json.Nodes.JsonObject Entry(FormatKit kit, int index) =>
        kit.IsSdJwtVc ? TokenStatusListToken.CreateStatus(ListUrl + ".jwt", index) : BitstringStatusList.CreateEntry(ListUrl, index);

    private async Task PublishAsync(TestParty issuer, int revoked)
    {
        var list = new BitstringStatusList();
        list[revoked] = 1;
        var credential = list.ToCredential(ListUrl, issuer.Did, ["revocation"], FormatKit.Now.AddDays(-1));
        var signed = await CredentialFormats.VcJwt.IssueAsync(credential, issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        _web.Publish(ListUrl, signed.ToString());

        var tokens = new TokenStatusList(100_000);
        tokens[revoked] = 1;
        var token = new TokenStatusListToken { Uri = ListUrl + ".jwt", List = tokens, IssuedAt = FormatKit.Now };
        _web.Publish(ListUrl + ".jwt", await token.SignJwtAsync(issuer.Signer));
    }

    private (TestParty Issuer, TestParty Holder, CredentialVerifier Verifier) Setup(FormatKit kit)
    {
        var issuer = TestParty.WithDocument("issuer", kit.KeyType, VerificationRelationship.AssertionMethod);
        var holder = TestParty.WithDocument("holder", kit.KeyType, VerificationRelationship.Authentication);
        return (issuer, holder, Verifier(issuer, holder));
    }

    private CredentialVerifier Verifier(params TestParty[] parties) =>
        new(new TestResolver(parties), new CredentialVerifierOptions { Fetcher = _web, Clock = new FixedClock(FormatKit.Now) });
}
