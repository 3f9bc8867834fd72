// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>RFC 9901: its examples, and the scenarios of the specification's own generator.</summary>
public sealed class SdJwtConformance
{
    private static readonly DateTimeOffset Clock = DateTimeOffset.FromUnixTimeSeconds(1_748_537_250);

    [Fact]
    public async Task SdJwt_ExamplesAndScenarios_EndAsExpected()
    {
        var suite = new ConformanceSuite("sd-jwt");
        var examples = Read("rfc9901-examples.json");
        foreach (var example in examples["examples"]!.AsArray())
        {
            suite.Case($"example {example!["section"]}", () => CheckExample(example, ReadPublicKey(examples["issuerPublicJwk"]!)));
        }

        foreach (var nested in Read("rfc9901-nested.json")["cases"]!.AsArray())
        {
            await suite.CaseAsync($"nested {nested!["section"]} {nested["variant"]}", () => CheckNested(nested));
        }

        var serializations = Read("rfc9901-json-serialization.json");
        foreach (var serialization in serializations["cases"]!.AsArray())
        {
            suite.Case($"json {serialization!["kind"]}", () => CheckJson(serialization, serializations));
        }

        suite.Case("disclosures", () => CheckDisclosures(Read("rfc9901-disclosures.json")));
        var scenarios = Read("specifications.json");
        foreach (var (name, scenario) in scenarios["specifications"]!.AsObject())
        {
            await suite.CaseAsync($"scenario {name}", () => CheckScenario(scenario!, scenarios["settings"]!));
        }

        suite.Complete(5 + 4 + 3 + 1 + 15);
    }

    private static JsonNode Read(string file) => JsonNode.Parse(TestVectors.ReadBytes("sd-jwt/" + file))!;

    private static PublicKey ReadPublicKey(JsonNode jwk) => Jwk.Parse(Encoding.UTF8.GetBytes(jwk.ToJsonString())).PublicKey!;

    private static PrivateKey ReadPrivateKey(JsonNode jwk) => Jwk.Parse(Encoding.UTF8.GetBytes(jwk.ToJsonString())).PrivateKey!;

    private static SdJwtPolicy Policy(JsonNode? keyBinding) => new()
    {
        Token = new JwtPolicy { Algorithms = [JwsAlgorithm.Es256], TimeProvider = new FixedClock(Clock) },
        KeyBinding = keyBinding is null ? null : new KeyBindingPolicy
        {
            Algorithms = [JwsAlgorithm.Es256],
            Audience = (string)keyBinding["aud"]!,
            Nonce = (string)keyBinding["nonce"]!,
        },
    };

    private static void CheckExample(JsonNode example, PublicKey issuer)
    {
        foreach (var disclosure in example["disclosures"]!.AsArray())
        {
            CheckDisclosure((string)disclosure!["disclosure"]!, (string)disclosure["sha256Digest"]!);
        }

        Assert.True(SdJwt.TryParse((string)example["issuedSdJwt"]!, out var issued, out var error), error?.ToString());
        Assert.True(issued.Verify(issuer, Policy(null), out _, out error), error?.ToString());
        Assert.Equal((string)example["issuedSdJwt"]!, issued.ToString());

        Assert.True(SdJwt.TryParse((string)example["presentation"]!, out var presented, out error), error?.ToString());
        Assert.True(presented.Verify(issuer, Policy(example["kbJwtPayload"]), out var verified, out error), error?.ToString());
        AssertSame(example["processedPayload"], verified.Payload);
        Assert.Equal(example["kbJwtPayload"] is not null, verified.IsKeyBound);
    }

    /// <summary>The payloads of section 6 are not signed, so that a key made here signs them.</summary>
    private static async Task<bool> CheckNested(JsonNode nested)
    {
        using var key = PrivateKey.Generate(KeyType.P256);
        var payload = Encoding.UTF8.GetBytes(nested["payload"]!.ToJsonString());
        var token = await Jws.SignAsync(payload, new JwsSigner(key));
        var disclosures = nested["disclosures"]!.AsArray().Select(entry => (string)entry!["disclosure"]!).ToList();
        Assert.True(SdJwt.TryParse($"{token}~{string.Join('~', disclosures)}~", out var sdJwt, out var error), error?.ToString());
        Assert.True(sdJwt.Verify(key.PublicKey, Policy(null), out var verified, out error), error?.ToString());
        AssertSame(nested["processedPayloadAllDisclosed"], verified.Payload);
        return true;
    }

    private static void CheckJson(JsonNode serialization, JsonNode file)
    {
        var utf8 = Encoding.UTF8.GetBytes(serialization["sdJwt"]!.ToJsonString());
        Assert.True(SdJwt.TryParseJson(utf8, out var sdJwt, out var error), error?.ToString());
        foreach (var signer in serialization["signers"]!.AsArray())
        {
            var key = file[(string)signer!] ?? serialization[(string)signer!];
            Assert.True(sdJwt.Verify(ReadPublicKey(key!), Policy(serialization["kbJwtPayload"]), out var verified, out error), error?.ToString());
            AssertSame(serialization["processedPayload"], verified.Payload);
        }
    }

