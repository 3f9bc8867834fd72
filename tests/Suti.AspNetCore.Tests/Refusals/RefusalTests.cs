// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Credentials.Tests;
using Suti.Dids;

namespace Suti.AspNetCore.Tests;

/// <summary>
/// What must be refused of a credential, in every format and by every way in which it reaches an agent over HTTP: as a text, as an object, inside a
/// presentation, in a message.
/// </summary>
public sealed class RefusalTests(RefusalServer server) : IClassFixture<RefusalServer>
{
    private const string Text = "text";
    private const string Object = "object";
    private const string Presentation = "presentation";
    private const string Message = "message";

    private static readonly (string Damage, string Check, string Reason)[] Refusals =
    [
        ("none", "", ""),
        ("forged", CheckCodes.Signature, "invalid"),
        ("expired", CheckCodes.Time, "expired"),
        ("tomorrow", CheckCodes.Time, "not-yet-valid"),
        ("revoked", CheckCodes.Status, "revoked"),
        ("status-unknown", CheckCodes.Status, "not-fetched"),
        ("not-listed", CheckCodes.ProofPurpose, "not-listed"),
        ("other-key", CheckCodes.Signature, "invalid"),
        ("unresolvable", CheckCodes.Signature, "notFound"),
    ];

    public static TheoryData<string, string, string, string, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, string>();
            foreach (var format in FormatKit.Names)
            {
                foreach (var (damage, check, reason) in Refusals)
                {
                    foreach (var way in new[] { Text, Object, Presentation, Message })
                    {
                        rows.Add(format, way, damage, check, reason);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Post_Credential_IsJudgedAsEverywhere(string format, string way, string damage, string check, string reason)
    {
        var kit = FormatKit.Of(format);
        var holder = server.Create(kit.KeyType, VerificationRelationship.Authentication);
        var credential = await IssueAsync(kit, damage, holder);
        var text = damage == "forged" ? kit.Forge(credential) : credential.ToString();
        if (way == Message)
        {
            await AssertMessageAsync(text, check, reason);
            return;
        }

        if (way == Presentation && damage == "forged" && kit.IsSdJwtVc)
        {
            // A changed SD-JWT cannot be bound anew by its holder here; alone it is refused above.
            way = Text;
        }

        var (operation, request) = way switch
        {
            Text => ("verifyCredential", new JsonObject { ["credential"] = Parse(text) }),
            Object => ("verifyCredential", new JsonObject { ["credential"] = AsObject(kit, credential, text) }),
            _ => ("verifyPresentation", await PresentAsync(kit, credential, text, holder)),
        };
        request["fetchRemoteContexts"] = false;
        var (status, body) = await server.Server.PostAsync(operation, request.ToJsonString());
        Assert.True(status == HttpStatusCode.OK, body);
        var answer = JsonNode.Parse(body)!;
        Assert.Equal(check.Length == 0, (bool)answer["verified"]!);
        if (check.Length > 0 && (way != Presentation || kit.IsSdJwtVc))
        {
            AssertCheck(answer, check, "failed", reason);
        }
        else if (check.Length > 0)
        {
            AssertCheck(answer, CheckCodes.Nested(0), "failed", check);
        }
    }

    private static void AssertCheck(JsonNode answer, string code, string outcome, string reason)
    {
        var found = answer["checks"]!.AsArray().FirstOrDefault(item => (string?)item!["code"] == code);
        Assert.True(found is not null, answer.ToJsonString());
        Assert.Equal(reason, (string?)found["reason"]);
        Assert.Equal(outcome, ((string?)found["outcome"])?.ToLowerInvariant());
    }

    private static JsonNode Parse(string text) => text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text);

    /// <summary>The object around a token, or an envelope; where a format has neither, its text.</summary>
    private static JsonNode AsObject(FormatKit kit, VerifiableCredential credential, string text) =>
        kit.IsSdJwtVc || text.StartsWith('{') ? Parse(text) : JsonNode.Parse(credential.Json.GetRawText().Replace(credential.Token!, text, StringComparison.Ordinal))!;

    private static async Task<JsonObject> PresentAsync(FormatKit kit, VerifiableCredential credential, string text, TestParty holder)
    {
        var shown = text == credential.ToString()
            ? credential
            : credential.Token is null
                ? new VerifiableCredential(credential.Format, credential.Credential, System.Text.Json.JsonElement.Parse(text))
                : new VerifiableCredential(credential.Format, credential.Credential, text, () => System.Text.Json.JsonElement.Parse(AsObject(kit, credential, text).ToJsonString()));
        var options = new PresentOptions { Challenge = "c-1", Domain = "verifier.example", IssuedAt = FormatKit.Now };
        return new JsonObject { ["presentation"] = Parse(await kit.PresentAsync(holder, options, shown)), ["challenge"] = "c-1", ["domain"] = "verifier.example" };
    }

    private async Task AssertMessageAsync(string text, string check, string reason)
    {
        var (status, body) = await server.Server.PostAsync("handleMessage", new JsonObject { ["raw"] = text, ["save"] = false }.ToJsonString());
        Assert.True(check.Length == 0 == (status == HttpStatusCode.OK), body);
        Assert.Contains(check.Length == 0 ? "w3c.vc" : $"({check}, {reason})", body, StringComparison.Ordinal);
    }

    private async Task<VerifiableCredential> IssueAsync(FormatKit kit, string damage, TestParty holder)
    {
        var relationships = damage == "not-listed" ? VerificationRelationship.Authentication : VerificationRelationship.AssertionMethod;
        var issuer = damage == "unresolvable"
            ? TestParty.WithDocument("nobody", kit.KeyType, relationships)
            : server.Create(kit.KeyType, relationships);
        JsonObject? status = null;
        if (damage is "revoked" or "status-unknown" or "none")
        {
            // A good one has a status too, in another place of the same list.
            var url = damage == "status-unknown" ? "https://issuer.example/status/nowhere" : await server.PublishAsync(kit, issuer, revoked: 7);
            var place = damage == "revoked" ? 7 : 8;
            status = kit.IsSdJwtVc ? TokenStatusListToken.CreateStatus(url, place) : BitstringStatusList.CreateEntry(url, place);
        }

        if (damage == "other-key")
        {
            var thief = TestParty.WithDocument("thief", kit.KeyType, relationships);
            return await kit.Format.IssueAsync(
                kit.Credential(issuer.Did, holder.Did), new CredentialSigner(thief.Key, issuer.Signer.VerificationMethod), Options(kit, holder), TestContext.Current.CancellationToken);
        }

        return await kit.IssueAsync(
            issuer,
            from: damage == "tomorrow" ? FormatKit.Now.AddDays(1) : null,
            until: damage == "expired" ? FormatKit.Now.AddHours(-1) : null,
            status: status,
            holder: holder);
    }

    private static IssueOptions Options(FormatKit kit, TestParty holder) => new() { HolderKey = kit.IsSdJwtVc ? holder.Key.PublicKey : null };
}
