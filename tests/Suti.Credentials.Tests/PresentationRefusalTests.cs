// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>What must be refused of a presentation, in every format.</summary>
public sealed class PresentationRefusalTests
{
    private const string Domain = "verifier.example";

    private static readonly VerificationOptions Expected = new() { Challenge = "c-1", Domain = Domain };
    private static readonly PresentOptions Made = new() { Challenge = "c-1", Domain = Domain, IssuedAt = FormatKit.Now };

    public static TheoryData<string> Formats => [.. FormatKit.Names];

    public static TheoryData<string> PresentationFormats => [.. FormatKit.Names.Where(name => name != CredentialFormatNames.SdJwtVc)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Verify_GoodPresentation_Verifies(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var text = await kit.PresentAsync(holder, Made, await kit.IssueAsync(issuer, holder: holder));
        var result = await verifier.VerifyPresentationAsync(text, Expected);
        Assert.True(result.Verified, result.ToString());
        Assert.Equal(CheckOutcome.Passed, result[CheckCodes.Challenge]!.Outcome);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Verify_AnswerToAnotherChallenge_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var text = await kit.PresentAsync(holder, Made with { Challenge = "somebody-elses" }, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Challenge, "other-challenge");
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected with { Challenge = null }), CheckCodes.Challenge, "unexpected");
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_NoChallengeWhereOneIsExpected_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var text = await kit.PresentAsync(holder, Made with { Challenge = null }, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Challenge, "missing");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Verify_MadeForSomebodyElse_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var text = await kit.PresentAsync(holder, Made with { Domain = "other.example" }, await kit.IssueAsync(issuer, holder: holder));
        var result = await verifier.VerifyPresentationAsync(text, Expected);
        Assert.False(result.Verified);
        Assert.Contains(result.Checks, check => check is { Code: CheckCodes.Audience or CheckCodes.Domain, Outcome: CheckOutcome.Failed });
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_KeyNotListedForAuthentication_IsRefused(string format)
    {
        var kit = FormatKit.Of(format);
        var issuer = TestParty.WithDocument("issuer", kit.KeyType, VerificationRelationship.AssertionMethod);
        var holder = TestParty.WithDocument("holder", kit.KeyType, VerificationRelationship.AssertionMethod);
        var text = await kit.PresentAsync(holder, Made, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await Verifier(issuer, holder).VerifyPresentationAsync(text, Expected), CheckCodes.ProofPurpose, "not-listed");
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_CredentialAboutSomebodyElse_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var text = await kit.PresentAsync(holder, Made, await kit.IssueAsync(issuer, "did:example:somebody-else"));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Holder, "not-subject");
        Assert.True((await verifier.VerifyPresentationAsync(text, Expected with { SwitchedOff = [CheckCodes.Holder] })).Verified);
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_ForgedCredentialInside_FailsNested(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var mallory = TestParty.WithDocument("mallory", kit.KeyType, VerificationRelationship.AssertionMethod);
        var forged = await kit.Format.IssueAsync(
            kit.Credential(issuer.Did, holder.Did), new CredentialSigner(mallory.Key, issuer.Signer.VerificationMethod), IssueOptions.Standard, default);
        var text = await kit.PresentAsync(holder, Made, await kit.IssueAsync(issuer, holder: holder), forged);
        var result = await verifier.VerifyPresentationAsync(text, Expected);
        AssertFails(result, CheckCodes.Nested(1), CheckCodes.Signature);
        Assert.Equal(CheckOutcome.Passed, result[CheckCodes.Nested(0)]!.Outcome);
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_PresentationSignedBySomebodyElse_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var mallory = TestParty.WithDocument("mallory", kit.KeyType, VerificationRelationship.Authentication);
        var presentation = new PresentationBuilder(kit.Model).WithHolder(holder.Did).AddCredential(await kit.IssueAsync(issuer, holder: holder)).Build();
        var stolen = await kit.Format.PresentAsync(presentation, new CredentialSigner(mallory.Key, holder.Signer.VerificationMethod), Made, default);
        AssertFails(await verifier.VerifyPresentationAsync(stolen.ToString(), Expected), CheckCodes.Signature, "invalid");
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_ExpiredPresentation_FailsTime(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var options = Made with { IssuedAt = FormatKit.Now.AddHours(-3), ExpiresAt = FormatKit.Now.AddHours(-2) };
        var text = await kit.PresentAsync(holder, options, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Time, "expired");
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_TooManyCredentials_IsRefusedWithoutLookingAtThem(string format)
    {
        var (kit, issuer, holder, _) = Setup(format);
        var credential = await kit.IssueAsync(issuer, holder: holder);
        var text = await kit.PresentAsync(holder, Made, [.. Enumerable.Repeat(credential, 6)]);
        var resolver = new TestResolver(issuer, holder);
        var verifier = new CredentialVerifier(
            resolver, new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Limits = new CredentialLimits { MaxCredentials = 5 } });
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Nested(5), "too-many");
        Assert.Equal(1, resolver.Resolutions);
    }

