// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>What Veramo's tests expect of did:key, did:jwk and its utilities around DIDs.</summary>
public sealed class VeramoDidConformance
{
    [Fact]
    public async Task DidKey_EveryDocument_HasTheSameKeysForTheSamePurposes()
    {
        var suite = new ConformanceSuite("veramo/did-key");
        var vectors = JsonNode.Parse(TestVectors.ReadBytes("veramo/did-key.json"))!;
        foreach (var item in vectors["resolve"]!.AsArray())
        {
            var document = item!["didDocument"]!;
            var name = (string)item["name"]!;
            if (name is "Secp256k1 / should resolve with 2020 suite" or "P-256 / should resolve with 2019 suite")
            {
                suite.Skip("the type of the verification method is not one that is written here");
                continue;
            }

            var form = (string?)item["options"]?["publicKeyFormat"] switch
            {
                "Multikey" => VerificationMethodForm.Multikey,
                "Ed25519VerificationKey2020" or "X25519KeyAgreementKey2020" => VerificationMethodForm.Suite2020,
                "Ed25519VerificationKey2018" or "X25519KeyAgreementKey2019" or "EcdsaSecp256k1VerificationKey2019" => VerificationMethodForm.Suite2018,
                _ => VerificationMethodForm.JsonWebKey2020,
            };
            var resolver = new DidResolver([new KeyDidMethod(new() { Form = form })]);
            var result = await resolver.ResolveAsync((string)item["did"]!);
            var expected = DidDocument.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));

