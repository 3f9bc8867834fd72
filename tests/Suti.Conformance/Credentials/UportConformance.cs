// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Identifiers and encryption of uPort.</summary>
public sealed class UportConformance
{
    [Fact]
    public void Mnid_Vectors()
    {
        var suite = new ConformanceSuite("uport/mnid");
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(TestVectors.PathOf("uport/mnid.json")));
        var root = vectors.RootElement;
        foreach (var entry in root.GetProperty("encodeDecode").EnumerateArray())
        {
            var text = entry.GetProperty("mnid").GetString()!;
            var network = entry.GetProperty("network").GetString()!;
            var address = Address.Parse(entry.GetProperty("address").GetString());
            var bytes = Hex.Decode(network.Length % 2 == 0 ? network[2..] : "0" + network[2..]);
            suite.Case(entry.GetProperty("name").GetString()!, () =>
                new Mnid(bytes, address).ToString() == text
                && Mnid.TryParse(text, out var read) && read.Address == address && read.Network == network && read.ToString() == text);
        }

        foreach (var entry in root.GetProperty("decodeErrors").EnumerateArray())
        {
            suite.Case("checksum", () => !Mnid.TryParse(entry.GetProperty("mnid").GetString(), out _));
        }

        var shapes = root.GetProperty("looksLikeMnid");
        foreach (var (name, expected) in (ReadOnlySpan<(string, bool)>)[("true", true), ("false", false)])
        {
            foreach (var text in shapes.GetProperty(name).EnumerateArray())
            {
                suite.Case($"looks {name}", () => Mnid.LooksLikeOne(text.GetString()) == expected);
            }
        }

        suite.Complete(16);
    }

    [Fact]
    public void Encryption_Vectors()
    {
        var suite = new ConformanceSuite("uport/encryption");
        var root = JsonNode.Parse(File.ReadAllText(TestVectors.PathOf("uport/encryption.json")))!.AsObject();
        var message = (string)root["message"]!;
        using var key = Key((string)root["recipient"]!["secretKeyBase64"]!);
        suite.Case("decrypt", () => UportEncryption.TryDecrypt(root["encrypted"]!.ToJsonString(), key, out var text) && text == message);
        suite.Case("round trip", () => UportEncryption.TryDecrypt(UportEncryption.Encrypt(message, key.PublicKey), key, out var text) && text == message);
        foreach (var failure in root["failures"]!.AsArray())
        {
            var changed = root.DeepClone().AsObject();
            if ((string?)failure!["remove"] is { } name)
            {
                changed["encrypted"]!.AsObject().Remove(name);
                suite.Case($"without {name}", () => !UportEncryption.TryDecrypt(changed["encrypted"]!.ToJsonString(), key, out _));
                continue;
            }

            var change = failure["change"]!.AsObject().Single();
            if (change.Key == "secretKey")
            {
                suite.Skip("no key was configured: here there is no such call without a key");
            }
            else if (change.Key == "encrypted.version")
            {
                changed["encrypted"]!["version"] = (string)change.Value!;
                suite.Case("another version", () => !UportEncryption.TryDecrypt(changed["encrypted"]!.ToJsonString(), key, out _));
            }
            else
            {
                using var other = Key((string)change.Value!);
                suite.Case("another key", () => !UportEncryption.TryDecrypt(root["encrypted"]!.ToJsonString(), other, out _));
            }
        }

        foreach (var padding in root["padding"]!.AsArray())
        {
            suite.Case("padding", () => UportEncryption.Pad((string)padding!["text"]!).Length == (int)padding["paddedLength"]!);
        }

        suite.Complete(12);
    }

    private static PrivateKey Key(string base64) => PrivateKey.Import(KeyType.X25519, Convert.FromBase64String(base64));
}
