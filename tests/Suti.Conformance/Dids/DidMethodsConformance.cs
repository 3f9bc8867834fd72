// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The published examples of did:key and did:peer.</summary>
public sealed class DidMethodsConformance
{
    /// <summary>A key in G1 and one in G2 in one DID, with a multicodec of its own.</summary>
    private const string BlsPair =
        "did:key:z5TcCmGLu7HrkT5FTnejDTKcH11LPMQLXMPHTRyzY4KdRvqpPLprH7s1ddWFD38cAkZoiDtofUmJVZyEweUTfwjG5H3znk3ir4tzmu" +
        "DBUSNbNQ7U6jJqj5bkQLKRaQB1bpFJKGLEq3EBwsfPutL5D7p78kFeLNHznqbf5oGpik7ScaDbGLaTLh1Jtadi6VmPNNd44Cojk";

    private static readonly DidResolver Resolver = new([new KeyDidMethod(), new JwkDidMethod(), new PeerDidMethod()]);

    [Fact]
    public async Task DidKey_EveryVector_HasTheSameKeys()
    {
        var suite = new ConformanceSuite("did-key");
        foreach (var file in new[] { "ed25519-x25519", "secp256k1", "nist-curves", "bls12381", "rsa" })
        {
            foreach (var (did, vector) in JsonNode.Parse(TestVectors.ReadBytes($"did-key/{file}.json"))!.AsObject())
            {
                if (did == BlsPair)
                {
                    Assert.Equal(DidErrorCodes.UnsupportedPublicKeyType, (await Resolver.ResolveAsync(did)).Error?.Code);
                    suite.Skip("pairs of BLS12-381 keys in G1 and G2 are no longer in the specification");
                    continue;
                }

                if (vector!["didDocument"] is { } document)
                {
                    await suite.CaseAsync(did, async () => CheckSeed(did, vector) && await HasSameKeys(did, document));
                }
                else
                {
                    await suite.CaseAsync(did, async () => (await Resolver.ResolveAsync(did)).IsSuccess);
                }
            }
        }

        foreach (var (did, document) in JsonNode.Parse(TestVectors.ReadBytes("did-key/x25519.json"))!["didDocument"]!.AsObject())
        {
            await suite.CaseAsync(did, () => HasSameKeys(did, document!));
        }

        var current = JsonNode.Parse(TestVectors.ReadBytes("did-key/spec-2025-examples.json"))!;
        foreach (var example in current["documents"]!.AsArray())
        {
            var expected = example!["didDocument"]!;
            await suite.CaseAsync((string)example["title"]!, async () =>
                JsonNode.DeepEquals(JsonNode.Parse((await Resolver.ResolveAsync((string)expected["id"]!)).GetDocument().ToJson()), expected));
        }

        foreach (var did in current["dids"]!.AsObject().SelectMany(group => group.Value!.AsArray()))
        {
            await suite.CaseAsync($"2025 {did}", async () => (await Resolver.ResolveAsync((string)did!)).GetDocument().VerificationMethods.Count == 1);
        }

        suite.Complete(39);
    }

    [Fact]
    public async Task DidPeer_EveryExample_IsMadeAndResolved()
    {
        var suite = new ConformanceSuite("did-peer");
        var examples = JsonNode.Parse(TestVectors.ReadBytes("did-peer/examples.json"))!;
        await suite.CaseAsync("numalgo 0", async () =>
        {
            var key = (await Resolver.ResolveAsync((string)examples["numalgo0"]!["didKey"]!)).GetDocument().VerificationMethods[0].PublicKey!;
            var did = PeerDidMethod.CreateFromKey(key);
            return did.ToString() == (string)examples["numalgo0"]!["did"]! && (await Resolver.ResolveAsync(did.ToString())).IsSuccess;
        });
        await suite.CaseAsync("numalgo 1", async () =>
            (await Resolver.ResolveAsync((string)examples["numalgo1"]!["did"]!)).Error?.Code == DidErrorCodes.NotFound);
        await suite.CaseAsync("numalgo 2", () => CheckNumalgo2(examples["numalgo2"]!));
        foreach (var example in examples["numalgo3"]!.AsArray())
        {
            suite.Case($"numalgo 3 {example!["did"]}", () => PeerDidMethod.GetShortForm(Did.Parse((string)example!["longFormDid2"]!))!.ToString() == (string)example["did"]!);
        }

        await suite.CaseAsync("numalgo 4", () => CheckNumalgo4(examples["numalgo4"]!));
        foreach (var item in JsonNode.Parse(TestVectors.ReadBytes("did-peer/level-1.json"))!.AsArray())
        {
            await CheckLevel1(suite, item!);
        }

        suite.Complete(6 + 13);
    }

