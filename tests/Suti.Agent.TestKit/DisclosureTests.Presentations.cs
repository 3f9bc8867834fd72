// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent.TestKit;

/// <summary>Presentations as messages, in each format: SD-JWT VCs bound to the key of who shows them, and those of the data model 2.0.</summary>
public abstract partial class DisclosureTests
{
    private const string Type = "urn:example:member";

    /// <summary>What changes a presentation so that it must be refused.</summary>
    public enum Damage
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>A character of the signature of the holder.</summary>
        Tampered,

        /// <summary>It was made, or ended, long ago.</summary>
        Expired,

        /// <summary>It is for somebody else.</summary>
        OtherAudience,

        /// <summary>It answers another challenge.</summary>
        OtherChallenge,

        /// <summary>The credential in it is of another issuer than it says.</summary>
        ForgedCredential,
    }

    /// <summary>Each format with each damage.</summary>
    public static TheoryData<string, Damage> DamagedPresentations => [.. from format in (string[])["dc+sd-jwt", "vc+sd-jwt", "vc+cose", "vc+jwt"]
                                                                        from damage in Enum.GetValues<Damage>()
                                                                        select (format, damage)];

    [Theory]
    [MemberData(nameof(DamagedPresentations))]
    public async Task Message_WithAPresentation_IsUnderstoodUnlessDamaged(string format, Damage damage)
    {
        var ours = await CreateDidAsync();
        using var holderKey = PrivateKey.Generate(KeyType.Ed25519);
        using var issuerKey = PrivateKey.Generate(KeyType.Ed25519);
        using var strangerKey = PrivateKey.Generate(KeyType.Ed25519);
        var (holder, issuer) = (SignerOf(holderKey), SignerOf(issuerKey));
        if (damage == Damage.ForgedCredential)
        {
            issuer = new CredentialSigner(strangerKey, issuer.VerificationMethod);
        }

        var audience = damage == Damage.OtherAudience ? "did:example:else" : ours;
        var challenge = damage == Damage.OtherChallenge ? "n-2" : "n-1";
        var at = damage == Damage.Expired ? DateTimeOffset.UnixEpoch.AddYears(40) : TimeProvider.System.GetUtcNow();
        var raw = format == "dc+sd-jwt"
            ? await ShowSdJwtAsync(issuer, holderKey, holder, audience, challenge, at)
            : await PresentAsync(format, issuer, holder, audience, challenge, damage == Damage.Expired);
        raw = damage == Damage.Tampered ? raw[..^12] + (raw[^12] == 'A' ? 'B' : 'A') + raw[^11..] : raw;
        var request = new HandleMessageRequest { Raw = raw, Challenge = "n-1", Save = true };
        if (damage != Damage.None)
        {
            var failure = await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(request, Cancellation));
            Assert.Contains($"({FailingCheck(format == "dc+sd-jwt", damage)}, ", failure.Message, StringComparison.Ordinal);
            Assert.Equal(0, await Agent.Queries.CountMessagesAsync(new(), Cancellation));
            return;
        }

        // One that answers a challenge may be somebody else's answer.
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(request with { Challenge = null }, Cancellation));
        var message = await Agent.Messages.HandleAsync(request, Cancellation);
        Assert.Equal(("w3c.vp", holder.Controller, ours, raw), (message.Type, message.From, message.To, message.Raw));
        Assert.Single(message.Presentations!);
        Assert.Single(message.Credentials!);
        var kept = Assert.Single(await Agent.Queries.GetCredentialsAsync(new() { Where = [new() { Column = "issuer", Value = [issuer.Controller] }] }, Cancellation));
        Assert.True(JsonElement.DeepEquals(message.Credentials![0], kept.VerifiableCredential));
        Assert.Equal(1, await Agent.Queries.CountPresentationsAsync(new() { Where = [new() { Column = "holder", Value = [holder.Controller] }] }, Cancellation));
    }

    [Fact]
    public async Task Message_ForOurWebAddress_NeedsThatItIsSaid()
    {
        using var holderKey = PrivateKey.Generate(KeyType.Ed25519);
        using var issuerKey = PrivateKey.Generate(KeyType.Ed25519);
        var raw = await ShowSdJwtAsync(SignerOf(issuerKey), holderKey, SignerOf(holderKey), "https://shop.example", "n-1", TimeProvider.System.GetUtcNow());
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = raw, Challenge = "n-1" }, Cancellation));
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = raw, Challenge = "n-1", Domain = "https://else.example" }, Cancellation));
        Assert.Null((await Agent.Messages.HandleAsync(new() { Raw = raw, Challenge = "n-1", Domain = "https://shop.example" }, Cancellation)).To);

        // The challenge goes along with what is inside of a URL.
        var inside = "https://wallet.example/?c_i=" + Uri.EscapeDataString(raw);
        Assert.Equal("w3c.vp", (await Agent.Messages.HandleAsync(new() { Raw = inside, Challenge = "n-1", Domain = "https://shop.example" }, Cancellation)).Type);
    }

    [Theory]
    [InlineData("vc+sd-jwt")]
    [InlineData("vc+cose")]
    [InlineData("vc+jwt")]
    public async Task Message_WithAnEnvelope_IsOfWhatIsInIt(string format)
    {
        var ours = await CreateDidAsync();
        using var holderKey = PrivateKey.Generate(KeyType.Ed25519);
        using var issuerKey = PrivateKey.Generate(KeyType.Ed25519);
        var (holder, issuer) = (SignerOf(holderKey), SignerOf(issuerKey));
        var token = await PresentAsync(format, issuer, holder, ours, "n-1", isExpired: false);
        var type = format.Replace("vc", "vp", StringComparison.Ordinal);
        var envelope = $$"""{"@context":["https://www.w3.org/ns/credentials/v2"],"type":"EnvelopedVerifiablePresentation","id":"data:application/{{type}},{{token}}"}""";
        var message = await Agent.Messages.HandleAsync(new() { Raw = envelope, Challenge = "n-1" }, Cancellation);
        Assert.Equal(("w3c.vp", holder.Controller, ours), (message.Type, message.From, message.To));

        // The token and its envelope are one credential, which is found by what it says.
        var credential = await IssueAsync(format, issuer, holder, isExpired: false);
        message = await Agent.Messages.HandleAsync(new() { Raw = credential.ToString(), Save = true }, Cancellation);
        Assert.Equal(("w3c.vc", issuer.Controller, holder.Controller), (message.Type, message.From, message.To));
        await Agent.Messages.HandleAsync(new() { Raw = credential.Json.GetRawText(), Save = true }, Cancellation);
        var claims = await Agent.Queries.GetCredentialsByClaimsAsync(
            new() { Where = [new() { Column = "type", Value = ["level"] }, new() { Column = "value", Value = ["gold"] }] }, Cancellation);
        Assert.Single(claims);
    }

    /// <summary>An SD-JWT VC has no presentation around it: what its holder signs is checked as <c>holder</c>, and what its issuer signs is not nested.</summary>
    private static string FailingCheck(bool isAlone, Damage damage) => damage switch
    {
        Damage.Tampered => isAlone ? CheckCodes.Holder : CheckCodes.Signature,
        Damage.Expired => isAlone ? CheckCodes.Holder : CheckCodes.Nested(0),
        Damage.OtherAudience => CheckCodes.Audience,
        Damage.OtherChallenge => CheckCodes.Challenge,
        _ => isAlone ? CheckCodes.Signature : CheckCodes.Nested(0),
    };

    private static CredentialSigner SignerOf(PrivateKey key)
    {
        var did = KeyDidMethod.Create(key.PublicKey);
        return new CredentialSigner(key, $"{did}#{did.MethodSpecificId}");
    }

    private static async Task<string> ShowSdJwtAsync(
        CredentialSigner issuer, PrivateKey holderKey, CredentialSigner holder, string audience, string challenge, DateTimeOffset at)
    {
        var claims = new JsonObject { ["iss"] = issuer.Controller, ["sub"] = holder.Controller, ["vct"] = Type, ["level"] = "gold", ["name"] = "Alice" };
        var issued = await CredentialFormats.SdJwtVc.IssueAsync(
            Credential.FromClaims(claims), issuer, new IssueOptions { Disclosable = ["/level", "/name"], HolderKey = holderKey.PublicKey }, Cancellation);
        return await SdJwtPresentation.CreateAsync(issued, ["/level"], holderKey, audience, challenge, at, Cancellation);
    }

    private static async Task<VerifiableCredential> IssueAsync(string format, CredentialSigner issuer, CredentialSigner holder, bool isExpired)
    {
        var builder = new CredentialBuilder().AddType("Membership").WithIssuer(issuer.Controller).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(40))
            .AddSubject(holder.Controller, new JsonObject { ["level"] = "gold" });
        builder = isExpired ? builder.ValidUntil(DateTimeOffset.UnixEpoch.AddYears(41)) : builder;
        return await FormatOf(format).IssueAsync(builder.Build(), issuer, IssueOptions.Standard, Cancellation);
    }

    private static async Task<string> PresentAsync(
        string format, CredentialSigner issuer, CredentialSigner holder, string audience, string challenge, bool isExpired)
    {
        var presentation = new PresentationBuilder().WithHolder(holder.Controller).AddCredential(await IssueAsync(format, issuer, holder, isExpired)).Build();
        var made = await FormatOf(format).PresentAsync(presentation, holder, new PresentOptions { Audience = [audience], Challenge = challenge }, Cancellation);
        return made.ToString();
    }

    private static ICredentialFormat FormatOf(string format) => CredentialFormats.All.Single(known => known.Name == format);
}
