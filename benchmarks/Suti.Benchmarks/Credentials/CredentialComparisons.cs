// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Benchmarks;

/// <summary>Credentials and presentations issued and verified, beside Veramo, did-jwt-vc and the bare signature.</summary>
internal sealed class CredentialComparisons : ComparisonSource
{
    private const string Group = "credentials";

    private readonly NodePeer _peer;
    private readonly Party _ed;
    private readonly Party _ec;
    private readonly Party _eth;
    private readonly CredentialVerifier _verifier;

    public CredentialComparisons()
    {
        _peer = Own(new NodePeer("credentials.mjs"));
        _ed = new Party(this, "ed", KeyType.Ed25519);
        _ec = new Party(this, "ec", KeyType.Secp256k1);
        _eth = new Party(this, "eth", KeyType.Secp256k1);
        _verifier = new CredentialVerifier(new DidResolver([new Documents([_ed, _ec, _eth])]));
    }

    public override IEnumerable<Comparison> Comparisons
    {
        get
        {
            var eddsa = Issue(CredentialFormats.Jwt, _ed);
            var es256k = Issue(CredentialFormats.Jwt, _ec);
            var eip712 = Issue(CredentialFormats.Eip712, _eth);
            var presented = Present(eddsa).ToString();
            yield return Of("credential.issue.eddsa.veramo", () => Issue(CredentialFormats.Jwt, _ed), "Veramo", "issue.eddsa");
            yield return Of("credential.issue.es256k.veramo", () => Issue(CredentialFormats.Jwt, _ec), "Veramo", "issue.es256k");
            yield return Of("credential.issue.eip712.veramo", () => Issue(CredentialFormats.Eip712, _eth), "Veramo", "issue.eip712");
            yield return Of("credential.verify.eddsa.veramo", () => Verify(eddsa), "Veramo", "verify.eddsa");
            yield return Of("credential.verify.es256k.veramo", () => Verify(es256k), "Veramo", "verify.es256k");
            yield return Of("credential.verify.eip712.veramo", () => Verify(eip712), "Veramo", "verify.eip712");
            yield return Of("presentation.create3.eddsa.veramo", () => Present(eddsa), "Veramo", "present.eddsa");
            yield return Of("presentation.verify3.eddsa.veramo", () => VerifyPresentation(presented), "Veramo", "verify.presentation3");
            yield return Of("credential.issue.eddsa.did-jwt-vc", () => Issue(CredentialFormats.Jwt, _ed), "did-jwt-vc", "did-jwt-vc.issue.eddsa");
            yield return Of("credential.issue.es256k.did-jwt-vc", () => Issue(CredentialFormats.Jwt, _ec), "did-jwt-vc", "did-jwt-vc.issue.es256k");
            yield return Of("credential.verify.eddsa.did-jwt-vc", () => VerifyText(eddsa.Token!), "did-jwt-vc", "did-jwt-vc.verify.eddsa");
            yield return Of("credential.verify.es256k.did-jwt-vc", () => VerifyText(es256k.Token!), "did-jwt-vc", "did-jwt-vc.verify.es256k");
            foreach (var (name, token, key, algorithm) in new[] { ("eddsa", eddsa.Token!, _ed.Key, (SignatureAlgorithm)SignatureAlgorithm.Ed25519), ("es256k", es256k.Token!, _ec.Key, SignatureAlgorithm.EcdsaSecp256k1) })
            {
                yield return new Comparison(
                    Group, $"credential.verify.{name}.signature", Times(() => VerifyText(token)), "signature", new LocalOperation(Signature(token, key.PublicKey, algorithm)));
            }

            var many = Enumerable.Range(0, 100).Select(index => Issue(CredentialFormats.VcJwt, _ed, index).Token!).ToList();
            yield return new Comparison(
                Group, "credential.verify-batch100.single", Times(() => VerifyBatch(many)), "single", new LocalOperation(Times(() => many.ForEach(VerifyText))), OperationsPerCall: 100);
        }
    }