    private static async Task CheckLevel1(ConformanceSuite suite, JsonNode item)
    {
        var name = (string)item["file"]!;
        var dids = item["dids"]!.AsArray().Select(did => (string)did!).ToList();
        var results = new List<DidResolutionResult>();
        foreach (var did in dids)
        {
            results.Add(await Resolver.ResolveAsync(did));
        }

        switch ((string)item["expected"]!)
        {
            case "invalid":
                suite.Case(name, () => results.TrueForAll(result => result.Error is not null && result.Error.Code != DidErrorCodes.NotFound));
                break;
            case "valid":
                // Well-formed, and of a document that nobody has shown us.
                suite.Case(name, () => results.TrueForAll(result => result.Error?.Code == DidErrorCodes.NotFound));
                break;
            case var order:
                suite.Case(name, () => string.CompareOrdinal(dids[0], dids[1]) is var compared && (order == "equal"
                    ? compared == 0 && Did.Parse(dids[0]).Equals(Did.Parse(dids[1]))
                    : compared < 0 && !Did.Parse(dids[0]).Equals(Did.Parse(dids[1]))));
                break;
        }
    }

    private static async Task<bool> CheckNumalgo2(JsonNode example)
    {
        var document = (await Resolver.ResolveAsync((string)example["did"]!)).GetDocument();
        var keys = document.VerificationMethods.Select((method, index) => KeyValuePair.Create(
            index == 0 ? VerificationRelationship.Authentication : VerificationRelationship.KeyAgreement, method.PublicKey!));
        var service = DidService.Create("#s", "DIDCommMessaging", example["serviceInput"]!["serviceEndpoint"]!);
        var withService = PeerDidMethod.CreateFromKeys(keys, [service]);
        return SameJson(document, example["didDocument"]!)
            && ((string)example["did"]!).StartsWith(PeerDidMethod.CreateFromKeys(keys).ToString(), StringComparison.Ordinal)
            && (await Resolver.ResolveAsync(withService.ToString())).GetDocument().Services[0].Endpoints[0].Uri == (string)example["serviceInput"]!["serviceEndpoint"]!["uri"]!;
    }

    private static async Task<bool> CheckNumalgo4(JsonNode example)
    {
        var method = new PeerDidMethod();
        var resolver = new DidResolver([method], new() { Cache = null });
        var longForm = PeerDidMethod.CreateFromDocument(Encoding.UTF8.GetBytes((string)example["inputDocumentCompactJson"]!));
        var shortForm = PeerDidMethod.GetShortForm(longForm)!;
        var isUnknown = (await resolver.ResolveAsync(shortForm.ToString())).Error?.Code == DidErrorCodes.NotFound;
        return isUnknown
            && method.Remember(longForm)
            && longForm.ToString() == (string)example["longFormDid"]!
            && shortForm.ToString() == (string)example["shortFormDid"]!
            && SameJson((await resolver.ResolveAsync(longForm.ToString())).GetDocument(), example["longFormDocument"]!)
            && (example["shortFormDocument"] is not { } expected || SameJson((await resolver.ResolveAsync(shortForm.ToString())).GetDocument(), expected));
    }

    private static bool SameJson(DidDocument document, JsonNode expected) => JsonNode.DeepEquals(JsonNode.Parse(document.ToJson()), expected)
        ? true
        : throw new InvalidOperationException(document.ToJson());

    private static bool CheckSeed(string did, JsonNode vector)
    {
        var type = did[8..].StartsWith("z6Mk", StringComparison.Ordinal) ? KeyType.Ed25519
            : did[8..].StartsWith("zQ3s", StringComparison.Ordinal) ? KeyType.Secp256k1
            : (KeyType?)null;
        if ((string?)vector["seed"] is not { } seed || type is null)
        {
            return true;
        }

        using var key = PrivateKey.Import(type.Value, Hex.Decode(seed));
        return KeyDidMethod.Create(key.PublicKey).ToString() == did;
    }

    /// <summary>The document form is one of several; ids, keys and what they are for must be the same.</summary>
    private static async Task<bool> HasSameKeys(string did, JsonNode expectedJson)
    {
        var actual = (await Resolver.ResolveAsync(did)).GetDocument();
        var expected = DidDocument.Parse(Encoding.UTF8.GetBytes(expectedJson.ToJsonString()));
        foreach (var method in expected.VerificationMethods.Where(method => method.PublicKey is not null))
        {
            if (!actual.TryGetMethod(method.Id, out var found) || !method.PublicKey!.Equals(found.PublicKey))
            {
                throw new InvalidOperationException($"{method.Id} differs.");
            }
        }

        return actual.Id.Equals(expected.Id) && actual.VerificationMethods.Count > 0;
    }
}
