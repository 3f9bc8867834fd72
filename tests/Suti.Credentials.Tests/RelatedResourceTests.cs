// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>The digests of resources that a credential speaks of.</summary>
public sealed class RelatedResourceTests
{
    private const string Url = "https://issuer.example/picture";

    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
    private readonly TestFetcher _web = new();

    public static TheoryData<string> Formats => [CredentialFormatNames.VcJwt, CredentialFormatNames.VcSdJwt, CredentialFormatNames.VcCose];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Verify_ResourceWithItsDigest_IsHeldInEveryFormat(string format)
    {
        var credential = await IssueAsync(Sri("abc"u8), format);
        _web.Publish(Url, "abc");
        AssertCheck(await VerifyAsync(credential), null);
        _web.Publish(Url, "abd");
        AssertCheck(await VerifyAsync(credential), "digest-differs");
    }

    [Fact]
    public async Task Verify_MultibaseDigest_IsHeld()
    {
        _web.Publish(Url, "abc");
        AssertCheck(await VerifyAsync(await IssueAsync(Multi(0x12, HashFunction.Sha256, "abc"u8))), null);
        AssertCheck(await VerifyAsync(await IssueAsync(Multi(0x20, HashFunction.Sha384, "abc"u8))), null);
        AssertCheck(await VerifyAsync(await IssueAsync(Multi(0x13, HashFunction.Sha512, "abc"u8))), null);
        AssertCheck(await VerifyAsync(await IssueAsync(Multi(0x12, HashFunction.Sha256, "abd"u8))), "digest-differs");
        AssertCheck(await VerifyAsync(await IssueAsync(Multi(0x16, HashFunction.Sha256, "abc"u8))), "digest-differs");
        AssertCheck(await VerifyAsync(await IssueAsync(("digestMultibase", "z6Mk"))), "digest-differs");
    }

    [Fact]
    public async Task Verify_TwoDigestsOfWhichOneDiffers_IsRefused()
    {
        _web.Publish(Url, "abc");
        var (name, value) = Multi(0x12, HashFunction.Sha256, "abd"u8);
        AssertCheck(await VerifyAsync(await IssueAsync(Sri("abc"u8), more: (name, value))), "digest-differs");
        (name, value) = Multi(0x12, HashFunction.Sha256, "abc"u8);
        AssertCheck(await VerifyAsync(await IssueAsync(Sri("abc"u8), more: (name, value))), null);
    }

    [Fact]
    public async Task Verify_ResourceThatTheCallerHas_IsNotFetched()
    {
        var credential = await IssueAsync(Sri("abc"u8));
        var options = new VerificationOptions { Resources = new Dictionary<string, ReadOnlyMemory<byte>> { [Url] = "abc"u8.ToArray() } };
        AssertCheck(await Verifier(null).VerifyCredentialAsync(credential, options), null);
        options = new VerificationOptions { Resources = new Dictionary<string, ReadOnlyMemory<byte>> { [Url] = "abd"u8.ToArray() } };
        AssertCheck(await Verifier(null).VerifyCredentialAsync(credential, options), "digest-differs");
    }

    [Fact]
    public async Task Verify_ResourceThatCannotBeHad_IsRefusedUnlessSwitchedOff()
    {
        var credential = await IssueAsync(Sri("abc"u8));
        AssertCheck(await VerifyAsync(credential), "not-fetched");
        AssertCheck(await Verifier(null).VerifyCredentialAsync(credential), "no-fetcher");
        Assert.True((await Verifier(null).VerifyCredentialAsync(credential, new VerificationOptions { SwitchedOff = [CheckCodes.RelatedResource] })).Verified);
        AssertCheck(await VerifyAsync(await IssueAsync(Sri("abc"u8), id: "urn:picture")), "not-given");
    }

    [Fact]
    public async Task Verify_MoreResourcesThanTheLimit_FetchesNone()
    {
        var builder = Builder();
        var list = new JsonArray();
        for (var index = 0; index < 11; index++)
        {
            list.Add(new JsonObject { ["id"] = $"{Url}/{index}", ["digestSRI"] = SubresourceIntegrity.Create("abc"u8) });
        }

        var credential = await IssueAsync(builder, list, CredentialFormatNames.VcJwt);
        AssertCheck(await VerifyAsync(credential), "too-many");
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Verify_ForgedCredential_FetchesNothing()
    {
        var text = FormatKit.Of(CredentialFormatNames.VcJwt).Forge(await IssueAsync(Sri("abc"u8)));
        AssertCheck(await Verifier(_web).VerifyCredentialAsync(text), "not-checked");
        Assert.Equal(0, _web.Requests);
    }

    private static (string Name, string Value) Sri(ReadOnlySpan<byte> content) => ("digestSRI", SubresourceIntegrity.Create(content));

    private static (string Name, string Value) Multi(byte code, HashFunction hash, ReadOnlySpan<byte> content)
    {
        var digest = hash.Hash(content);
        return ("digestMultibase", Multibase.Encode(MultibaseEncoding.Base58Btc, [code, (byte)digest.Length, .. digest]));
    }

    private static void AssertCheck(VerificationResult result, string? reason)
    {
        Assert.Equal(reason ?? "ok", result[CheckCodes.RelatedResource]!.Reason);
        Assert.Equal(reason is null, result.Verified);
    }

    private Task<VerifiableCredential> IssueAsync(
        (string Name, string Value) digest, string format = CredentialFormatNames.VcJwt, string id = Url, (string Name, string Value)? more = null)
    {
        var resource = new JsonObject { ["id"] = id, [digest.Name] = digest.Value };
        if (more is { } other)
        {
            resource[other.Name] = other.Value;
        }

        return IssueAsync(Builder(), new JsonArray(resource), format);
    }

    private CredentialBuilder Builder() =>
        new CredentialBuilder().WithIssuer(_issuer.Did).ValidFrom(FormatKit.Now.AddDays(-1)).AddSubject(new JsonObject { ["name"] = "Alice" });

    private async Task<VerifiableCredential> IssueAsync(CredentialBuilder builder, JsonArray resources, string format)
    {
        var json = JsonNode.Parse(builder.Build().Json.GetRawText())!;
        json["relatedResource"] = resources;
        return await FormatKit.Of(format).Format.IssueAsync(Credential.Parse(json.ToJsonString()), _issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
    }

    private CredentialVerifier Verifier(IResourceFetcher? fetcher) =>
        new(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = fetcher });

    private async Task<VerificationResult> VerifyAsync(VerifiableCredential credential) => await Verifier(_web).VerifyCredentialAsync(credential);
}