    private static Action<int> Times(Action operation) => count =>
    {
        for (; count > 0; count--)
        {
            operation();
        }
    };

    private static Action<int> Signature(string token, PublicKey key, SignatureAlgorithm algorithm)
    {
        var input = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        var signature = Encodings.Base64Url.Decode(token.AsSpan(token.LastIndexOf('.') + 1));
        return Times(() => Require(algorithm.Verify(key, input, signature)));
    }

    private static void Require(bool verified)
    {
        if (!verified)
        {
            throw new InvalidOperationException("It does not verify.");
        }
    }

    private static VerifiableCredential Issue(ICredentialFormat format, Party party, int index = 1)
    {
        var model = format.Name == CredentialFormatNames.VcJwt ? CredentialDataModel.V2 : CredentialDataModel.V1;
        var credential = new CredentialBuilder(model)
            .WithId($"https://issuer.example/credentials/{index}").AddType("Person").WithIssuer(new JsonObject { ["id"] = party.Did })
            .ValidFrom(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .AddSubject(party.Did, new JsonObject
            {
                // Flat, because the types that Veramo generates for EIP-712 lack those of objects inside objects.
                ["name"] = "Alice",
                ["email"] = "alice@example.com",
                ["address"] = "Jirón 1, Lima",
            })
            .Build();
        return format.IssueAsync(credential, party.Signer, IssueOptions.Standard, default).AsTask().GetAwaiter().GetResult();
    }

    private Comparison Of(string name, Action ours, string reference, string theirs) => new(Group, name, Times(ours), reference, _peer.Operation(theirs));

    private VerifiablePresentation Present(VerifiableCredential credential)
    {
        var presentation = new PresentationBuilder(CredentialDataModel.V1).WithHolder(_ed.Did)
            .AddCredential(credential).AddCredential(credential).AddCredential(credential).Build();
        return CredentialFormats.Jwt.PresentAsync(presentation, _ed.Signer, new PresentOptions { Challenge = "c", Domain = "d" }, default).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>As Veramo is given it: the object around the token, held against the token.</summary>
    private void Verify(VerifiableCredential credential) =>
        Require(_verifier.VerifyCredentialAsync(credential.Json).AsTask().GetAwaiter().GetResult().Verified);

    private void VerifyText(string token) => Require(_verifier.VerifyCredentialAsync(token).AsTask().GetAwaiter().GetResult().Verified);

    private void VerifyPresentation(string token) =>
        Require(_verifier.VerifyPresentationAsync(token, new VerificationOptions { Challenge = "c", Domain = "d" }).AsTask().GetAwaiter().GetResult().Verified);

    private void VerifyBatch(List<string> tokens)
    {
        foreach (var result in _verifier.VerifyCredentialsAsync(tokens).AsTask().GetAwaiter().GetResult())
        {
            Require(result.Verified);
        }
    }

    private sealed class Party
    {
        public Party(CredentialComparisons owner, string name, KeyType type)
        {
            Did = $"did:example:{name}";
            Key = owner.Own(PrivateKey.Generate(type));
            Signer = new CredentialSigner(Key, Did + "#key-1");
            Document = new DidDocumentBuilder(Dids.Did.Parse(Did))
                .AddKey("#key-1", Key.PublicKey, VerificationRelationship.AssertionMethod | VerificationRelationship.Authentication).Build();
        }

        public string Did { get; }

        public PrivateKey Key { get; }

        public CredentialSigner Signer { get; }

        public DidDocument Document { get; }
    }

    private sealed class Documents(IReadOnlyList<Party> parties) : IDidMethod
    {
        public string Name => "example";

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) =>
            ValueTask.FromResult(DidResolutionResult.FromDocument(parties.First(party => party.Did == did.ToString()).Document));
    }
}
