// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Chains of accreditations, and each way in which one may be broken.</summary>
public sealed class AccreditedIssuersTests
{
    private const string Type = "Person";
    private const string Attest = "VerifiableAccreditationToAttest";
    private const string Accredit = "VerifiableAccreditationToAccredit";
    private const string ListUrl = "https://ministry.example/status/1";

    private readonly TestParty _root = Party("root");
    private readonly TestParty _ministry = Party("ministry");
    private readonly TestParty _school = Party("school");
    private readonly TestParty _mallory = Party("mallory");
    private readonly TestFetcher _web = new();
    private readonly List<string> _given = [];

    public static TheoryData<string> Formats => [.. FormatKit.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Verify_CredentialOfEveryFormat_IsHeldAgainstTheChain(string format)
    {
        var kit = FormatKit.Of(format);
        var issuer = TestParty.WithDocument("school", kit.KeyType, VerificationRelationship.AssertionMethod);
        var type = kit.IsSdJwtVc ? "https://credentials.example/person" : Type;
        var credential = await kit.IssueAsync(issuer, issuer.Did);
        var verifier = Verifier(await ChainAsync(type), null, issuer);
        AssertTrust(await verifier.VerifyCredentialAsync(credential), null);
        AssertTrust(await Verifier([], null, issuer).VerifyCredentialAsync(credential), "not-accredited");
    }

    [Fact]
    public async Task Verify_RootItself_NeedsNoAccreditation() => AssertTrust(await JudgeAsync(by: _root), null);

    [Fact]
    public async Task Verify_TwoLinks_ReachTheRoot()
    {
        _given.AddRange(await ChainAsync(Type));
        AssertTrust(await JudgeAsync(), null);
        AssertTrust(await JudgeAsync(by: _mallory), "not-accredited");
    }

    [Fact]
    public async Task Verify_MissingLink_IsRefused()
    {
        _given.Add((await ChainAsync(Type))[0]);
        AssertTrust(await JudgeAsync(), "not-accredited");
    }

    [Fact]
    public async Task Verify_ExpiredLink_IsRefusedWithTheReason()
    {
        _given.Add(await AccreditAsync(_ministry, _school, Attest));
        _given.Add(await AccreditAsync(_root, _ministry, Accredit, until: FormatKit.Now.AddHours(-1)));
        AssertTrust(await JudgeAsync(), "accreditation-refused", "time (expired)");

        // It was valid when the verifier asks for an earlier time.
        AssertTrust(await JudgeAsync(options: new VerificationOptions { At = FormatKit.Now.AddHours(-2) }), null);
    }

    [Fact]
    public async Task Verify_RevokedLink_IsRefusedWithTheReason()
    {
        var list = new BitstringStatusList();
        var entry = BitstringStatusList.CreateEntry(ListUrl, 7);
        _given.Add(await AccreditAsync(_ministry, _school, Attest, status: entry));
        _given.Add(await AccreditAsync(_root, _ministry, Accredit));
        await PublishAsync(list);
        AssertTrust(await JudgeAsync(), null);
        list[7] = 1;
        await PublishAsync(list);
        AssertTrust(await JudgeAsync(), "accreditation-refused", "status (revoked)");
    }

    [Fact]
    public async Task Verify_ForgedLink_IsRefusedWithTheReason()
    {
        var good = await AccreditAsync(_ministry, _school, Attest);
        var parts = good.Split('.');
        _given.Add($"{parts[0]}.{parts[1]}.{(await AccreditAsync(_mallory, _school, Attest)).Split('.')[2]}");
        _given.Add(await AccreditAsync(_root, _ministry, Accredit));
        AssertTrust(await JudgeAsync(), "accreditation-refused", "signature (invalid)");
    }

    [Fact]
    public async Task Verify_LinkByAKeyNotForAssertions_IsRefusedWithTheReason()
    {
        var login = TestParty.WithDocument("ministry", KeyType.Ed25519, VerificationRelationship.Authentication);
        _given.Add(await AccreditAsync(login, _school, Attest));
        _given.Add(await AccreditAsync(_root, login, Accredit));
        var verifier = Verifier(_given, null, _root, login, _school);
        AssertTrust(await verifier.VerifyCredentialAsync(await CredentialAsync(_school)), "accreditation-refused", "proof-purpose (not-listed)");
    }

    [Fact]
    public async Task Verify_LinkForAnotherType_IsRefused()
    {
        _given.Add(await AccreditAsync(_ministry, _school, Attest, types: ["Other"]));
        _given.Add(await AccreditAsync(_root, _ministry, Accredit));
        AssertTrust(await JudgeAsync(), "not-accredited");

        // A link above that names another type does not carry it either.
        _given.Clear();
        _given.Add(await AccreditAsync(_ministry, _school, Attest));
        _given.Add(await AccreditAsync(_root, _ministry, Accredit, types: ["Other"]));
        AssertTrust(await JudgeAsync(), "not-accredited");
    }

    [Fact]
    public async Task Verify_AttestOnlyLinkAbove_DoesNotLetItAccredit()
    {
        _given.Add(await AccreditAsync(_ministry, _school, Attest));
        _given.Add(await AccreditAsync(_root, _ministry, Attest));
        AssertTrust(await JudgeAsync(), "not-accredited");
    }

    [Fact]
    public async Task Verify_AccreditOnlyLinkBelow_DoesNotLetItAttest()
    {
        _given.Add(await AccreditAsync(_root, _school, Accredit));
        AssertTrust(await JudgeAsync(), "not-accredited");
    }

    [Fact]
    public async Task Verify_AccreditationOfSomebodyElse_IsRefused()
    {
        var others = await AccreditAsync(_root, _mallory, Attest);
        var source = new AccreditationLookup((_, _, _) => ValueTask.FromResult<IReadOnlyList<string>>([others]));
        var verifier = Verifier([], source, _root, _ministry, _school, _mallory);
        AssertTrust(await verifier.VerifyCredentialAsync(await CredentialAsync(_school)), "not-accredited");
    }

    [Fact]
    public async Task Verify_SecondTypeWithoutAccreditation_IsRefused()
    {
        _given.AddRange(await ChainAsync(Type));
        var credential = new CredentialBuilder().AddType(Type).AddType("Degree").WithIssuer(_school.Did).ValidFrom(FormatKit.Now.AddDays(-1)).AddSubject(new JsonObject { ["name"] = "Alice" }).Build();
        var issued = await CredentialFormats.VcJwt.IssueAsync(credential, _school.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        AssertTrust(await Verifier(_given).VerifyCredentialAsync(issued), "not-accredited");
    }

    [Fact]
    public async Task Verify_Cycle_Ends()
    {
        _given.Add(await AccreditAsync(_ministry, _school, Attest));
        _given.Add(await AccreditAsync(_mallory, _ministry, Accredit));
        _given.Add(await AccreditAsync(_ministry, _mallory, Accredit));
        _given.Add(await AccreditAsync(_ministry, _ministry, Accredit));
        AssertTrust(await JudgeAsync(), "not-accredited");

        // A cycle beside the way to the root does no harm.
        _given.Add(await AccreditAsync(_root, _mallory, Accredit));
        AssertTrust(await JudgeAsync(), null);
    }

    [Fact]
    public async Task Verify_ChainAtAndBeyondTheLimit_IsJudgedByIt()
    {
        var parties = Enumerable.Range(0, 4).Select(index => Party($"link-{index}")).ToList();
        _given.Add(await AccreditAsync(parties[0], _school, Attest));
        for (var index = 0; index < 3; index++)
        {
            _given.Add(await AccreditAsync(parties[index + 1], parties[index], Accredit));
        }

        _given.Add(await AccreditAsync(_root, parties[3], Accredit));
        TestParty[] all = [_root, _school, .. parties];
        AssertTrust(await Verifier(_given, null, 5, 16, 64, all).VerifyCredentialAsync(await CredentialAsync(_school)), null);
        AssertTrust(await Verifier(_given, null, 4, 16, 64, all).VerifyCredentialAsync(await CredentialAsync(_school)), "too-long");
    }

    [Fact]
    public async Task Verify_MoreAccreditationsThanTheLimit_IsRefusedAndBounded()
    {
        for (var index = 0; index < 40; index++)
        {
            _given.Add(await AccreditAsync(_mallory, _school, Attest, id: index));
        }

        _given.Add(await AccreditAsync(_root, _school, Attest));
        TestParty[] all = [_root, _school, _mallory];
        AssertTrust(await Verifier(_given, null, 5, 16, 64, all).VerifyCredentialAsync(await CredentialAsync(_school)), "too-wide");
        AssertTrust(await Verifier(_given, null, 5, 100, 8, all).VerifyCredentialAsync(await CredentialAsync(_school)), "too-wide");
        AssertTrust(await Verifier(_given, null, 5, 100, 64, all).VerifyCredentialAsync(await CredentialAsync(_school)), null);
    }

    [Fact]
    public async Task Verify_SourceThatFails_IsRefused()
    {
        var source = new AccreditationLookup((_, _, _) => throw new SutiException(CredentialErrorCodes.NotFetched, "Down."));
        var verifier = Verifier([], source, _root, _school);
        AssertTrust(await verifier.VerifyCredentialAsync(await CredentialAsync(_school)), "not-found-out", CredentialErrorCodes.NotFetched);
    }

    [Fact]
    public async Task Verify_CredentialThatIsNotSigned_AsksNobody()
    {
        var asked = 0;
        var source = new AccreditationLookup((_, _, _) =>
        {
            asked++;
            return ValueTask.FromResult<IReadOnlyList<string>>([]);
        });
        var parts = (await CredentialAsync(_school)).Split('.');
        var result = await Verifier([], source, _root, _school).VerifyCredentialAsync($"{parts[0]}.{parts[1]}.{new string('A', 86)}");
        AssertTrust(result, "not-checked");
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData("""{"accreditedFor":"Person"}""", true)]
    [InlineData("""{"accreditedFor":["Other","Person"]}""", true)]
    [InlineData("""{"accreditedFor":[{"schemaId":"x","types":["VerifiableCredential","Person"]}]}""", true)]
    [InlineData("""{"accreditedFor":{"types":"Person"}}""", true)]
    [InlineData("""{"accreditedFor":[{"type":"Person"}]}""", false)]
    [InlineData("""{"accreditedFor":[["Person"]]}""", true)]
    [InlineData("""{"accreditedFor":"PersonX"}""", false)]
    [InlineData("""{"accredited":"Person"}""", false)]
    public async Task Verify_ClaimInItsForms_IsRead(string subject, bool accepted)
    {
        var content = JsonNode.Parse(subject)!.AsObject();
        var credential = new CredentialBuilder().AddType(Attest).WithIssuer(_root.Did).ValidFrom(FormatKit.Now.AddDays(-1)).AddSubject(_school.Did, content).Build();
        _given.Add((await CredentialFormats.VcJwt.IssueAsync(credential, _root.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString());
        AssertTrust(await JudgeAsync(), accepted ? null : "not-accredited");
    }

    [Fact]
    public void Create_WithoutRoots_Throws() => Assert.Throws<ArgumentException>(() =>
        new AccreditedIssuers(new CredentialVerifier(new TestResolver()), new GivenAccreditations([]), new AccreditationOptions { Roots = [] }));

    [Fact]
    public async Task Combine_AnyAndAll_AskInOrder()
    {
        var credential = Credential.Parse((await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(_school)).Credential.Json.GetRawText());
        ITrustPolicy yes = new TrustedIssuers([_school.Did]);
        ITrustPolicy no = new TrustedIssuers([_root.Did]);
        Assert.Null(await ObjectAsync(TrustPolicies.Any(no, yes)));
        Assert.Null(await ObjectAsync(TrustPolicies.All(yes, yes)));
        Assert.Equal("issuer-not-accepted", (await ObjectAsync(TrustPolicies.All(yes, no)))?.Reason);
        Assert.Equal("issuer-not-accepted", (await ObjectAsync(TrustPolicies.Any(no)))?.Reason);
        Assert.Equal("no-policy-accepts", (await ObjectAsync(TrustPolicies.Any(no, TrustPolicies.All(no))))?.Reason);
        Assert.Throws<ArgumentException>(() => TrustPolicies.Any());
        Assert.Throws<ArgumentException>(() => TrustPolicies.All());

        async Task<TrustObjection?> ObjectAsync(ITrustPolicy policy) => await policy.ObjectAsync(credential, FormatKit.Now, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Agent_WithAccreditedIssuers_FindsTheChainAmongItsCredentials()
    {
        var root = TestParty.WithKeyDid(KeyType.Ed25519);
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddJwtCredentials()
            .AddAccreditedIssuers(new AccreditationOptions { Roots = [root.Did] }).BuildAsync();
        var school = (await agent.Dids.CreateAsync(new CreateDidRequest { Provider = "did:key" })).Did;
        var credential = new CredentialBuilder(CredentialDataModel.V1).AddType(Type).WithIssuer(school).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50)).AddSubject(school, new JsonObject { ["name"] = "Alice" }).Build();
        var issued = await agent.Credentials.IssueAsync(credential);
        var before = await agent.Credentials.VerifyAsync(issued);
        Assert.False(before.Verified);
        Assert.Contains(before.Checks, check => check is { Code: CheckCodes.Trust, Reason: "not-accredited" });

        var accreditation = new CredentialBuilder(CredentialDataModel.V1).AddType(Attest).WithIssuer(root.Did).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50))
            .AddSubject(school, new JsonObject { ["accreditedFor"] = new JsonArray(Type) }).Build();
        var link = await CredentialFormats.Jwt.IssueAsync(accreditation, root.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        await agent.Data.SaveCredentialAsync(new SaveCredentialRequest { VerifiableCredential = link.Json }, TestContext.Current.CancellationToken);
        Assert.True((await agent.Credentials.VerifyAsync(issued)).Verified);
    }

    private static TestParty Party(string name) => TestParty.WithDocument(name, KeyType.Ed25519, VerificationRelationship.AssertionMethod);

    private static void AssertTrust(VerificationResult result, string? reason, string? message = null)
    {
        var check = result[CheckCodes.Trust]!;
        Assert.Equal(reason ?? "ok", check.Reason);
        Assert.Equal(reason is null, check.Outcome == CheckOutcome.Passed);
        Assert.Equal(reason is null, result.Verified);
        Assert.Contains(message ?? "", check.Message ?? "", StringComparison.Ordinal);
    }

    private static async Task<string> AccreditAsync(
        TestParty issuer, TestParty holder, string kind, string[]? types = null, DateTimeOffset? until = null, JsonObject? status = null, int id = 0)
    {
        var builder = new CredentialBuilder().WithId($"urn:accreditation:{id}").AddType(kind).WithIssuer(issuer.Did).ValidFrom(FormatKit.Now.AddDays(-1))
            .AddSubject(holder.Did, new JsonObject { ["accreditedFor"] = new JsonArray(new JsonObject { ["types"] = new JsonArray([.. (types ?? [Type]).Select(type => (JsonNode)type)]) }) });
        builder = until is { } end ? builder.ValidUntil(end) : builder;
        builder = status is null ? builder : builder.AddStatus(status);
        return (await CredentialFormats.VcJwt.IssueAsync(builder.Build(), issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString();
    }

    private static async Task<string> CredentialAsync(TestParty issuer) =>
        (await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(issuer, "did:example:alice")).ToString();

    private async Task<IReadOnlyList<string>> ChainAsync(string type) =>
        [await AccreditAsync(_ministry, _school, Attest, [type]), await AccreditAsync(_root, _ministry, Accredit, [type])];

    private async Task PublishAsync(BitstringStatusList list)
    {
        var credential = list.ToCredential(ListUrl, _ministry.Did, ["revocation"], FormatKit.Now.AddDays(-1));
        _web.Publish(ListUrl, (await CredentialFormats.VcJwt.IssueAsync(credential, _ministry.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString());
    }

    private CredentialVerifier Verifier(IReadOnlyList<string> given, IAccreditationSource? source = null, params TestParty[] parties) =>
        Verifier(given, source, 5, 16, 64, parties.Length == 0 ? [_root, _ministry, _school, _mallory] : [.. parties, _root, _ministry, .. parties.Any(party => party.Did == _school.Did) ? [] : new[] { _school }]);

    private CredentialVerifier Verifier(
        IReadOnlyList<string> given, IAccreditationSource? source, int length, int width, int total, IReadOnlyList<TestParty> parties)
    {
        var resolver = new TestResolver(parties.DistinctBy(party => party.Did));
        var options = new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now), Fetcher = _web };
        var policy = new AccreditedIssuers(
            new CredentialVerifier(resolver, options with { StatusMethods = CredentialStatusMethods.CreateAll() }),
            source ?? new GivenAccreditations(given),
            new AccreditationOptions { Roots = [_root.Did], MaxLength = length, MaxAccreditations = width, MaxVerifications = total });
        return new CredentialVerifier(resolver, options with { Trust = policy });
    }

    private async Task<VerificationResult> JudgeAsync(TestParty? by = null, VerificationOptions? options = null) =>
        await Verifier(_given).VerifyCredentialAsync(await CredentialAsync(by ?? _school), options);
}
