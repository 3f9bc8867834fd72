// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Messages of did-jwt (and so of Veramo): dir, ECDH-ES and ECDH-1PU of draft 3, with XChaCha20-Poly1305.</summary>
public sealed class VeramoJweConformance
{
    /// <summary>
    /// One algorithm per group, as the decrypters of did-jwt have it: a message of the second group that is sound under another
    /// algorithm is meant to fail.
    /// </summary>
    private static JweAlgorithm AlgorithmOf(string kind) =>
        kind == "dir" ? JweAlgorithm.Direct
        : kind.StartsWith("ecdhEs", StringComparison.Ordinal) ? JweAlgorithm.EcdhEsXc20PKW
        : JweAlgorithm.Ecdh1PuXc20PKW;

    [Fact]
    public async Task DidJwt_EveryMessage_EndsAsExpected()
    {
        var suite = new ConformanceSuite("veramo/did-jwt-jwe");
        var file = JsonNode.Parse(TestVectors.ReadBytes("veramo/did-jwt-jwe.json"))!.AsObject();
        foreach (var (kind, groups) in file.Where(member => member.Value is JsonObject item && item.ContainsKey("pass")))
        {
            foreach (var (expectation, messages) in groups!.AsObject())
            {
                var index = 0;
                foreach (var message in messages!.AsArray())
                {
                    await suite.CaseAsync($"{kind} {expectation} {index++}", () => Check(kind, message!, expectation));
                }
            }
        }

        suite.Complete(44);
    }

    private static async Task<bool> Check(string kind, JsonNode message, string expectation)
    {
        var utf8 = Encoding.UTF8.GetBytes(message["jwe"]!.ToJsonString());
        if (!Jwe.TryParseJson(utf8, out var jwe, out _, allowRepeatedMembers: true))
        {
            return expectation == "invalid";
        }

        foreach (var key in Keys(message, jwe))
        {
            var policy = new JwePolicy { Algorithms = [AlgorithmOf(kind)], Sender = SenderOf(message) };
            var result = await jwe.DecryptAsync(key, policy);
            if (expectation == "pass" ? !result.IsDecrypted || Encoding.UTF8.GetString(result.Plaintext) != (string)message["cleartext"]! : result.IsDecrypted)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<JweKey> Keys(JsonNode message, Jwe jwe)
    {
        // Messages that are meant to be malformed come without a key; any will do to see them refused.
        var texts = message["recipientkeys"] is JsonArray several ? several.Select(key => (string)key!)
            : message["key"] is { } single ? [(string)single!]
            : [Convert.ToBase64String(new byte[31]) [..40] + "AQE="];
        foreach (var bytes in texts.Select(Convert.FromBase64String))
        {
            yield return jwe.Recipients[0].Algorithm == "dir"
                ? JweKey.FromSecret(bytes)
                : JweKey.FromAgreement(PrivateKey.Import(KeyType.X25519, bytes));
        }
    }

    private static PublicKey? SenderOf(JsonNode message) =>
        message["senderkey"] is { } sender ? PublicKey.Import(KeyType.X25519, Convert.FromBase64String((string)sender!)) : null;
}