            // Veramo lists no keyAgreement for secp256k1 and P-256, which the vectors of did:key do.
            var agreesToo = name.StartsWith("Secp256k1", StringComparison.Ordinal) || name.StartsWith("P-256", StringComparison.Ordinal);
            suite.Case(name, () => agreesToo
                ? IsSame(expected, result.GetDocument(), without: VerificationRelationship.KeyAgreement)
                    && expected.GetMethods(VerificationRelationship.KeyAgreement).Count == 0
                    && result.GetDocument().GetMethods(VerificationRelationship.KeyAgreement).Count == 1
                : IsSame(expected, result.GetDocument()));
        }

        foreach (var item in vectors["create"]?.AsArray() ?? [])
        {
            suite.Case($"create {item!["keyType"]}", () => Create(item) == (string)item["did"]!);
        }

        suite.Complete(18);
    }

    [Fact]
    public async Task DidJwk_EveryVector_IsMadeOrResolved()
    {
        var suite = new ConformanceSuite("veramo/did-jwk");
        var vectors = JsonNode.Parse(TestVectors.ReadBytes("veramo/did-jwk.json"))!;
        var resolver = new DidResolver([new JwkDidMethod()]);
        foreach (var item in vectors["create"]!.AsArray())
        {
            // Veramo orders the members by name and adds alg and use; the specification leaves both to the creator.
            await suite.CaseAsync((string)item!["name"]!, async () =>
            {
                using var key = PrivateKey.Import(TypeOf((string)item["keyType"]!), Hex.Decode((string)item["privateKeyHex"]!));
                var document = (await resolver.ResolveAsync((string)item["did"]!)).GetDocument();
                using var jwk = Jwk.FromPublicKey(key.PublicKey, null, (string)item["jwk"]!["alg"]!, (string)item["jwk"]!["use"]!);
                var ours = (await resolver.ResolveAsync(JwkDidMethod.Create(jwk).ToString())).GetDocument();
                return document.VerificationMethods[0].PublicKey!.Equals(key.PublicKey)
                    && JsonNode.DeepEquals(JsonNode.Parse(jwk.ToPublicJson()), item["jwk"])
                    && IsSame(document, ours, ignoreIds: true);
            });
        }

        foreach (var item in vectors["resolve"]!.AsArray())
        {
            var did = (string)item!["did"]!;
            var result = await resolver.ResolveAsync(did);
            if (item["didDocument"] is not { } json)
            {
                suite.Case($"resolve {item["name"]}", () => result.Error is not null);
                continue;
            }

            var expected = DidDocument.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
            if (json["verificationMethod"]![0]!["publicKeyJwk"]!["use"] is null)
            {
                suite.Skip("Veramo derives use from the type of key; without use the specification lists every relationship");
                continue;
            }

            suite.Case($"resolve {item["name"]}", () => IsSame(expected, result.GetDocument()));
        }

        suite.Complete(16);
    }

    [Fact]
    public void DidUtils_EveryCase_GivesTheSame()
    {
        var suite = new ConformanceSuite("veramo/did-utils");
        var vectors = JsonNode.Parse(TestVectors.ReadBytes("veramo/did-utils.json"))!;
        foreach (var item in vectors["removeDidParameters"]!.AsArray())
        {
            var input = (string)item!["input"]!;
            if (input is "" or "https://example.com:123/456?param=value#fragment" or "not-a-url" or "did:" or "did:invalid")
            {
                Assert.False(DidUrl.TryParse(input, out _));
                suite.Skip("the input is not a DID URL, which is refused and not cut");
                continue;
            }

            suite.Case(input, () => DidUrl.Parse(input).Did.ToString() == (string)item["expected"]!);
        }

        foreach (var item in vectors["chainId"]!.AsArray())
        {
            var account = (string)item!["verificationMethod"]!["blockchainAccountId"]!;
            if (account == "eip155:1:did:ethr:0x1B54DaD834f2017ab66C1a1ffF74425889141e51")
            {
                Assert.False(BlockchainAccount.TryParse(account, out _));
                suite.Skip("the account holds a DID where CAIP-10 has an address");
                continue;
            }

            suite.Case(account, () => (BlockchainAccount.TryParse(account, out var parsed) && parsed.IsEthereum ? parsed.Reference : null) == item["chainId"]?.ToString());
        }

        foreach (var item in vectors["ethereumAddress"]!.AsArray())
        {
            suite.Case($"address {item!["address"]}", () => Address(item["verificationMethod"]!) == (string)item["address"]!);
        }

        foreach (var item in vectors["multibase"]!.AsArray())
        {
            var type = (string)item!["codec"]! == "ed25519-pub" ? KeyType.Ed25519 : KeyType.X25519;
            suite.Case($"multibase {item["codec"]}", () =>
                KeyDidMethod.Create(PublicKey.Import(type, Hex.Decode((string)item["publicKeyHex"]!))).MethodSpecificId == (string)item["multibase"]!);
        }

        foreach (var item in vectors["hexToBytes"]!.AsArray())
        {
            var text = (string)item!["hex"]!;
            if (text == "A0b")
            {
                Assert.False(Hex.TryDecode(text, out _));
                suite.Skip("an odd number of hexadecimal digits is refused and not padded");
                continue;
            }

            suite.Case($"hex {text}", () => (text.StartsWith("0x", StringComparison.Ordinal) ? Hex.DecodePrefixed(text) : Hex.Decode(text))
                .Select(value => (int)value).SequenceEqual(item["bytes"]!.AsArray().Select(value => (int)value!)));
        }

        foreach (var item in vectors["hexToBytesErrors"]!.AsArray())
        {
            suite.Case($"hex {item}", () => !Hex.TryDecode((string)item!, out _));
        }

        suite.Complete(41);
    }

    private static string Create(JsonNode item)
    {
        using var key = PrivateKey.Import(TypeOf((string)item["keyType"]!), Hex.Decode((string)item["privateKeyHex"]!));
        return KeyDidMethod.Create(key.PublicKey).ToString();
    }

    private static KeyType TypeOf(string name) => name == "Secp256r1" ? KeyType.P256 : Enum.Parse<KeyType>(name);

    private static string Address(JsonNode method)
    {
        var json = new JsonObject { ["id"] = "did:a:b", ["verificationMethod"] = new JsonArray(method.DeepClone()) };
        json["verificationMethod"]![0]!["id"] = "#k";
        var parsed = DidDocument.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).VerificationMethods[0];
        Assert.True(parsed.TryGetKey(out var key, out _));
        return (key.Account ?? BlockchainAccount.FromEthereumKey(key.PublicKey!)).Address.ToLowerInvariant();
    }

    private static bool IsSame(DidDocument expected, DidDocument actual, bool ignoreIds = false, VerificationRelationship without = VerificationRelationship.None)
    {
        foreach (var relationship in new[]
        {
            VerificationRelationship.Authentication, VerificationRelationship.AssertionMethod, VerificationRelationship.KeyAgreement,
            VerificationRelationship.CapabilityInvocation, VerificationRelationship.CapabilityDelegation,
        })
        {
            if (relationship == without)
            {
                continue;
            }

            var wanted = expected.GetMethods(relationship).Select(method => (ignoreIds ? "" : method.Id.ToString(), method.Type, method.PublicKey)).ToHashSet();
            var found = actual.GetMethods(relationship).Select(method => (ignoreIds ? "" : method.Id.ToString(), method.Type, method.PublicKey)).ToHashSet();
            if (!wanted.SetEquals(found))
            {
                throw new InvalidOperationException($"{relationship}: {string.Join(' ', wanted)} but {string.Join(' ', found)}");
            }
        }

        return true;
    }
}
