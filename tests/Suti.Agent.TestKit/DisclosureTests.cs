// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;

namespace Suti.Agent.TestKit;

/// <summary>Selective disclosure, and messages that are tokens: asked, answered, checked, refused.</summary>
public abstract partial class DisclosureTests : AgentTestKit
{
    [Fact]
    public async Task Request_CreatedAndHandled_IsTheSameRequest()
    {
        var (asking, holder) = (await CreateDidAsync(), await CreateDidAsync());
        var request = await RequestAsync(asking, holder);
        var message = await Agent.Messages.HandleAsync(new() { Raw = request, Save = true }, Cancellation);
        Assert.Equal(("sdr", asking, holder, "tag-1", "https://example.com/answers"), (message.Type, message.From, message.To, message.ThreadId, message.ReplyUrl));
        Assert.Equal("name", message.Data!.Value.GetProperty("claims")[0].GetProperty("claimType").GetString());
        Assert.False(message.Data.Value.TryGetProperty("issuer", out _));
        Assert.Equal("JWT", message.MetaData![^1].Type);
        Assert.EndsWith("Z", message.CreatedAt, StringComparison.Ordinal);
        Assert.Equal(request, (await Agent.Data.GetMessageAsync(new() { Id = message.Id }, Cancellation)).Raw);
    }

