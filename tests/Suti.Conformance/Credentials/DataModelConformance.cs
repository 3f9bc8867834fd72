// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The inputs of the test suite of the Verifiable Credentials Data Model 2.0: issued or refused, then verified.</summary>
public sealed class DataModelConformance
{
    private const string Folder = "vc-data-model-2.0";

    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Ed25519);
    private readonly CredentialSigner _signer;
    private readonly CredentialVerifier _verifier;

    public DataModelConformance()
    {
        var did = KeyDidMethod.Create(_key.PublicKey).ToString();
        _signer = new CredentialSigner(_key, $"{did}#{did["did:key:".Length..]}");
        _verifier = new CredentialVerifier(new DidResolver([new KeyDidMethod()]));
    }

    [Fact]
    public async Task DataModel2_AllInputs()
    {
        var suite = new ConformanceSuite(Folder);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf($"{Folder}/cases.json")));
        foreach (var entry in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var file = entry.GetProperty("file").GetString()!;
            var expected = entry.GetProperty("expected").GetString()!;
            var isCredential = entry.GetProperty("kind").GetString() == "credential";

            // An issuer may add the missing context; this one refuses. Where the suite states no result, the document is one that the
            // data model allows: that holder and issuer differ is for the verification to find.
            await suite.CaseAsync(file, async () => await AnswerAsync(file, isCredential) == (expected is "accept" or "unspecified"));
        }

        suite.Complete(120);
    }

    private async Task<bool> AnswerAsync(string file, bool isCredential)
    {
        var json = JsonNode.Parse(await File.ReadAllBytesAsync(TestVectors.PathOf($"{Folder}/{file}"), TestContext.Current.CancellationToken))!.AsObject();
        return isCredential ? await IssueAsync(json, file) : await PresentAsync(json);
    }

    /// <summary>The suite has the issuer put its own identifier where none is, but for the input that tests for that.</summary>
    private async Task<bool> IssueAsync(JsonObject json, string file)
    {
        if (!json.ContainsKey("issuer") && !file.Contains("no-issuer", StringComparison.Ordinal))
        {
            json["issuer"] = _signer.Controller;
        }
        else if (json["issuer"] is JsonObject issuer && !issuer.ContainsKey("id"))
        {
            issuer["id"] = _signer.Controller;
        }

        foreach (var (name, days) in (ReadOnlySpan<(string, int)>)[("validFrom", -10), ("validUntil", 10)])
        {
            // The suite replaces these words with times of its run.
            if ((string?)json[name] is "FUTURE DATE" or "PAST DATE")
            {
                json[name] = DateTimeOffset.UnixEpoch.AddDays((string?)json[name] == "PAST DATE" ? 10_000 : 40_000 + days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        if (!Credential.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var credential, out _))
        {
            return false;
        }

        // Inputs with the identifier of another issuer are judged as documents; ours are signed and verified too.
        if (credential.Issuer != _signer.Controller)
        {
            return true;
        }

        var issued = await CredentialFormats.VcJwt.IssueAsync(credential, _signer, IssueOptions.Standard, TestContext.Current.CancellationToken);
        var options = new VerificationOptions { SwitchedOff = [CheckCodes.Status, CheckCodes.Schema, CheckCodes.Time] };
        return (await _verifier.VerifyCredentialAsync(issued, options)).Verified;
    }

    private static Task<bool> PresentAsync(JsonObject json)
    {
        // The credentials inside are examples without a proof, so that these are judged by the data model alone.
        return Task.FromResult(Presentation.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out _, out _));
    }
}
