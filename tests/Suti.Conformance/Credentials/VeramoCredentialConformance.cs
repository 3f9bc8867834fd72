// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Credentials and presentations from the tests of Veramo, and how it writes JWTs as W3C objects.</summary>
public sealed class VeramoCredentialConformance
{
    private static readonly DateTimeOffset Then = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Credentials_VerifyAsInVeramo()
    {
        var suite = new ConformanceSuite("veramo/credentials");
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf("veramo/credentials.json")));
        var root = vectors.RootElement;
        foreach (var entry in root.GetProperty("jwt").EnumerateArray())
        {
            await suite.CaseAsync(entry.GetProperty("name").GetString()!, () => SignatureIsRightAsync(entry.GetProperty("jwt").GetString()!));
        }

        foreach (var entry in root.GetProperty("presentationsThatMustFail").EnumerateArray())
        {
            await suite.CaseAsync(entry.GetProperty("name").GetString()!, async () => !await VerifiesAsync(entry.GetProperty("jwt").GetString()!));
        }

        foreach (var entry in root.GetProperty("linkedData").EnumerateArray())
        {
            Assert.True(entry.TryGetProperty("credential", out _));
            suite.Skip("a linked-data proof, which is verified by the suites of Data Integrity");
        }

        foreach (var entry in root.GetProperty("fromTheWild").EnumerateArray())
        {
            var credential = entry.GetProperty("credential");
            if (credential.GetProperty("proof").GetProperty("type").GetString() == CredentialFormatNames.Eip712)
            {
                await suite.CaseAsync(entry.GetProperty("name").GetString()!, () => WildSignatureIsJudgedAsync(credential, entry.GetProperty("veramoVerifies").GetBoolean()));
            }
            else
            {
                suite.Skip("a linked-data proof, which is verified by the suites of Data Integrity");
            }
        }

        using var normalised = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf("veramo/credential-normalisation.json")));
        foreach (var entry in normalised.RootElement.GetProperty("credentials").EnumerateArray())
        {
            if (entry.TryGetProperty("jwt", out var jwt))
            {
                await suite.CaseAsync("normalised", async () =>
                {
                    var result = await Verifier().VerifyCredentialAsync(jwt.GetString()!, new VerificationOptions { At = Then });
                    return JsonElement.DeepEquals(result.Credential!.Json, entry.GetProperty("expanded"));
                });
            }
        }

        suite.Complete(ExpectedTotal);
    }

    private const int ExpectedTotal = 13;

    private static CredentialVerifier Verifier() => new(new Parties(), new CredentialVerifierOptions());

    /// <summary>The signature and everything else about it, at the time of the tests that these come from.</summary>
    private static async Task<bool> SignatureIsRightAsync(string jwt)
    {
        var payload = JsonElement.Parse(Base64Url.Decode(jwt.Split('.')[1]));
        // The status of one stands in a registry of 2019 on a chain that is gone.
        var options = new VerificationOptions { At = Then, SwitchedOff = [CheckCodes.Audience, CheckCodes.Status] };
        var result = payload.TryGetProperty("vp", out _)
            ? await Verifier().VerifyPresentationAsync(jwt, options)
            : await Verifier().VerifyCredentialAsync(jwt, options);
        return result.Verified;
    }

    private static async Task<bool> VerifiesAsync(string jwt) =>
        (await Verifier().VerifyPresentationAsync(jwt, new VerificationOptions { At = Then, SwitchedOff = [CheckCodes.Audience] })).Verified;

    /// <summary>Those that Veramo could not verify have more than their types say, or are not by whom they say.</summary>
    private static async Task<bool> WildSignatureIsJudgedAsync(JsonElement credential, bool veramoVerifies)
    {
        var result = await Verifier().VerifyCredentialAsync(credential, new VerificationOptions { At = Then });
        return result[CheckCodes.Signature]?.Outcome == (veramoVerifies ? CheckOutcome.Passed : CheckOutcome.Failed);
    }

    /// <summary>did:key as it is, and did:ethr of accounts or keys as it is before anything was written to the registry.</summary>
    private sealed class Parties : IDidResolver
    {
        private readonly DidResolver _resolver = new([new KeyDidMethod(), new PkhDidMethod()]);

        public async ValueTask<DidResolutionResult> ResolveAsync(string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (!did.StartsWith("did:ethr:", StringComparison.Ordinal))
            {
                return await _resolver.ResolveAsync(did, options, cancellationToken);
            }

            var id = did[(did.LastIndexOf(':') + 1)..];
            var both = VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication;
            var builder = new DidDocumentBuilder(Did.Parse(did));
            if (id.Length == 68)
            {
                builder.AddKey("#controllerKey", PublicKey.Import(KeyType.Secp256k1, Hex.DecodePrefixed(id)), both);
            }
            else
            {
                builder.AddAccount("#controller", "EcdsaSecp256k1RecoveryMethod2020", BlockchainAccount.Parse($"eip155:{ChainOf(did)}:{Address.Parse(id)}"), both);
            }

            return DidResolutionResult.FromDocument(builder.Build());
        }

        private static int ChainOf(string did) =>
            did.Contains(":rinkeby:", StringComparison.Ordinal) ? 4 : did.Contains(":goerli:", StringComparison.Ordinal) ? 5 : 1;
    }
}
