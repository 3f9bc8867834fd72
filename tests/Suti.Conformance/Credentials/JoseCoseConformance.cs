// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The test suite of Securing Verifiable Credentials using JOSE and COSE.</summary>
public sealed class JoseCoseConformance
{
    private const string Folder = "vc-jose-cose";

    /// <summary>A time at which none of the tokens has expired.</summary>
    private static readonly DateTimeOffset Then = new(2024, 12, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task JoseCose_AllCases()
    {
        var suite = new ConformanceSuite(Folder);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf($"{Folder}/cases.json")));
        foreach (var entry in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var id = entry.GetProperty("id").GetInt32();
            if (id == 5)
            {
                suite.Skip("expects a refusal of unknown members, which the specification says are ignored");
                continue;
            }

            var succeeds = entry.GetProperty("expectedResult").GetString() == "success";
            await suite.CaseAsync(
                $"{id} {entry.GetProperty("name").GetString()}",
                async () => (entry.GetProperty("function").GetString() == "issue" ? await IssueAsync(entry) : await VerifyAsync(entry)) == succeeds);
        }

        suite.Complete(35);
    }

    private static string Read(string file) => File.ReadAllText(TestVectors.PathOf($"{Folder}/{file}")).Trim();

    private static (string Id, string Controller, Jwk Key) Method(string file)
    {
        using var method = JsonDocument.Parse(Read(file));
        var root = method.RootElement;
        return (root.GetProperty("id").GetString()!, root.GetProperty("controller").GetString()!,
            Jwk.Parse(Encoding.UTF8.GetBytes(root.GetProperty("secretKeyJwk").GetRawText()), KeyExportPolicy.AllowExport));
    }

    private static ICredentialFormat FormatOf(string feature) =>
        feature.EndsWith("_jose", StringComparison.Ordinal) ? CredentialFormats.VcJwt
        : feature.EndsWith("_sdjwt", StringComparison.Ordinal) ? CredentialFormats.VcSdJwt
        : CredentialFormats.VcCose;

    /// <summary><c>credentialSubject.phones[0]</c> as a JSON pointer.</summary>
    private static string Pointer(string path) => "/" + path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');

    private static VerificationOptions Options(bool isIssued) => new()
    {
        At = isIssued ? null : Then,
        SwitchedOff = [CheckCodes.Schema, CheckCodes.Status, CheckCodes.Audience, CheckCodes.Holder, .. isIssued ? (string[])[CheckCodes.Time] : []],
    };

    private static async Task<bool> IssueAsync(JsonElement entry)
    {
        var feature = entry.GetProperty("feature").GetString()!;
        var method = Method(entry.GetProperty("keyFile").GetString()!);
        var signer = new CredentialSigner(method.Key.PrivateKey!, method.Id);
        var format = FormatOf(feature);
        string[] disclosable = entry.TryGetProperty("disclosurePaths", out var paths) && paths.ValueKind == JsonValueKind.Array
            ? [.. paths.EnumerateArray().Select(path => Pointer(path.GetString()!))]
            : [];
        var json = System.Text.Json.Nodes.JsonNode.Parse(Read(entry.GetProperty("inputFile").GetString()!))!.AsObject();
        var verifier = new CredentialVerifier(new DidResolver([]), new CredentialVerifierOptions { ControllerKeys = new Keys(method, isCredential: true) });
        if (feature.StartsWith("credential", StringComparison.Ordinal))
        {
            json["issuer"] = signer.Controller;
            var issued = await format.IssueAsync(Credential.Parse(json.ToJsonString()), signer, new IssueOptions { Disclosable = disclosable }, default);
            return (await VerifyOwnAsync(verifier, issued.ToString(), method, isCredential: true))[CheckCodes.Signature]!.Outcome == CheckOutcome.Passed;
        }

        json["holder"] = signer.Controller;
        var presented = await format.PresentAsync(Presentation.Parse(json.ToJsonString()), signer, new PresentOptions { Disclosable = disclosable }, default);
        return (await VerifyOwnAsync(verifier, presented.ToString(), method, isCredential: false))[CheckCodes.Signature]!.Outcome == CheckOutcome.Passed;
    }

    private static ValueTask<VerificationResult> VerifyOwnAsync(CredentialVerifier verifier, string text, (string Id, string Controller, Jwk Key) method, bool isCredential)
    {
        if (method.Controller.StartsWith("did:", StringComparison.Ordinal))
        {
            var document = new DidDocumentBuilder(Did.Parse(method.Controller))
                .AddKey(method.Id, method.Key.PublicKey!, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication).Build();
            verifier = new CredentialVerifier(new Documents(document));
        }

        return isCredential ? verifier.VerifyCredentialAsync(text, Options(isIssued: true)) : verifier.VerifyPresentationAsync(text, Options(isIssued: true));
    }

    private static async Task<bool> VerifyAsync(JsonElement entry)
    {
        var feature = entry.GetProperty("feature").GetString()!;
        var method = Method(entry.GetProperty("keyFile").GetString()!);
        // One presentation is held by a DID of which the suite gives the key alone.
        var holder = new DidDocumentBuilder(Did.Parse("did:example:ebfeb1f712ebc6f1c276e12ec21")).AddKey("#key", method.Key.PublicKey!, VerificationRelationship.Authentication).Build();
        var verifier = new CredentialVerifier(new Documents(holder), new CredentialVerifierOptions { ControllerKeys = new Keys(method, feature.StartsWith("credential", StringComparison.Ordinal)) });
        var text = Read(entry.GetProperty("inputFile").GetString()!);
        if (feature.StartsWith("credential", StringComparison.Ordinal))
        {
            return (await verifier.VerifyCredentialAsync(text, Options(isIssued: false))).Verified;
        }

        // Some credentials inside are of issuers whose keys the suite does not give, or shortened so that they are no tokens any more: those
        // must be refused for that reason and no other.
        var result = await verifier.VerifyPresentationAsync(text, Options(isIssued: false));
        return result.Checks.All(check => check.Outcome != CheckOutcome.Failed || check.Code.StartsWith("nested", StringComparison.Ordinal))
            && result.Nested.All(nested => nested.Verified || IsOfUnknownIssuer(nested));
    }

    private static bool IsOfUnknownIssuer(VerificationResult result) =>
        result[CheckCodes.Format]?.Reason == CredentialErrorCodes.Malformed
        || result[CheckCodes.Signature] is { Outcome: CheckOutcome.Failed, Reason: "controller-unknown" or DidErrorCodes.MethodNotSupported };

    private sealed class Keys((string Id, string Controller, Jwk Key) method, bool isCredential) : IControllerKeySource
    {
        public ValueTask<IReadOnlyList<ControllerKey>?> FindAsync(string controller, VerificationRelationship relationship, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<ControllerKey>?>(
                controller != method.Controller ? null
                : relationship == VerificationRelationship.Authentication || isCredential ? [new(method.Id, method.Key.PublicKey!)]
                : AllKeys());

        /// <summary>The credentials inside a presentation are signed by any of the keys of the suite.</summary>
        private static IReadOnlyList<ControllerKey> AllKeys() =>
            [.. new[] { "vm-p256", "vm-p384", "vm-p521", "vm-ed25519" }.Select(name => Method($"input/{name}.json")).Select(known => new ControllerKey(known.Id, known.Key.PublicKey!))];
    }

    private sealed class Documents(DidDocument document) : IDidResolver
    {
        public ValueTask<DidResolutionResult> ResolveAsync(string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(
                did == document.Id.ToString() ? DidResolutionResult.FromDocument(document) : DidResolutionResult.FromError(DidErrorCodes.MethodNotSupported, "Another DID."));
    }
}
