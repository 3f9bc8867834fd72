// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The lists and tokens of the text of Token Status List.</summary>
public sealed class TokenStatusListConformance
{
    private const string Folder = "token-status-list";
    private const int MaxSize = 1 << 21;

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void TokenStatusList_ListsAndTokens()
    {
        var suite = new ConformanceSuite(Folder);
        using var lists = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf($"{Folder}/status-lists.json")));
        foreach (var entry in lists.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = entry.GetProperty("name").GetString()!;
            suite.Case($"{name}, JSON", () => TokenStatusList.TryReadJson(entry.GetProperty("statusListJson"), MaxSize, out var list) && IsRight(entry, list));
            suite.Case($"{name}, CBOR", () => TokenStatusList.TryReadCbor(Hex.Decode(entry.GetProperty("statusListCborHex").GetString()), MaxSize, out var list) && IsRight(entry, list));
        }

        using var tokens = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf($"{Folder}/tokens.json")));
        var root = tokens.RootElement;
        var key = Jwk.Parse(Encoding.UTF8.GetBytes(root.GetProperty("signingKey").GetRawText())).PublicKey!;
        var jwt = root.GetProperty("statusListJwt").GetProperty("jwt").GetString()!;
        var cwt = Hex.Decode(root.GetProperty("statusListCwt").GetProperty("cborHex").GetString());
        foreach (var (name, page) in (ReadOnlySpan<(string, byte[])>)[("status list JWT", Encoding.ASCII.GetBytes(jwt)), ("status list CWT", cwt)])
        {
            // Bit 0 of the list is 1, bit 1 is 0.
            suite.Case(name, () => Reason(page, key, 0) == "revoked" && Reason(page, key, 1) == "valid");
        }

        var referenced = Hex.Decode(root.GetProperty("referencedTokenCwt").GetProperty("cborHex").GetString());
        suite.Case("referenced token CWT", () =>
            CoseSign1.TryParse(CwtClaims.RemoveTag(referenced), out var message, out _)
            && message.Verify(key, [CoseAlgorithm.Es256], out _)
            && CwtClaims.TryParse(message.Payload!.Value.Span, out var claims, out _)
            && claims.Map.TryGet(65535, out _));
        suite.Complete(15);
    }

    private static bool IsRight(JsonElement entry, TokenStatusList list)
    {
        var size = entry.GetProperty("size").GetInt32();
        var statuses = entry.GetProperty("statuses").EnumerateObject().ToDictionary(
            status => int.Parse(status.Name, CultureInfo.InvariantCulture), status => status.Value.GetByte());
        var again = new TokenStatusList(size, list.Bits);
        for (var index = 0; index < size; index++)
        {
            if (list[index] != statuses.GetValueOrDefault(index))
            {
                return false;
            }

            again[index] = list[index];
        }

        return list.Length >= size && TokenStatusList.TryReadJson(JsonElement.Parse(again.ToJson().ToJsonString()), MaxSize, out var read) && Enumerable.Range(0, size).All(index => read[index] == list[index]);
    }

    /// <summary>What the whole verification says of a credential at a place of the list.</summary>
    private static string? Reason(byte[] page, PublicKey key, int index)
    {
        using var own = PrivateKey.Generate(KeyType.P256);
        const string Issuer = "https://example.com";
        var signer = new CredentialSigner(own, Issuer + "#own");
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["vct"] = "urn:example",
            ["status"] = TokenStatusListToken.CreateStatus("https://example.com/statuslists/1", index),
        };
        var credential = CredentialFormats.SdJwtVc.IssueAsync(Credential.FromClaims(claims), signer, IssueOptions.Standard, default).AsTask().GetAwaiter().GetResult();
        var verifier = new CredentialVerifier(
            new DidResolver([]), new CredentialVerifierOptions { ControllerKeys = new Keys(new("12", key), new(Issuer + "#own", own.PublicKey)), Fetcher = new Page(page) });
        var result = verifier.VerifyCredentialAsync(credential, new VerificationOptions { At = Then }).AsTask().GetAwaiter().GetResult();
        return result[CheckCodes.Status]?.Reason;
    }

    private sealed class Keys(params ControllerKey[] keys) : IControllerKeySource
    {
        public ValueTask<IReadOnlyList<ControllerKey>?> FindAsync(string controller, VerificationRelationship relationship, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<ControllerKey>?>(keys);
    }

    private sealed class Page(byte[] content) : IResourceFetcher
    {
        public ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new FetchedResource(content));
    }
}
