// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

public sealed class MnemonicsConformanceTests
{
    private const string Passphrase = "TREZOR";

    private static readonly Dictionary<string, string> LocaleOfLanguage = new(StringComparer.Ordinal)
    {
        ["chinese_simplified"] = "zh_cn",
        ["chinese_traditional"] = "zh_tw",
        ["czech"] = "cz",
        ["english"] = "en",
        ["french"] = "fr",
        ["italian"] = "it",
        ["japanese"] = "ja",
        ["korean"] = "ko",
        ["spanish"] = "es",
    };

    /// <summary>
    /// Every row: mnemonic to seed to root key. Rows of the nine languages whose word list lies with the vectors also entropy to
    /// mnemonic and back; Portuguese, Russian and Turkish (72 rows) have none there.
    /// </summary>
    [Fact]
    public void Bip39_EveryRow_Holds()
    {
        var suite = new ConformanceSuite("bip39");
        var lists = ReadWordlists();
        using var vectors = TestVectors.ReadJson("bip39/vectors.json");
        foreach (var language in vectors.RootElement.EnumerateObject())
        {
            var list = LocaleOfLanguage.TryGetValue(language.Name, out var locale) ? lists[locale] : null;
            foreach (var (number, row) in language.Value.EnumerateArray().Index())
            {
                suite.Case($"{language.Name} {number}", () =>
                {
                    var mnemonic = row[1].GetString()!;
                    var seed = Bip39.DeriveSeed(mnemonic, Passphrase);
                    Assert.Equal(row[2].GetString(), Hex.Encode(seed));
                    using var root = Bip32Key.FromSeed(seed);
                    Assert.Equal(row[3].GetString(), root.ExportPrivate());
                    if (list is not null)
                    {
                        AssertEntropy(row[0].GetString()!, mnemonic, list);
                    }
                });
            }
        }

        suite.Complete(288);
    }

    [Fact]
    public void Slip39_EveryRow_CombinesOrIsRefused()
    {
        var suite = new ConformanceSuite("slip39");
        using var vectors = TestVectors.ReadJson("slip39/vectors.json");
        foreach (var row in vectors.RootElement.EnumerateArray())
        {
            var mnemonics = row[1].EnumerateArray().Select(mnemonic => mnemonic.GetString()!).ToArray();
            var expected = row[2].GetString()!;
            suite.Case(row[0].GetString()!, () =>
            {
                Assert.Equal(expected.Length > 0, Slip39.TryCombine(mnemonics, Passphrase, out var secret));
                if (secret is not null)
                {
                    Assert.Equal(expected, Hex.Encode(secret));
                    using var root = Bip32Key.FromSeed(secret);
                    Assert.Equal(row[3].GetString(), root.ExportPrivate());
                }
            });
        }

        suite.Complete(45);
    }

    /// <summary>As above; the 40 Portuguese rows are not read back into entropy, for want of their word list.</summary>
    [Fact]
    public void EthersMnemonics_EveryRow_Holds()
    {
        var suite = new ConformanceSuite("ethers/mnemonics");
        var lists = ReadWordlists();
        using var vectors = TestVectors.ReadJson("ethers/mnemonics.json");
        foreach (var row in vectors.RootElement.EnumerateArray())
        {
            suite.Case(row.GetProperty("name").GetString()!, () =>
            {
                var phrase = Bytes(row, "phrase");
                var mnemonic = Encoding.UTF8.GetString(phrase);
                var seed = Bip39.DeriveSeed(mnemonic, Encoding.UTF8.GetString(Bytes(row, "password")));
                Assert.Equal(Bytes(row, "phraseHash"), HashFunction.Sha256.Hash(phrase));
                Assert.Equal(Bytes(row, "seed"), seed);
                if (lists.TryGetValue(row.GetProperty("locale").GetString()!, out var list))
                {
                    AssertEntropy(Hex.Encode(Bytes(row, "entropy")), mnemonic, list);
                }

                using var root = Bip32Key.FromSeed(seed);
                foreach (var node in row.GetProperty("nodes").EnumerateArray())
                {
                    AssertNode(node, root);
                }
            });
        }

        suite.Complete(400);
    }

    private static void AssertNode(JsonElement node, Bip32Key root)
    {
        var path = HdPath.Parse(node.GetProperty("path").GetString());
        using var key = root.Derive(path);
        using var exportable = key.ToPrivateKey(KeyExportPolicy.AllowExport);
        Assert.Equal(node.GetProperty("xpriv").GetString(), key.ExportPrivate());
        Assert.Equal(node.GetProperty("xpub").GetString(), key.ExportPublic());
        Assert.Equal(Bytes(node, "privateKey"), exportable.Export(PrivateKeyFormat.Raw));
        Assert.Equal(Bytes(node, "publicKey"), key.PublicKey.Raw.ToArray());
        Assert.Equal(Bytes(node, "chainCode"), key.ChainCode.ToArray());
        Assert.Equal(node.GetProperty("depth").GetInt32(), key.Depth);
        Assert.Equal(node.GetProperty("index").GetUInt32(), key.ChildNumber);
        Assert.Equal(Hex.Encode(Bytes(node, "fingerprint")), key.Fingerprint.ToString("x8", CultureInfo.InvariantCulture));
        Assert.Equal(Hex.Encode(Bytes(node, "parentFingerprint")), key.ParentFingerprint.ToString("x8", CultureInfo.InvariantCulture));
        using var parsed = Bip32Key.Parse(node.GetProperty("xpriv").GetString());
        Assert.Equal(key.ExportPrivate(), parsed.ExportPrivate());

        // The last step from the public half of the parent, where it is not hardened.
        if (path.Indexes is [.. var above, < HdPath.HardenedOffset and var last])
        {
            var parentPath = above.ToArray().Aggregate(HdPath.Root, (shorter, index) => shorter.Append(index));
            using var parent = root.Derive(parentPath);
            Assert.Equal(key.ExportPublic(), Bip32Key.Parse(parent.ExportPublic()).Derive(last).ExportPublic());
        }
    }

    private static void AssertEntropy(string entropy, string mnemonic, Bip39Wordlist list)
    {
        Assert.Equal(entropy, Hex.Encode(Bip39.GetEntropy(mnemonic, list)));
        Assert.Equal(MnemonicError.None, Bip39.Validate(mnemonic, list));

        // The same words, up to the normalization that the vectors chose to write them in.
        var written = Bip39.FromEntropy(Hex.Decode(entropy), list);
        Assert.Equal(Bip39.DeriveSeed(mnemonic), Bip39.DeriveSeed(written));
    }

    private static Dictionary<string, Bip39Wordlist> ReadWordlists()
    {
        using var document = TestVectors.ReadJson("ethers/wordlists.json");
        return document.RootElement.EnumerateArray().ToDictionary(
            list => list.GetProperty("locale").GetString()!,
            list => new Bip39Wordlist(
                list.GetProperty("content").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                list.GetProperty("locale").GetString() == "ja" ? "\u3000" : " "),
            StringComparer.Ordinal);
    }

    private static byte[] Bytes(JsonElement element, string name) => Hex.DecodePrefixed(element.GetProperty(name).GetString());
}
