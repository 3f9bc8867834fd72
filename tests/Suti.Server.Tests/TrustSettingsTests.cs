// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;

namespace Suti.Server.Tests;

/// <summary>What the settings of trust make of an agent, and what they must not be.</summary>
public sealed class TrustSettingsTests : IDisposable
{
    private const string Organization = "https://issuer.example";
    private readonly TemporaryFolder _folder = new();
    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.P256, KeyExportPolicy.AllowExport);

    public TrustSettingsTests() => SutiFolder.Initialize(_folder.Path);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Issuers_OfTheList_AreAcceptedForTheirTypes()
    {
        var (all, school, stranger) = (Signer(), Signer(), Signer());
        Configure($$"""{"issuers":[{"issuer":"{{all.Controller}}"},{"issuer":"{{school.Controller}}","types":["Degree"]}]}""");
        await using var agent = await BuildAsync();
        await AssertTrustAsync(agent, await IssueAsync(all, "Ticket"), "ok");
        await AssertTrustAsync(agent, await IssueAsync(school, "Degree"), "ok");
        await AssertTrustAsync(agent, await IssueAsync(school, "Ticket"), "issuer-not-accepted");
        await AssertTrustAsync(agent, await IssueAsync(stranger, "Degree"), "issuer-not-accepted");
    }

    [Fact]
    public async Task Accreditations_OfTheMainSpace_AreAlternativesToTheList()
    {
        var (root, school, listed) = (Signer(), Signer(), Signer());
        Configure($$"""
            {"issuers":[{"issuer":"{{listed.Controller}}"}],
             "accreditationRoots":["{{root.Controller}}"],"accreditationClaim":"mayIssue","attestTypes":["Permission"],"accreditTypes":[],"commonTypes":["Common"]}
            """);
        await using var agent = await BuildAsync();
        var degree = await IssueAsync(school, "Degree", "Common");
        await AssertTrustAsync(agent, degree, "no-policy-accepts");
        var permission = new CredentialBuilder(CredentialDataModel.V1).AddType("Permission").WithIssuer(root.Controller).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50))
            .AddSubject(school.Controller, new JsonObject { ["mayIssue"] = new JsonArray("Degree") }).Build();
        var issued = await CredentialFormats.Jwt.IssueAsync(permission, root, IssueOptions.Standard, CancellationToken.None);
        await agent.Data.SaveCredentialAsync(new SaveCredentialRequest { VerifiableCredential = issued.Json });
        await AssertTrustAsync(agent, degree, "ok");
        await AssertTrustAsync(agent, await IssueAsync(listed, "Anything"), "ok");
        await AssertTrustAsync(agent, await IssueAsync(school, "Ticket"), "no-policy-accepts");
    }

    [Fact]
    public async Task TypeMetadata_OfFiles_IsKeptToAndOthersAreRefused()
    {
        File.WriteAllText(_folder["person.json"], """{"vct":"urn:person","claims":[{"path":["name"],"mandatory":true,"sd":"never"}]}""");
        Configure("""{"typeMetadata":["person.json"]}""");
        var issuer = Signer();
        await using var agent = await BuildAsync();
        await AssertCheckAsync(agent, await IssueSdJwtAsync(issuer, "urn:person", "name"), CheckCodes.TypeMetadata, "ok");
        await AssertCheckAsync(agent, await IssueSdJwtAsync(issuer, "urn:person", "other"), CheckCodes.TypeMetadata, "claim-missing");
        await AssertCheckAsync(agent, await IssueSdJwtAsync(issuer, "https://types.example/ticket", "name"), CheckCodes.TypeMetadata, "not-found");
    }

    [Fact]
    public async Task TypeMetadata_Fetched_ComesFromTheUrlOfTheType()
    {
        Configure("""{"fetchTypeMetadata":true}""");
        await using var agent = await BuildAsync("""{"vct":"https://types.example/ticket","claims":[{"path":["seat"],"mandatory":true,"sd":"never"}]}""");
        await AssertCheckAsync(agent, await IssueSdJwtAsync(Signer(), "https://types.example/ticket", "seat"), CheckCodes.TypeMetadata, "ok");
        await AssertCheckAsync(agent, await IssueSdJwtAsync(Signer(), "https://types.example/other", "seat"), CheckCodes.TypeMetadata, "metadata-invalid");
    }

    [Fact]
    public async Task CertificateRoots_OfFiles_VouchForIssuers()
    {
        using var own = CreateRoot("own");
        using var other = CreateRoot("other");
        File.WriteAllText(_folder["roots.pem"], own.ExportCertificatePem());
        Configure("""{"certificateRoots":["roots.pem"]}""");
        await using var agent = await BuildAsync();
        await AssertCheckAsync(agent, SignWith(own), CheckCodes.Signature, "ok");
        await AssertCheckAsync(agent, SignWith(other), CheckCodes.Signature, "x5c-not-trusted");
    }

    [Fact]
    public async Task IssuerMetadata_WhenOn_GivesTheKeys()
    {
        var keys = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(Jwk.FromPublicKey(_key.PublicKey, "k-1").ToPublicJson())) };
        var metadata = new JsonObject { ["issuer"] = Organization, ["jwks"] = keys }.ToJsonString();
        await using (var without = await BuildAsync(metadata))
        {
            await AssertCheckAsync(without, Sign(new JoseHeaderParameters { Type = "dc+sd-jwt", KeyId = "k-1" }), CheckCodes.Signature, "controller-unknown");
        }

        Configure("""{"issuerMetadata":true}""");
        await using var agent = await BuildAsync(metadata);
        await AssertCheckAsync(agent, Sign(new JoseHeaderParameters { Type = "dc+sd-jwt", KeyId = "k-1" }), CheckCodes.Signature, "ok");
        using var stranger = PrivateKey.Generate(KeyType.P256);
        await AssertCheckAsync(agent, Sign(new JoseHeaderParameters { Type = "dc+sd-jwt", KeyId = "k-1" }, stranger), CheckCodes.Signature, "invalid");
    }

    [Fact]
    public void Read_ManyFaultsOfTrust_NamesAll()
    {
        File.WriteAllText(_folder["bad.json"], """{"claims":[]}""");
        File.WriteAllText(_folder["type.json"], """{"vct":"urn:a"}""");
        File.WriteAllText(_folder["empty.pem"], "nothing");
        File.WriteAllText(_folder["bad.pem"], "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Configure("""
            {"issuers":[{"issuer":"example.com"},{"issuer":"did:web:a","types":[]},{"issuer":"did:web:a"},{"issuer":"https://a.example"}],
             "accreditationRoots":["did:key:x","https://a.example"],
             "typeMetadata":["bad.json","none.json","type.json","type.json"],
             "certificateRoots":["empty.pem","bad.pem","none.pem"]}
            """);
        var refused = Assert.Throws<SutiException>(() => ConfigurationReader.Read(new ConfigurationSources { Folder = _folder.Path }));
        Assert.Equal(ConfigurationErrorCodes.Invalid, refused.Code);
        var lines = refused.Message.Split('\n');
        Assert.Equal(
            [
                "trust.issuers/0 must have a DID or a URL of https as \"issuer\".",
                "trust.issuers/1 is accepted for no type. Leave \"types\" out to accept all.",
                "trust.issuers names \"did:web:a\" twice.",
                "trust.accreditationRoots/1 must be a DID.",
                $"trust.typeMetadata/1 cannot be read: {_folder["none.json"]}.",
                "trust.typeMetadata describes a type twice.",
                "trust.certificateRoots/0 holds no certificate in PEM.",
                "trust.certificateRoots/1 holds a certificate that is malformed.",
                $"trust.certificateRoots/2 cannot be read: {_folder["none.pem"]}.",
            ],
            lines.Where(line => !line.StartsWith("trust.typeMetadata/0 ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("trust.typeMetadata/0 does not describe a type: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"trust":{"issuers":[{"types":["A"]}]}}""", "suti.json /trust/issuers/0 needs \"issuer\".")]
    [InlineData("""{"trust":{"issuers":[{"issuer":"did:web:a","type":"A"}]}}""", "suti.json /trust/issuers/0/type is not known. Is \"types\" meant?")]
    [InlineData("""{"trust":{"issuers":["did:web:a"]}}""", "suti.json /trust/issuers/0 must be an object.")]
    [InlineData("""{"trust":{"certificateRoots":"roots.pem"}}""", "suti.json /trust/certificateRoots must be an array.")]
    [InlineData("""{"trust":{"typeMetadata":[7]}}""", "suti.json /trust/typeMetadata/0 must be a text.")]
    [InlineData("""{"credentials":{"formats":[]},"trust":{"issuerMetadata":true}}""", "trust and dids.networks[].contractSignatures say how credentials are verified, and credentials.formats names none.")]
    public void Read_WrongTrust_IsRefusedWithItsPlace(string json, string problem)
    {
        File.WriteAllText(_folder["suti.json"], json);
        Assert.Equal(problem, Assert.Throws<SutiException>(() => ConfigurationReader.Read(new ConfigurationSources { Folder = _folder.Path })).Message);
    }

    [Fact]
    public void Read_PathsOfVariables_AreTakenFromWhereTheProgramRuns()
    {
        using var elsewhere = new TemporaryFolder();
        using var root = CreateRoot("root");
        File.WriteAllText(_folder["a.pem"], root.ExportCertificatePem());
        File.WriteAllText(elsewhere["b.pem"], root.ExportCertificatePem());
        Configure("""{"certificateRoots":["a.pem"]}""");
        Assert.Equal([_folder["a.pem"]], ConfigurationReader.Read(new ConfigurationSources { Folder = elsewhere.Path, File = _folder["suti.json"] }).Trust.CertificateRoots);
        var environment = new Dictionary<string, string> { ["SUTI_TRUST_CERTIFICATE_ROOTS"] = $"b.pem,{_folder["a.pem"]}" };
        var configuration = ConfigurationReader.Read(new ConfigurationSources { Folder = elsewhere.Path, File = _folder["suti.json"], Environment = environment });
        Assert.Equal([elsewhere["b.pem"], _folder["a.pem"]], configuration.Trust.CertificateRoots);
    }

    [Fact]
    public void ApplyTo_FileThatIsGoneSinceItWasChecked_IsRefused()
    {
        using var root = CreateRoot("root");
        File.WriteAllText(_folder["a.pem"], root.ExportCertificatePem());
        Configure("""{"certificateRoots":["a.pem"]}""");
        var configuration = ConfigurationReader.Read(new ConfigurationSources { Folder = _folder.Path });
        File.Delete(_folder["a.pem"]);
        Assert.Equal(ConfigurationErrorCodes.Invalid, Assert.Throws<SutiException>(() => configuration.ApplyTo(AgentBuilder.Create())).Code);
    }

    private static CredentialSigner Signer()
    {
        var key = PrivateKey.Generate(KeyType.Ed25519);
        var did = KeyDidMethod.Create(key.PublicKey);
        return new CredentialSigner(key, $"{did}#{did.MethodSpecificId}");
    }

    private static async Task<JsonElement> IssueAsync(CredentialSigner issuer, params string[] types)
    {
        var builder = new CredentialBuilder().WithIssuer(issuer.Controller).AddSubject(new JsonObject { ["name"] = "Alice" });
        foreach (var type in types)
        {
            builder.AddType(type);
        }

        return (await CredentialFormats.VcJwt.IssueAsync(builder.Build(), issuer, IssueOptions.Standard, CancellationToken.None)).Json;
    }

    private static async Task<JsonElement> IssueSdJwtAsync(CredentialSigner issuer, string vct, string claim)
    {
        var claims = Credential.FromClaims(new JsonObject { ["iss"] = issuer.Controller, ["vct"] = vct, [claim] = "x" });
        var issued = await CredentialFormats.SdJwtVc.IssueAsync(claims, issuer, IssueOptions.Standard, CancellationToken.None);
        return JsonElement.Parse($"\"{issued}\"");
    }

    private static Task AssertTrustAsync(IAgent agent, JsonElement credential, string reason) => AssertCheckAsync(agent, credential, CheckCodes.Trust, reason);

    private static async Task AssertCheckAsync(IAgent agent, JsonElement credential, string code, string reason)
    {
        var result = await agent.Credentials.VerifyAsync(credential);
        Assert.Equal(reason, Assert.Single(result.Checks, check => check.Code == code).Reason);
        Assert.Equal(reason == "ok", result.Verified);
    }

    private static X509Certificate2 CreateRoot(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private JsonElement SignWith(X509Certificate2 root)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_key.PublicKey.Export(PublicKeyFormat.Spki), out _);
        var request = new CertificateRequest("CN=issuer", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(new Uri(Organization).Host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var certificate = request.Create(root, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200), [3]);
        return Sign(new JoseHeaderParameters { Type = "dc+sd-jwt", Additional = new JsonObject { ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)) } });
    }

    private JsonElement Sign(JoseHeaderParameters header, PrivateKey? key = null)
    {
        var token = Jws.Sign(Encoding.UTF8.GetBytes($$"""{"iss":"{{Organization}}","vct":"urn:person","name":"Alice"}"""), key ?? _key, header: header) + "~";
        return JsonElement.Parse($"\"{token}\"");
    }

    private void Configure(string trust) => File.WriteAllText(_folder["suti.json"], $$"""{"trust":{{trust}}}""");

    private async ValueTask<IAgent> BuildAsync(string? page = null)
    {
        var builder = AgentBuilder.Create();
        ConfigurationReader.Read(new ConfigurationSources { Folder = _folder.Path }).ApplyTo(builder);
        if (page is not null)
        {
            builder.Services.AddSingleton<IResourceFetcher>(new OnePage(page));
        }

        return await builder.BuildAsync();
    }

    /// <summary>A web that answers everything with one page.</summary>
    private sealed class OnePage(string text) : IResourceFetcher
    {
        public ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new FetchedResource(Encoding.UTF8.GetBytes(text)));
    }
}
