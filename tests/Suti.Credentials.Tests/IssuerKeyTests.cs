// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Issuers of SD-JWT VCs that are no DIDs: keys in certificates, and keys that are published under a well-known address.</summary>
public sealed class IssuerKeyTests : IDisposable
{
    private const string Issuer = "https://issuer.example/tenant/1";
    private const string Metadata = "https://issuer.example/.well-known/jwt-vc-issuer/tenant/1";

    private readonly TestFetcher _web = new();
    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.P256, KeyExportPolicy.AllowExport);
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public IssuerKeyTests() => _root = CreateRoot("root");

    public static TheoryData<string, bool> Names => new()
    {
        { "uri:https://issuer.example/tenant/1", true },
        { "dns:issuer.example", true },
        { "dns:ISSUER.example", true },
        { "dns:other.example uri:https://issuer.example/tenant/1", true },
        { "uri:https://issuer.example/tenant/2", false },
        { "uri:https://issuer.example/TENANT/1", false },
        { "dns:other.example", false },
        { "dns:*.example", false },
        { "dns:example", false },
        { "email:issuer@issuer.example", false },
        { "", false },
    };

    public void Dispose()
    {
        _key.Dispose();
        _root.Dispose();
        _rootKey.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Certificate_Names_MustBeTheIssuer(string names, bool accepted)
    {
        var result = await Verifier(Roots()).VerifyCredentialAsync(Sign([Certify(names)]));
        AssertSignature(result, accepted ? null : "x5c-other-issuer");
        if (accepted)
        {
            Assert.Equal(Issuer, result.Signer);
        }
    }

    [Fact]
    public async Task Certificate_WithoutRoots_IsPassedOver()
    {
        AssertSignature(await Verifier(null).VerifyCredentialAsync(Sign([Certify("dns:issuer.example")])), "controller-unknown");
    }

    [Fact]
    public async Task Certificate_OfAnotherRoot_IsRefused()
    {
        using var other = CreateRoot("root");
        AssertSignature(await Verifier(new CertificateRoots([other])).VerifyCredentialAsync(Sign([Certify("dns:issuer.example")])), "x5c-not-trusted");
        using var second = CreateRoot("second");
        AssertSignature(await Verifier(new CertificateRoots([second, _root])).VerifyCredentialAsync(Sign([Certify("dns:issuer.example")])), null);
    }

    [Fact]
    public async Task Certificate_AtATimeOutsideOfIt_IsRefused()
    {
        var token = Sign([Certify("dns:issuer.example")]);
        var verifier = Verifier(Roots());
        AssertSignature(await verifier.VerifyCredentialAsync(token), null);
        AssertSignature(await verifier.VerifyCredentialAsync(token, new VerificationOptions { At = FormatKit.Now.AddDays(400) }), "x5c-not-trusted");
        AssertSignature(await verifier.VerifyCredentialAsync(token, new VerificationOptions { At = FormatKit.Now.AddDays(-400) }), "x5c-not-trusted");
    }

    [Fact]
    public async Task Certificate_OfAnAuthorityOrForOtherUses_IsRefused()
    {
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign([Certify("dns:issuer.example", isAuthority: true)])), "x5c-usage");
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign([Certify("dns:issuer.example", usage: X509KeyUsageFlags.KeyEncipherment)])), "x5c-usage");
    }

    [Fact]
    public async Task Certificate_OfAnotherKeyThanTheSignature_IsRefused()
    {
        using var other = PrivateKey.Generate(KeyType.P256);
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign([Certify("dns:issuer.example")], other)), "invalid");
    }

    [Fact]
    public async Task Certificate_ThroughAnIntermediate_IsFollowed()
    {
        using var between = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=between", between, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var unsigned = request.Create(_root, FormatKit.Now.AddDays(-30), FormatKit.Now.AddDays(30), [2]);
        using var authority = unsigned.CopyWithPrivateKey(between);
        using var leaf = Certify("dns:issuer.example", by: authority);
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign([leaf, unsigned])), null);
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign([leaf])), "x5c-not-trusted");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"AAAA\"")]
    [InlineData("[1]")]
    [InlineData("[\"AAAA\"]")]
    [InlineData("[\"not base64\"]")]
    [InlineData("[\"\"]")]
    [InlineData("{}")]
    public async Task Certificate_MalformedHeader_IsRefused(string header)
    {
        AssertSignature(await Verifier(Roots()).VerifyCredentialAsync(Sign(JsonNode.Parse(header)!)), "x5c-malformed");
    }

    [Fact]
    public void Certificate_DamagedHeaders_NeverThrow()
    {
        var roots = Roots();
        using var leaf = Certify("dns:issuer.example uri:https://issuer.example/tenant/1");
        byte[][] samples = [leaf.RawData];
        new MutationFuzzer(20261121).Run(samples, 500, input =>
        {
            var chain = System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetBytes(new JsonArray(Convert.ToBase64String(input)).ToJsonString()));
            Assert.Equal(roots.TryFindKey(chain, Issuer, FormatKit.Now, out var key, out var reason), key is not null);
            Assert.Equal(key is null, reason is not null);
        });
    }

    [Fact]
    public async Task Metadata_WithKeysInIt_VerifiesByTheKeyIdAndRefusesOthers()
    {
        Publish(new JsonObject { ["issuer"] = Issuer, ["jwks"] = Keys("k-1") });
        var verifier = Verifier(null, new JwtVcIssuerKeys(_web));
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), null);
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: null)), null);
        using var other = PrivateKey.Generate(KeyType.P256);
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1", key: other)), "invalid");
    }

    [Fact]
    public async Task Metadata_WithKeysElsewhere_FetchesThem()
    {
        Publish(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = "https://keys.example/set" });
        var verifier = Verifier(null, new JwtVcIssuerKeys(_web));
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), "controller-unknown");
        _web.Publish("https://keys.example/set", Keys("k-1").ToJsonString());
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), null);
    }

    [Theory]
    [InlineData("""{"issuer":"https://issuer.example/tenant/2","jwks":K}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1/","jwks":K}""")]
    [InlineData("""{"jwks":K}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1"}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1","jwks":K,"jwks_uri":"https://keys.example/set"}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1","jwks":"K"}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1","jwks_uri":"http://keys.example/set"}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/1","issuer":"https://issuer.example/tenant/1","jwks":K}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    public async Task Metadata_ThatBreaksARule_GivesNoKeys(string metadata)
    {
        _web.Publish("http://keys.example/set", Keys("k-1").ToJsonString());
        _web.Publish("https://keys.example/set", Keys("k-1").ToJsonString());
        _web.Publish(Metadata, metadata.Replace("\"K\"", "\"\"", StringComparison.Ordinal).Replace("K", Keys("k-1").ToJsonString(), StringComparison.Ordinal));
        AssertSignature(await Verifier(null, new JwtVcIssuerKeys(_web)).VerifyCredentialAsync(Sign(kid: "k-1")), "controller-unknown");
    }

    [Fact]
    public async Task Metadata_WithAPrivateKey_GivesNoKeys()
    {
        var secret = JsonNode.Parse(Jwk.FromPrivateKey(_key).ToPrivateJson())!;
        Publish(new JsonObject { ["issuer"] = Issuer, ["jwks"] = new JsonObject { ["keys"] = new JsonArray(secret) } });
        AssertSignature(await Verifier(null, new JwtVcIssuerKeys(_web)).VerifyCredentialAsync(Sign(kid: null)), "controller-unknown");
    }

    [Theory]
    [InlineData("https://issuer.example", "https://issuer.example/.well-known/jwt-vc-issuer")]
    [InlineData("https://issuer.example/", "https://issuer.example/.well-known/jwt-vc-issuer")]
    [InlineData("https://issuer.example:8443/a/b/", "https://issuer.example:8443/.well-known/jwt-vc-issuer/a/b")]
    [InlineData("http://issuer.example", null)]
    [InlineData("https://issuer.example/?", null)]
    [InlineData("https://issuer.example/?a=b", null)]
    [InlineData("https://issuer.example/#", null)]
    [InlineData("https://user@issuer.example/", null)]
    [InlineData("urn:issuer", null)]
    [InlineData("issuer", null)]
    public void Metadata_Address_IsThatOfTheDraft(string issuer, string? address) => Assert.Equal(address, JwtVcIssuerKeys.AddressOf(issuer)?.ToString());

    [Fact]
    public async Task Metadata_KeptForItsTime_IsNotFetchedAgain()
    {
        Publish(new JsonObject { ["issuer"] = Issuer, ["jwks"] = Keys("k-1") });
        var clock = new FixedClock(FormatKit.Now);
        var verifier = Verifier(null, new JwtVcIssuerKeys(_web, TimeSpan.FromMinutes(5), clock));
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), null);
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), null);
        Assert.Equal(1, _web.Requests);
        clock.Advance(TimeSpan.FromMinutes(6));
        AssertSignature(await verifier.VerifyCredentialAsync(Sign(kid: "k-1")), null);
        Assert.Equal(2, _web.Requests);
    }

    private static CredentialVerifier Verifier(CertificateRoots? roots, IControllerKeySource? keys = null) => new(
        new TestResolver(), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), CertificateRoots = roots, ControllerKeys = keys });

    private static void AssertSignature(VerificationResult result, string? reason)
    {
        Assert.Equal(reason ?? "ok", result[CheckCodes.Signature]!.Reason);
        Assert.Equal(reason is null, result.Verified);
    }

    private X509Certificate2 CreateRoot(string name)
    {
        var request = new CertificateRequest($"CN={name}", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (_root is null)
        {
            return request.CreateSelfSigned(FormatKit.Now.AddDays(-300), FormatKit.Now.AddDays(300));
        }

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        request = new CertificateRequest($"CN={name}", other, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(FormatKit.Now.AddDays(-300), FormatKit.Now.AddDays(300));
    }

    private CertificateRoots Roots() => CertificateRoots.FromPem(_root.ExportCertificatePem());

    private X509Certificate2 Certify(
        string names, X509Certificate2? by = null, bool isAuthority = false, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        using var publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(_key.PublicKey.Export(PublicKeyFormat.Spki), out _);
        var request = new CertificateRequest("CN=issuer", publicKey, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (name.StartsWith("dns:", StringComparison.Ordinal))
            {
                alternatives.AddDnsName(value);
            }
            else if (name.StartsWith("uri:", StringComparison.Ordinal))
            {
                alternatives.AddUri(new Uri(value));
            }
            else
            {
                alternatives.AddEmailAddress(value);
            }
        }

        if (names.Length > 0)
        {
            request.CertificateExtensions.Add(alternatives.Build());
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        return request.Create(by ?? _root, FormatKit.Now.AddDays(-20), FormatKit.Now.AddDays(20), [3]);
    }

    private string Sign(X509Certificate2[] chain, PrivateKey? key = null) =>
        Sign(new JsonArray([.. chain.Select(certificate => (JsonNode)Convert.ToBase64String(certificate.RawData))]), key);

    private string Sign(JsonNode chain, PrivateKey? key = null) => Sign(null, key, new JsonObject { ["x5c"] = chain });

    private string Sign(string? kid, PrivateKey? key = null, JsonObject? additional = null) => Jws.Sign(
        Encoding.UTF8.GetBytes($$"""{"iss":"{{Issuer}}","vct":"urn:person","name":"Alice"}"""),
        key ?? _key,
        header: new JoseHeaderParameters { Type = "dc+sd-jwt", KeyId = kid, Additional = additional }) + "~";

    private JsonObject Keys(string kid)
    {
        var key = JsonNode.Parse(Jwk.FromPublicKey(_key.PublicKey, kid).ToPublicJson())!;
        return new JsonObject { ["keys"] = new JsonArray(key) };
    }

    private void Publish(JsonObject metadata) => _web.Publish(Metadata, metadata.ToJsonString());
}
