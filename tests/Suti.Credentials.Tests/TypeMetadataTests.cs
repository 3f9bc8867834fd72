// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Types of SD-JWT VCs: their documents, what they extend, and the rules for claims at issuance and at verification.</summary>
public sealed class TypeMetadataTests
{
    private const string Vct = "https://types.example/person";
    private const string Base = "https://types.example/base";

    private readonly TestParty _issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
    private readonly TestFetcher _web = new();

    public static TheoryData<string, string[], string?> Rules => new()
    {
        { """{"path":["name"],"sd":"always"}""", ["/name"], null },
        { """{"path":["name"],"sd":"always"}""", [], "not-disclosable" },
        { """{"path":["name"],"sd":"never"}""", [], null },
        { """{"path":["name"],"sd":"never"}""", ["/name"], "disclosable" },
        { """{"path":["name"],"sd":"allowed"}""", ["/name"], null },
        { """{"path":["name"]}""", [], null },
        { """{"path":["address","city"],"sd":"always"}""", ["/address"], "not-disclosable" },
        { """{"path":["address","city"],"sd":"never"}""", ["/address"], null },
        { """{"path":["address","city"],"sd":"always"}""", ["/address/city"], null },
        { """{"path":["nationalities",null],"sd":"always"}""", ["/nationalities/0", "/nationalities/1"], null },
        { """{"path":["nationalities",null],"sd":"always"}""", ["/nationalities/0"], "not-disclosable" },
        { """{"path":["nationalities",1],"sd":"never"}""", ["/nationalities/0"], null },
        { """{"path":["nationalities",0],"sd":"never"}""", ["/nationalities/0"], "disclosable" },
        { """{"path":["nationalities",7],"sd":"always"}""", [], null },
        { """{"path":["email"],"mandatory":true}""", [], "claim-missing" },
        { """{"path":["email"],"mandatory":false}""", [], null },
        { """{"path":["name"],"mandatory":true}""", ["/name"], null },
        { """{"path":["address","street"],"mandatory":true}""", [], "claim-missing" },
        { """{"path":["name","first"]}""", [], "path" },
        { """{"path":["address",null]}""", [], "path" },
        { """{"path":["address",0]}""", [], "path" },
        { """{"path":["nationalities","x"]}""", [], "path" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task VerifyAndIssue_ClaimAgainstItsRule_AreJudgedAlike(string claim, string[] disclosable, string? reason)
    {
        var document = $$"""{"vct":"{{Vct}}","claims":[{{claim}}]}""";
        var result = await Verifier(document).VerifyCredentialAsync(await IssueAsync(disclosable));
        AssertCheck(result, reason);
        Assert.Equal(reason is null, result.TypeMetadata is not null);

        var metadata = await TypeMetadata.LoadAsync(new TypeMetadataRegistry([document]), Vct);
        if (reason is null)
        {
            await IssueAsync(disclosable, metadata);
        }
        else
        {
            var exception = await Assert.ThrowsAsync<SutiException>(() => IssueAsync(disclosable, metadata));
            Assert.Equal(CredentialErrorCodes.NotIssuable, exception.Code);
        }
    }

    [Fact]
    public async Task Verify_MandatoryClaimThatIsNotShown_CannotBeHeldAgainstTheIssuer()
    {
        var issued = await IssueAsync(["/name", "/address", "/nationalities/0"]);
        var shown = SdJwtPresentation.Disclose(issued, []);
        foreach (var (claim, reason) in new (string, string?)[]
        {
            ("""{"path":["name"],"mandatory":true,"sd":"always"}""", null),
            ("""{"path":["address","city"],"mandatory":true,"sd":"never"}""", null),
            ("""{"path":["nationalities",0],"mandatory":true,"sd":"always"}""", null),
            ("""{"path":["nationalities",1],"mandatory":true,"sd":"never"}""", null),
            ("""{"path":["nationalities",0,"x"],"mandatory":true}""", null),

            // What must not be hidden is not hidden: it is not there.
            ("""{"path":["email"],"mandatory":true,"sd":"never"}""", "claim-missing"),
            ("""{"path":["nationalities",5],"mandatory":true}""", "claim-missing"),
        })
        {
            AssertCheck(await Verifier($$"""{"vct":"{{Vct}}","claims":[{{claim}}]}""").VerifyCredentialAsync(shown), reason);
        }
    }

    [Fact]
    public async Task Verify_DecoysOnly_LeaveAMandatoryClaimOpenForVerifiersAndNotForTheIssuer()
    {
        var document = $$"""{"vct":"{{Vct}}","claims":[{"path":["email"],"mandatory":true}]}""";
        AssertCheck(await Verifier(document).VerifyCredentialAsync(await IssueAsync([], decoys: 3)), null);
        var metadata = await TypeMetadata.LoadAsync(new TypeMetadataRegistry([document]), Vct);
        await Assert.ThrowsAsync<SutiException>(() => IssueAsync([], metadata, decoys: 3));
    }

    [Fact]
    public async Task Verify_WithoutASource_LooksAtNoType()
    {
        var verifier = new CredentialVerifier(new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = _web });
        var result = await verifier.VerifyCredentialAsync(await IssueAsync([]));
        Assert.True(result.Verified);
        Assert.Equal("no-source", result[CheckCodes.TypeMetadata]!.Reason);
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Verify_TypeThatIsNotKnown_IsRefusedUnlessSwitchedOff()
    {
        var verifier = Verifier($$"""{"vct":"{{Base}}"}""");
        var credential = await IssueAsync([]);
        AssertCheck(await verifier.VerifyCredentialAsync(credential), "not-found");
        Assert.True((await verifier.VerifyCredentialAsync(credential, new VerificationOptions { SwitchedOff = [CheckCodes.TypeMetadata] })).Verified);
    }

    [Fact]
    public async Task Verify_OtherFormats_HaveNoSuchCheck()
    {
        var result = await Verifier($$"""{"vct":"{{Vct}}"}""").VerifyCredentialAsync(await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(_issuer));
        Assert.True(result.Verified);
        Assert.Null(result[CheckCodes.TypeMetadata]);
    }

    [Fact]
    public async Task Verify_ForgedCredential_AsksNobody()
    {
        var issued = (await IssueAsync([])).ToString();
        var verifier = Verifier(new HttpTypeMetadata(_web));
        AssertCheck(await verifier.VerifyCredentialAsync(FormatKit.Of(CredentialFormatNames.SdJwtVc).Replace(issued, "Alice", "Mallo")), "not-checked");
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Verify_OverHttp_FetchesAndHoldsTheDigest()
    {
        var text = $$"""{"vct":"{{Vct}}","display":[{"locale":"en","name":"Person"}]}""";
        _web.Publish(Vct, text);
        var verifier = Verifier(new HttpTypeMetadata(_web));
        var good = await verifier.VerifyCredentialAsync(await IssueAsync([], integrity: SubresourceIntegrity.Create(Encoding.UTF8.GetBytes(text))));
        AssertCheck(good, null);
        Assert.Equal("Person", good.TypeMetadata!.DisplayFor("es")!.Name);
        AssertCheck(await verifier.VerifyCredentialAsync(await IssueAsync([], integrity: SubresourceIntegrity.Create("other"u8))), "metadata-invalid");
        AssertCheck(await verifier.VerifyCredentialAsync(await IssueAsync([], integrity: "md5-abc")), "metadata-invalid");
        _web.Publish(Vct, $$"""{"vct":"{{Base}}"}""");
        AssertCheck(await verifier.VerifyCredentialAsync(await IssueAsync([])), "metadata-invalid");
    }

    [Fact]
    public async Task Http_AddressThatIsNotHttps_IsNotFetched()
    {
        Assert.Null(await new HttpTypeMetadata(_web).FindAsync("http://types.example/person", TestContext.Current.CancellationToken));
        Assert.Null(await new HttpTypeMetadata(_web).FindAsync("urn:types:person", TestContext.Current.CancellationToken));
        Assert.Equal(0, _web.Requests);
    }

    [Fact]
    public async Task Load_ExtendedType_IsMergedByProperty()
    {
        var source = new TypeMetadataRegistry(
        [
            $$"""{"vct":"{{Base}}","display":[{"locale":"en","name":"Base"}],"claims":[{"path":["name"],"display":[{"locale":"en","label":"Full Name"}]},{"path":["address","city"],"sd":"always","mandatory":true,"display":[{"locale":"en","label":"City"},{"locale":"de","label":"Stadt"}],"svg_id":"city"}]}""",
            $$"""{"vct":"{{Vct}}","extends":"{{Base}}","claims":[{"path":["address","city"],"display":[{"locale":"en","label":"Town"}]},{"path":["nationalities"],"display":[{"locale":"en","label":"Nationalities","description":"All"}]}]}""",
        ]);
        var metadata = await TypeMetadata.LoadAsync(source, Vct);
        Assert.Equal([Vct, Base], metadata.Types);
        Assert.Equal("Base", metadata.DisplayFor("en-GB")!.Name);
        Assert.Equal(["Full Name", "Town", "Nationalities"], metadata.Claims.Select(claim => claim.DisplayFor("en")!.Label));
        var city = metadata.Claims[1];
        Assert.True(city.IsMandatory);
        Assert.Equal(ClaimDisclosure.Always, city.Disclosure);
        Assert.Equal("city", city.SvgId);
        Assert.Single(city.Display);
    }

    [Theory]
    [InlineData("""{"path":["a"],"sd":"always"}""", """{"path":["a"],"sd":"never"}""", false)]
    [InlineData("""{"path":["a"],"sd":"always"}""", """{"path":["a"],"sd":"allowed"}""", false)]
    [InlineData("""{"path":["a"],"sd":"never"}""", """{"path":["a"],"sd":"always"}""", false)]
    [InlineData("""{"path":["a"],"sd":"allowed"}""", """{"path":["a"],"sd":"always"}""", true)]
    [InlineData("""{"path":["a"],"sd":"always"}""", """{"path":["a"],"sd":"always"}""", true)]
    [InlineData("""{"path":["a"],"sd":"always"}""", """{"path":["a"]}""", true)]
    [InlineData("""{"path":["a"],"mandatory":true}""", """{"path":["a"],"mandatory":false}""", false)]
    [InlineData("""{"path":["a"],"mandatory":false}""", """{"path":["a"],"mandatory":true}""", true)]
    [InlineData("""{"path":["a",null]}""", """{"path":["a",0],"svg_id":"x"}""", true)]
    [InlineData("""{"path":["a"],"svg_id":"x"}""", """{"path":["b"],"svg_id":"x"}""", false)]
    public async Task Load_ExtendingType_MayTightenAndNotLoosen(string extended, string extending, bool allowed)
    {
        var source = new TypeMetadataRegistry([$$"""{"vct":"{{Base}}","claims":[{{extended}}]}""", $$"""{"vct":"{{Vct}}","extends":"{{Base}}","claims":[{{extending}}]}"""]);
        if (allowed)
        {
            await TypeMetadata.LoadAsync(source, Vct);
        }
        else
        {
            Assert.Equal(CredentialErrorCodes.TypeMetadataInvalid, (await Assert.ThrowsAsync<SutiException>(() => TypeMetadata.LoadAsync(source, Vct).AsTask())).Code);
        }
    }

    [Fact]
    public async Task Load_TypeThatExtendsItself_IsRefused()
    {
        var source = new TypeMetadataRegistry([$$"""{"vct":"{{Base}}","extends":"{{Vct}}"}""", $$"""{"vct":"{{Vct}}","extends":"{{Base}}"}"""]);
        Assert.Equal(CredentialErrorCodes.TypeMetadataInvalid, (await Assert.ThrowsAsync<SutiException>(() => TypeMetadata.LoadAsync(source, Vct).AsTask())).Code);
    }

    [Fact]
    public async Task Load_LongChain_EndsAtTheLimit()
    {
        var documents = Enumerable.Range(0, 20).Select(index => $$"""{"vct":"urn:t:{{index}}","extends":"urn:t:{{index + 1}}"}""").ToList();
        documents.Add("""{"vct":"urn:t:20"}""");
        var source = new TypeMetadataRegistry(documents);
        Assert.Equal(CredentialErrorCodes.TypeMetadataInvalid, (await Assert.ThrowsAsync<SutiException>(() => TypeMetadata.LoadAsync(source, "urn:t:0").AsTask())).Code);
        Assert.Equal(8, (await TypeMetadata.LoadAsync(source, "urn:t:13")).Types.Count);
    }

    [Fact]
    public async Task Load_ExtendedDocumentWithAnotherDigest_IsRefused()
    {
        var text = $$"""{"vct":"{{Base}}"}""";
        string Extending(string digest) => $$"""{"vct":"{{Vct}}","extends":"{{Base}}","extends#integrity":"{{digest}}"}""";
        await TypeMetadata.LoadAsync(new TypeMetadataRegistry([text, Extending(SubresourceIntegrity.Create(Encoding.UTF8.GetBytes(text)))]), Vct);
        await Assert.ThrowsAsync<SutiException>(() =>
            TypeMetadata.LoadAsync(new TypeMetadataRegistry([text, Extending(SubresourceIntegrity.Create("other"u8))]), Vct).AsTask());
        Assert.Equal(CredentialErrorCodes.NotFetched, (await Assert.ThrowsAsync<SutiException>(() =>
            TypeMetadata.LoadAsync(new TypeMetadataRegistry([Extending(SubresourceIntegrity.Create("other"u8))]), Vct).AsTask())).Code);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"vct":1}""")]
    [InlineData("""{"vct":"x","vct":"x"}""")]
    [InlineData("""{"vct":"x","extends":1}""")]
    [InlineData("""{"vct":"x","extends#integrity":1}""")]
    [InlineData("""{"vct":"x","display":{}}""")]
    [InlineData("""{"vct":"x","display":[{"name":"n"}]}""")]
    [InlineData("""{"vct":"x","display":[{"locale":"en"}]}""")]
    [InlineData("""{"vct":"x","display":[{"locale":"en","name":"n","description":1}]}""")]
    [InlineData("""{"vct":"x","claims":{}}""")]
    [InlineData("""{"vct":"x","claims":[{}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":[]}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":[-1]}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":[1.5]}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":[true]}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"]},{"path":["a"]}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"sd":"sometimes"}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"sd":null}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"mandatory":"yes"}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"svg_id":"1a"}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"svg_id":"a-b"}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"svg_id":"a"},{"path":["b"],"svg_id":"a"}]}""")]
    [InlineData("""{"vct":"x","claims":[{"path":["a"],"display":[{"locale":"en","name":"n"}]}]}""")]
    public void Registry_MalformedDocument_IsRefused(string document) =>
        Assert.Equal(CredentialErrorCodes.TypeMetadataInvalid, Assert.Throws<SutiException>(() => new TypeMetadataRegistry([document])).Code);

    [Fact]
    public void Registry_TypeTwice_IsRefused() => Assert.Throws<SutiException>(() => new TypeMetadataRegistry(["""{"vct":"x"}""", """{"vct":"x"}"""]));

    [Theory]
    [InlineData("de-CH", "de")]
    [InlineData("en-US", "en-US")]
    [InlineData("en-AU", "en-US")]
    [InlineData("EN", "en-US")]
    [InlineData("zh-Hant-x-a", "zh-Hant")]
    [InlineData("fr", "en-US")]
    [InlineData("", "en-US")]
    public async Task DisplayFor_Language_FallsBack(string wanted, string found)
    {
        var metadata = await TypeMetadata.LoadAsync(new TypeMetadataRegistry(
            [$$"""{"vct":"{{Vct}}","display":[{"locale":"en-US","name":"1"},{"locale":"de","name":"2","rendering":{"simple":{} } },{"locale":"zh-Hant","name":"3"}]}"""]), Vct);
        Assert.Equal(found, metadata.DisplayFor(wanted)!.Locale);
        Assert.Equal("de", metadata.DisplayFor("", "de")!.Locale);
    }

    [Theory]
    [InlineData("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", true)]
    [InlineData("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=?x=1", true)]
    [InlineData("sha256-AAAA sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", true)]
    [InlineData("sha512-AAAA sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", false)]
    [InlineData("sha1-AAAA sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", true)]
    [InlineData("sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn", true)]
    [InlineData("sha256-", false)]
    [InlineData("", false)]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", false)]
    public void Integrity_Metadata_IsHeldByItsStrongest(string metadata, bool matches) => Assert.Equal(matches, SubresourceIntegrity.Matches(metadata, "abc"u8));

    [Fact]
    public void Parse_DamagedDocuments_NeverThrow()
    {
        byte[][] samples =
        [
            Encoding.UTF8.GetBytes($$"""{"vct":"{{Vct}}","extends":"{{Base}}","extends#integrity":"sha256-AAAA","display":[{"locale":"en","name":"n","rendering":{} }],"claims":[{"path":["a",null,0],"sd":"always","mandatory":true,"svg_id":"a_1","display":[{"locale":"en","label":"l"}]}]} """),
        ];
        new MutationFuzzer(20261121).Run(samples, 2000, input =>
        {
            if (TypeMetadataDocument.TryParse(input, out var document, out _))
            {
                Assert.True(TypeMetadataDocument.TryExtend(document, [], out _));
                Assert.NotEmpty(document.Vct);
                _ = document.ReadDisplay();
            }

            _ = SubresourceIntegrity.Matches(Encoding.Latin1.GetString(input), "abc"u8);
        });
    }

    private static void AssertCheck(VerificationResult result, string? reason)
    {
        Assert.Equal(reason ?? "ok", result[CheckCodes.TypeMetadata]!.Reason);
        Assert.Equal(reason is null, result.Verified);
    }

    private CredentialVerifier Verifier(params string[] documents) => Verifier(new TypeMetadataRegistry(documents));

    private CredentialVerifier Verifier(ITypeMetadataSource source) => new(
        new TestResolver(_issuer), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), TypeMetadata = source });

    private async Task<VerifiableCredential> IssueAsync(string[] disclosable, TypeMetadata? metadata = null, string? integrity = null, int decoys = 0)
    {
        var claims = new JsonObject
        {
            ["iss"] = _issuer.Did,
            ["vct"] = Vct,
            ["name"] = "Alice",
            ["address"] = new JsonObject { ["city"] = "Lima" },
            ["nationalities"] = new JsonArray("PE", "DE"),
        };
        if (integrity is not null)
        {
            claims["vct#integrity"] = integrity;
        }

        return await CredentialFormats.SdJwtVc.IssueAsync(
            Credential.FromClaims(claims), _issuer.Signer, new IssueOptions { Disclosable = disclosable, TypeMetadata = metadata, Decoys = decoys }, TestContext.Current.CancellationToken);
    }
}