    [Theory]
    [MemberData(nameof(PresentationFormats))]
    public async Task Verify_CredentialWhereAPresentationIsExpected_IsRefused(string format)
    {
        var (kit, issuer, holder, verifier) = Setup(format);
        var credential = await kit.IssueAsync(issuer, holder: holder);
        Assert.False((await verifier.VerifyPresentationAsync(credential.ToString(), Expected)).Verified);
        var presentation = await kit.PresentAsync(holder, Made, credential);
        Assert.False((await verifier.VerifyCredentialAsync(presentation, Expected)).Verified);
    }

    [Fact]
    public async Task Verify_SdJwtWithoutKeyBinding_IsNoPresentation()
    {
        var (kit, issuer, holder, verifier) = Setup(CredentialFormatNames.SdJwtVc);
        var credential = await kit.IssueAsync(issuer, holder: holder);
        AssertFails(await verifier.VerifyPresentationAsync(credential.ToString(), Expected), CheckCodes.Holder, "key-binding-missing");
    }

    [Fact]
    public async Task Verify_SdJwtBoundByAnotherKey_IsRefused()
    {
        var (kit, issuer, holder, verifier) = Setup(CredentialFormatNames.SdJwtVc);
        var mallory = TestParty.WithKeyDid(kit.KeyType);
        var text = await kit.PresentAsync(mallory, Made, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Holder, "sd-jwt.key-binding-invalid");
    }

    [Fact]
    public async Task Verify_OldKeyBinding_IsRefused()
    {
        var (kit, issuer, holder, verifier) = Setup(CredentialFormatNames.SdJwtVc);
        var text = await kit.PresentAsync(holder, Made with { IssuedAt = FormatKit.Now.AddHours(-2) }, await kit.IssueAsync(issuer, holder: holder));
        AssertFails(await verifier.VerifyPresentationAsync(text, Expected), CheckCodes.Holder, "sd-jwt.key-binding-time");
    }

    private static void AssertFails(VerificationResult result, string code, string reason)
    {
        Assert.False(result.Verified);
        Assert.Equal(CheckOutcome.Failed, result[code]?.Outcome);
        Assert.Equal(reason, result[code]!.Reason);
    }

    private static (FormatKit Kit, TestParty Issuer, TestParty Holder, CredentialVerifier Verifier) Setup(string format)
    {
        var kit = FormatKit.Of(format);
        var issuer = TestParty.WithDocument("issuer", kit.KeyType, VerificationRelationship.AssertionMethod);
        var holder = TestParty.WithDocument("holder", kit.KeyType, VerificationRelationship.Authentication);
        return (kit, issuer, holder, Verifier(issuer, holder));
    }

    private static CredentialVerifier Verifier(params TestParty[] parties) =>
        new(new TestResolver(parties), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now) });
}