    private static void CheckDisclosures(JsonNode file)
    {
        CheckDisclosure((string)file["objectProperty"]!["disclosure"]!, (string)file["objectProperty"]!["sha256Digest"]!);
        foreach (var other in file["objectProperty"]!["equivalentEncodings"]!.AsArray())
        {
            CheckDisclosure((string)other!["disclosure"]!, (string)other["sha256Digest"]!);
        }

        CheckDisclosure((string)file["arrayElement"]!["disclosure"]!, (string)file["arrayElement"]!["sha256Digest"]!);
        foreach (var element in file["recursiveArrayElements"]!.AsArray())
        {
            CheckDisclosure((string)element!["disclosure"]!, (string)element["sha256Digest"]!);
        }
    }

    private static void CheckDisclosure(string text, string digest)
    {
        Assert.True(SdJwtDisclosure.TryParse(text, out var disclosure));
        Assert.Equal(digest, disclosure.GetDigest(HashFunction.Sha256));
    }

    /// <summary>Issues the claims of a scenario, discloses what its holder discloses, and verifies.</summary>
    private static async Task<bool> CheckScenario(JsonNode scenario, JsonNode settings)
    {
        var keys = settings["key_settings"]!;
        using var issuerKey = ReadPrivateKey(keys["issuer_keys"]![0]!);
        using var holderKey = ReadPrivateKey(keys["holder_key"]!);
        var marks = new List<string>();
        var claims = WithoutMarks(scenario["user_claims"]!, "", marks)!.AsObject();
        var issuer = new SdJwtIssuer(claims).Disclosable([.. marks]).Decoys("", 3);
        var isBound = (bool?)scenario["key_binding"] == true;
        if (isBound)
        {
            issuer.BoundTo(holderKey.PublicKey);
        }

        var issued = await issuer.SignAsync(new JwsSigner(issuerKey, header: new JoseHeaderParameters { Type = "example+sd-jwt" }));
        Assert.Equal(marks.Count, issued.Disclosures.Count);
        var everything = issued.ReadClaims();
        if (isBound)
        {
            everything.Remove("cnf");
        }

        AssertSame(claims, everything);

        var chosen = new List<string>();
        Choose(scenario["holder_disclosed_claims"]!, claims, "", chosen);
        var presented = issued.Disclose([.. chosen]);
        var binding = new JsonObject { ["aud"] = (string)settings["identifiers"]!["verifier"]!, ["nonce"] = "n-1" };
        if (isBound)
        {
            presented = await presented.BindAsync(holderKey, (string)binding["aud"]!, "n-1", Clock);
        }

        Assert.True(SdJwt.TryParse(presented.ToString(), out var received, out var error), error?.ToString());
        Assert.True(received.Verify(issuerKey.PublicKey, Policy(isBound ? binding : null), out var verified, out error), error?.ToString());
        foreach (var pointer in marks)
        {
            // What was marked and not chosen, nor led to a chosen claim, nor stood inside one, must not be there.
            var isChosen = chosen.Exists(other => IsPrefix(other, pointer) || IsPrefix(pointer, other));
            Assert.True(isChosen || !Contains(verified.Payload, pointer) || pointer.Any(char.IsAsciiDigit), pointer);
        }

        chosen.ForEach(pointer => Assert.True(Contains(verified.Payload, pointer) || pointer.Any(char.IsAsciiDigit), pointer));
        return true;
    }

    private static bool IsPrefix(string prefix, string pointer) => (pointer + "/").StartsWith(prefix + "/", StringComparison.Ordinal);

    private static bool Contains(JsonNode root, string pointer)
    {
        JsonNode? node = root;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            node = node is JsonObject item ? item[segment] : node is JsonArray array && array.Count > int.Parse(segment, null) ? array[int.Parse(segment, null)] : null;
        }

        return node is not null;
    }

    /// <summary>Takes the marks of selective disclosure out of the claims of a scenario and lists where they stood.</summary>
    private static JsonNode? WithoutMarks(JsonNode? node, string path, List<string> marks)
    {
        const string KeyMark = "$sd:";
        switch (node)
        {
            case JsonObject item when item.Count == 1 && item.ContainsKey("$sd"):
                marks.Add(path);
                return WithoutMarks(item["$sd"], path, marks);
            case JsonObject item:
                var result = new JsonObject();
                foreach (var (name, value) in item)
                {
                    var bare = name.StartsWith(KeyMark, StringComparison.Ordinal) ? name[KeyMark.Length..] : name;
                    var pointer = $"{path}/{bare.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                    if (bare != name)
                    {
                        marks.Add(pointer);
                    }

                    result[bare] = WithoutMarks(value, pointer, marks);
                }

                return result;
            case JsonArray array:
                return new JsonArray([.. array.Select((value, index) => WithoutMarks(value, $"{path}/{index}", marks))]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>What a scenario's holder discloses: true for a claim as it is, or the members below it.</summary>
    private static void Choose(JsonNode choice, JsonNode? claims, string path, List<string> chosen)
    {
        switch (choice)
        {
            case JsonObject item when claims is JsonObject members:
                foreach (var (name, value) in item.Where(entry => members.ContainsKey(entry.Key)))
                {
                    Choose(value!, members[name], $"{path}/{name}", chosen);
                }

                break;
            case JsonArray array when claims is JsonArray elements:
                for (var index = 0; index < Math.Min(array.Count, elements.Count); index++)
                {
                    Choose(array[index]!, elements[index], $"{path}/{index}", chosen);
                }

                break;
            case JsonValue value when value.TryGetValue<bool>(out var isDisclosed) && isDisclosed:
                chosen.Add(path);
                break;
            default:
                break;
        }
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual) => Assert.Equal(
        Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(expected!.ToJsonString()))),
        Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(actual!.ToJsonString()))));
}
