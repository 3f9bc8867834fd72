// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>What is made to cost much ends at a limit, with a check that says so, before anybody is asked for more.</summary>
public sealed class HostileInputTests
{
    private const string Url = "https://issuer.example/thing";

    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication);
    private readonly TestFetcher _web = new();

    [Theory]
    [InlineData("JWT", """{"vp":{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiablePresentation"],"verifiableCredential":[LIST]},"iss":"ISSUER"}""", "\"a.b.c\"")]
    [InlineData("vp+jwt", """{"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiablePresentation","holder":"ISSUER","verifiableCredential":[LIST]}""", """{"@context":"https://www.w3.org/ns/credentials/v2","type":"EnvelopedVerifiableCredential","id":"data:,"}""")]
    public async Task Verify_TenThousandInnerCredentials_LooksAtNone(string type, string payload, string inner)
    {
        var list = string.Join(',', Enumerable.Repeat(inner, 10_000));
        var resolver = new TestResolver(_issuer);
        var verifier = new CredentialVerifier(resolver, new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = _web, Limits = new CredentialLimits { MaxSize = 4 << 20 } });
        var token = Sign(payload.Replace("LIST", list, StringComparison.Ordinal).Replace("ISSUER", _issuer.Did, StringComparison.Ordinal), type);
        var result = await verifier.VerifyPresentationAsync(token);
        Assert.False(result.Verified);
        Assert.Equal("too-many", result[CheckCodes.Nested(100)]!.Reason);
        Assert.Empty(result.Nested);
        Assert.Equal(1, resolver.Resolutions);

        // Nobody signed it: not even as many checks as credentials.
        var forged = await verifier.VerifyPresentationAsync(token[..^4] + "AAAA");
        Assert.False(forged.Verified);
        Assert.InRange(forged.Checks.Count, 1, 120);
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Verify_TextBeyondTheLimit_IsNotParsed()
    {
        var verifier = Verifier();
        var result = await verifier.VerifyPresentationAsync("{\"a\":\"" + new string('x', 2 << 20) + "\"}");
        Assert.Equal(CredentialErrorCodes.Malformed, result[CheckCodes.Format]!.Reason);
    }

    [Theory]
    [InlineData("vc+jwt", "")]
    [InlineData("JWT", "")]
    [InlineData("dc+sd-jwt", "~")]
    [InlineData("vc+sd-jwt", "~")]
    public async Task Verify_DeepClaimsInAToken_AreRefused(string type, string tail)
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));
        var token = Sign($$"""{"iss":"{{_issuer.Did}}","vct":"urn:x","vc":{},"deep":{{deep}}}""", type) + tail;
        Assert.Equal(CredentialErrorCodes.Malformed, (await Verifier().VerifyCredentialAsync(token))[CheckCodes.Format]!.Reason);
        Assert.Equal(CredentialErrorCodes.Malformed, (await Verifier().VerifyPresentationAsync(token))[CheckCodes.Format]!.Reason);
    }

    [Fact]
    public async Task Verify_DeepClaimsInADisclosure_AreRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));
        var disclosure = Base64Url.Encode(Encoding.UTF8.GetBytes($"""["salt","deep",{deep}]"""));
        var digest = Base64Url.Encode(HashFunction.Sha256.Hash(Encoding.ASCII.GetBytes(disclosure)));
        var token = $$"""{"iss":"{{_issuer.Did}}","vct":"urn:x","_sd":["{{digest}}"]}""";
        Assert.False((await Verifier().VerifyCredentialAsync($"{Sign(token, "dc+sd-jwt")}~{disclosure}~")).Verified);
    }

    [Fact]
    public async Task Verify_BitstringThatInflatesBeyondTheLimit_FailsStatus()
    {
        var kit = FormatKit.Of(CredentialFormatNames.VcJwt);
        var credential = await kit.IssueAsync(_issuer, status: BitstringStatusList.CreateEntry(Url, 1));
        await PublishAsync(new BitstringStatusList().Encode());
        Assert.True((await Verifier().VerifyCredentialAsync(credential)).Verified);
        await PublishAsync("u" + Base64Url.Encode(Compress(isGzip: true)));
        Assert.Equal("malformed", (await Verifier().VerifyCredentialAsync(credential))[CheckCodes.Status]!.Reason);

        async Task PublishAsync(string encoded)
        {
            var list = JsonNode.Parse(new BitstringStatusList().ToCredential(Url, _issuer.Did, ["revocation"], FormatKit.Now.AddDays(-1)).Json.GetRawText())!;
            list["credentialSubject"]!["encodedList"] = encoded;
            _web.Publish(Url, (await kit.Format.IssueAsync(Credential.Parse(list.ToJsonString()), _issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString());
        }
    }

    [Fact]
    public async Task Verify_TokenListThatInflatesBeyondTheLimit_FailsStatus()
    {
        var credential = await FormatKit.Of(CredentialFormatNames.SdJwtVc).IssueAsync(_issuer, status: TokenStatusListToken.CreateStatus(Url, 1));
        Publish(Base64Url.Encode(new TokenStatusList(64).Encode()));
        Assert.True((await Verifier().VerifyCredentialAsync(credential)).Verified);
        Publish(Base64Url.Encode(Compress(isGzip: false)));
        Assert.Equal("list-not-verified", (await Verifier().VerifyCredentialAsync(credential))[CheckCodes.Status]!.Reason);

        void Publish(string list) => _web.Publish(
            Url, Sign($$"""{"iss":"{{_issuer.Did}}","sub":"{{Url}}","iat":1700000000,"status_list":{"bits":1,"lst":"{{list}}"} }""", "statuslist+jwt"));
    }

    [Theory]
    [InlineData("""{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"b":{"allOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]},"c":{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    public async Task Verify_SchemaThatNeverEnds_FailsSchema(string schema)
    {
        _web.Publish(Url, schema);
        var json = JsonNode.Parse(FormatKit.Of(CredentialFormatNames.VcJwt).Credential(_issuer.Did, null).Json.GetRawText())!;
        json["credentialSchema"] = new JsonObject { ["id"] = Url, ["type"] = "JsonSchema" };
        var credential = await CredentialFormats.VcJwt.IssueAsync(Credential.Parse(json.ToJsonString()), _issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        Assert.Equal("limit", (await Verifier().VerifyCredentialAsync(credential))[CheckCodes.Schema]!.Reason);
    }

    [Fact]
    public async Task Verify_TypeWhosePathSelectsWithoutEnd_FailsType()
    {
        JsonNode claims = JsonValue.Create(1);
        for (var level = 0; level < 6; level++)
        {
            claims = new JsonArray([.. Enumerable.Range(0, 6).Select(_ => claims.DeepClone())]);
        }

        var json = new JsonObject { ["iss"] = _issuer.Did, ["vct"] = "urn:x", ["deep"] = claims };
        var credential = await CredentialFormats.SdJwtVc.IssueAsync(Credential.FromClaims(json), _issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        var types = new TypeMetadataRegistry(["""{"vct":"urn:x","claims":[{"path":["deep",null,null,null,null,null,null]}]}"""]);
        var verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), TypeMetadata = types });
        Assert.Equal("path", (await verifier.VerifyCredentialAsync(credential))[CheckCodes.TypeMetadata]!.Reason);
    }

    private static byte[] Compress(bool isGzip)
    {
        using var target = new MemoryStream();
        using (Stream stream = isGzip
            ? new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true)
            : new ZLibStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(new byte[32 << 20]);
        }

        return target.ToArray();
    }

    private CredentialVerifier Verifier() =>
        new(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = _web });

    private string Sign(string payload, string type) => Jws.Sign(
        Encoding.UTF8.GetBytes(payload), _issuer.Key, header: new JoseHeaderParameters { Type = type, KeyId = _issuer.Signer.VerificationMethod });
}
