// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>No damaged input makes a reader throw, and none verifies that differs in what was signed.</summary>
public sealed class CredentialFuzzTests
{
    private const int Rounds = 300;

    [Fact]
    public async Task Verify_DamagedCredentials_NeverThrow()
    {
        var samples = new List<byte[]>();
        var parties = new List<TestParty>();
        var kits = FormatKit.Names.Select(FormatKit.Of).ToList();
        foreach (var kit in kits)
        {
            var issuer = TestParty.WithDocument($"issuer-{parties.Count}", kit.KeyType, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication);
            parties.Add(issuer);
            var credential = await kit.IssueAsync(issuer, holder: issuer);
            samples.Add(Encoding.UTF8.GetBytes(credential.ToString()));
            samples.Add(Encoding.UTF8.GetBytes(credential.Json.GetRawText()));
            samples.Add(Encoding.UTF8.GetBytes(await kit.PresentAsync(issuer, null, credential)));
        }

        var verifier = new CredentialVerifier(new TestResolver(parties), new CredentialVerifierOptions { Clock = new FixedClock(FormatKit.Now) });
        var names = samples.ConvertAll(Encoding.UTF8.GetString).ToHashSet(StringComparer.Ordinal);
        new MutationFuzzer(20260301).Run(samples, Rounds, input =>
        {
            var text = Encoding.UTF8.GetString(input);
            var asCredential = verifier.VerifyCredentialAsync(text).AsTask().GetAwaiter().GetResult();
            var asPresentation = verifier.VerifyPresentationAsync(text).AsTask().GetAwaiter().GetResult();
            if (asCredential.Verified && !names.Contains(text))
            {
                // What still verifies says what was signed: white space and the order of parts around it are all that may differ.
                Assert.Equal("Alice", asCredential.Credential!.Credential.Subjects[0].GetProperty("name").GetString());
            }

            Assert.True(asPresentation.Verified || asPresentation.FirstFailure is not null);
        });
    }

    [Fact]
    public void Parse_DamagedDocuments_NeverThrow()
    {
        byte[][] samples =
        [
            Encoding.UTF8.GetBytes(FormatKit.Of(CredentialFormatNames.VcJwt).Credential("did:example:a", "did:example:b").Json.GetRawText()),
            Encoding.UTF8.GetBytes("""{"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["x"]},"claims":[{"id":"c","path":["a",null,0],"values":[1]}],"claim_sets":[["c"]]}],"credential_sets":[{"options":[["a"]]}]}"""),
            Encoding.UTF8.GetBytes("""{"$defs":{"a":{"$anchor":"x"}},"$ref":"#x","properties":{"a":{"pattern":"^a"}},"items":[{}]}"""),
            new TokenStatusList(64, 2).ToCbor(),
            Encoding.UTF8.GetBytes(new BitstringStatusList().Encode()),
            Encoding.UTF8.GetBytes("2nQtiQG6Cgm1GYTBaaKAgr76uY7iSexUkqX"),
            Encoding.UTF8.GetBytes("""{"version":"x25519-xsalsa20-poly1305","nonce":"/20Dn2PowBiZu5kw42pO7F/wiKvkecM3","ephemPublicKey":"oGZhZ0cvwgLKslgiPEQpBkRoE+CbWEdi738efvQBsH0=","ciphertext":"xdP3"}"""),
        ];
        using var key = PrivateKey.Generate(KeyType.X25519);
        var value = JsonElement.Parse("""{"a":["b",{"c":1}]}""");
        new MutationFuzzer(20260302).Run(samples, 3 * Rounds, input =>
        {
            var text = Encoding.UTF8.GetString(input);
            // What is read is whole: it can be looked at and written again.
            Assert.True(!Credential.TryParse(input, out var credential, out _) || credential.Issuer is not null);
            Assert.True(!Presentation.TryParse(input, out var presentation, out _) || presentation.Types.Count > 0);
            Assert.True(!TokenStatusList.TryReadCbor(input, 1 << 16, out var tokens) || tokens.Bits is 1 or 2 or 4 or 8);
            Assert.True(!BitstringStatusList.TryDecode(text, 1, 1 << 16, out var list) || list.Length <= 8 << 16);
            Assert.True(!Mnid.TryParse(text, out var mnid) || mnid.ToString() == text);
            Assert.False(UportEncryption.TryDecrypt(text, key, out _));
            if (DcqlQuery.TryParse(input, out var query, out _))
            {
                query.Evaluate([]);
            }

            if (JsonSchema.TryParse(input, out var schema, out _))
            {
                try
                {
                    schema.Accepts(value, out _);
                }
                catch (SutiException exception)
                {
                    Assert.Equal(CredentialErrorCodes.SchemaInvalid, exception.Code);
                }
            }
        });
    }
}