    [Fact]
    public async Task Request_Changed_IsRefused()
    {
        var request = await RequestAsync(await CreateDidAsync(), null);
        var parts = request.Split('.');
        var forged = $"{parts[0]}.{Encode(Decode(parts[1]).Replace("name", "iban", StringComparison.Ordinal))}.{parts[2]}";
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = forged }, Cancellation));
    }

    [Fact]
    public async Task Request_OfAStranger_IsNotSigned() => await FailsAsync(
        AgentErrorCodes.InvalidArgument, () => RequestAsync("did:example:stranger", null));

    [Fact]
    public async Task Credentials_ForARequest_AreFoundClaimByClaim()
    {
        var (issuer, holder) = (await CreateDidAsync(), await CreateDidAsync());
        var other = await CreateDidAsync();
        await IssueAsync(issuer, holder, "Membership", "name", "Alice", save: true);
        await IssueAsync(issuer, other, "Membership", "name", "Bob", save: true);
        await IssueAsync(other, holder, "Member", "name", "Alias", save: true);
        await IssueAsync(issuer, holder, "Membership", "level", "100%", save: true);

        var found = await Agent.SelectiveDisclosure.FindCredentialsAsync(
            new()
            {
                Did = holder,
                Sdr = new()
                {
                    Claims =
                    [
                        new() { ClaimType = "name", Reason = "to greet you" },
                        new() { ClaimType = "name", CredentialType = "Member" },
                        new() { ClaimType = "level", ClaimValue = "100%" },
                        new() { ClaimType = "name", Issuers = [new() { Did = issuer }] },
                        new() { ClaimType = "iban" },
                    ],
                },
            },
            Cancellation);
        Assert.Equal([2, 1, 1, 1, 0], found.Select(static claim => claim.Credentials.Count));
        Assert.Equal("to greet you", found[0].Reason);
        Assert.Equal("Alice", found[3].Credentials[0].VerifiableCredential.GetProperty("credentialSubject").GetProperty("name").GetString());
        Assert.Equal(
            found[3].Credentials[0].VerifiableCredential.GetRawText(),
            (await Agent.Data.GetCredentialAsync(new() { Hash = found[3].Credentials[0].Hash }, Cancellation)).GetRawText());
    }

    [Fact]
    public async Task Answer_WithEveryEssentialClaim_IsValid()
    {
        var (asking, holder) = (await CreateDidAsync(), await CreateDidAsync());
        var credential = await IssueAsync(asking, holder, "Membership", "name", "Alice");
        var answer = await PresentAsync(holder, asking, credential);
        var validation = await ValidateAsync(answer, asking, "name");
        Assert.True(validation.Valid, validation.Error?.Message);
        Assert.Equal(
            credential.GetProperty("credentialSubject").GetRawText(),
            validation.Claims[0].Credentials[0].VerifiableCredential.GetProperty("credentialSubject").GetRawText());

        var missing = await ValidateAsync(answer, asking, "iban");
        Assert.False(missing.Valid);
        Assert.Null(missing.Error);
    }

    [Fact]
    public async Task Answer_ThatDoesNotVerifyOrIsForAnother_IsNotValid()
    {
        var (asking, holder) = (await CreateDidAsync(), await CreateDidAsync());
        var credential = await IssueAsync(asking, holder, "Membership", "name", "Alice");
        var answer = await PresentAsync(holder, asking, credential);
        Assert.False((await ValidateAsync(answer, await CreateDidAsync(), "name")).Valid);

        var forged = JsonNode.Parse(answer.GetRawText())!;
        forged["verifiableCredential"]![0] = JsonNode.Parse(credential.GetRawText().Replace("Alice", "Mallory", StringComparison.Ordinal));
        var validation = await ValidateAsync(Json(forged.ToJsonString()), asking, "name");
        Assert.False(validation.Valid);
        Assert.NotNull(validation.Error);
    }

    [Fact]
    public async Task Profile_OfADid_IsAPresentationOfItsClaims()
    {
        var (holder, reader) = (await CreateDidAsync(), await CreateDidAsync());
        var profile = Json((await Agent.SelectiveDisclosure.CreateProfileAsync(
            new() { Holder = holder, Verifier = reader, Name = "Alice", Url = "https://example.com", Save = true }, Cancellation)).ToJsonString());
        Assert.Equal(2, profile.GetProperty("verifiableCredential").GetArrayLength());
        Assert.Equal(1, await Agent.Queries.CountPresentationsAsync(new(), Cancellation));

        var message = await Agent.Messages.HandleAsync(new() { Raw = profile.GetProperty("proof").GetProperty("jwt").GetString()! }, Cancellation);
        Assert.Equal(("w3c.vp", holder, reader), (message.Type, message.From, message.To));
        Assert.Equal(["Alice", null], message.Credentials!.Select(static credential =>
            credential.GetProperty("credentialSubject").TryGetProperty("name", out var name) ? name.GetString() : null));
        await FailsAsync(AgentErrorCodes.CapabilityMissing, () => Agent.SelectiveDisclosure.CreateProfileAsync(new() { Holder = holder, Send = true }, Cancellation));
    }

    [Fact]
    public async Task Message_WithACredential_IsVerifiedFirst()
    {
        var (issuer, holder) = (await CreateDidAsync(), await CreateDidAsync());
        var credential = await IssueAsync(issuer, holder, "Membership", "name", "Alice");
        var token = credential.GetProperty("proof").GetProperty("jwt").GetString()!;
        foreach (var raw in new[] { token, credential.GetRawText() })
        {
            var message = await Agent.Messages.HandleAsync(new() { Raw = raw }, Cancellation);
            Assert.Equal(("w3c.vc", issuer, holder), (message.Type, message.From, message.To));
            Assert.Equal(token, message.Credentials![0].GetProperty("proof").GetProperty("jwt").GetString());
        }

        var changed = credential.GetRawText().Replace("Alice", "Mallory", StringComparison.Ordinal);
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = changed }, Cancellation));
        await FailsAsync(MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = token[..^4] + "AAAA" }, Cancellation));
    }

    [Fact]
    public async Task Message_ForSomebodyElse_IsRefused()
    {
        var holder = await CreateDidAsync();
        var profile = await Agent.SelectiveDisclosure.CreateProfileAsync(new() { Holder = holder, Verifier = "did:example:else", Name = "Alice" }, Cancellation);
        await FailsAsync(
            MessageErrorCodes.NotVerified, () => Agent.Messages.HandleAsync(new() { Raw = (string)profile["proof"]!["jwt"]! }, Cancellation));
    }

    private static string Decode(string part) =>
        System.Text.Encoding.UTF8.GetString(Suti.Encodings.Base64Url.Decode(part));

    private static string Encode(string text) => Suti.Encodings.Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<string> CreateDidAsync() => (await Agent.Dids.CreateAsync("key", cancellationToken: Cancellation)).Did;

    private Task<string> RequestAsync(string issuer, string? subject) => Agent.SelectiveDisclosure.CreateRequestAsync(
        new()
        {
            Data = new()
            {
                Issuer = issuer,
                Subject = subject,
                Tag = "tag-1",
                ReplyUrl = "https://example.com/answers",
                Claims = [new() { ClaimType = "name", Essential = true }],
            },
        },
        Cancellation);

    private async Task<JsonElement> IssueAsync(string issuer, string subject, string type, string claim, string value, bool save = false)
    {
        var credential = new JsonObject
        {
            ["issuer"] = issuer,
            ["type"] = new JsonArray(type),
            ["credentialSubject"] = new JsonObject { ["id"] = subject, [claim] = value },
        };
        return Json((await Agent.Credentials.CreateAsync(
            new() { Credential = Json(credential.ToJsonString()), ProofFormat = "jwt", Save = save }, Cancellation)).ToJsonString());
    }

    private async Task<JsonElement> PresentAsync(string holder, string verifier, JsonElement credential)
    {
        var presentation = Json($$"""{"holder":"{{holder}}","verifier":["{{verifier}}"],"verifiableCredential":[{{credential.GetRawText()}}]}""");
        return Json((await Agent.Credentials.CreatePresentationAsync(
            new() { Presentation = presentation, ProofFormat = "jwt" }, Cancellation)).ToJsonString());
    }

    private Task<DisclosureValidation> ValidateAsync(JsonElement answer, string asking, string claim) => Agent.SelectiveDisclosure.ValidateAsync(
        new() { Presentation = answer, Sdr = new() { Issuer = asking, Claims = [new() { ClaimType = claim, Essential = true }] } }, Cancellation);
}
