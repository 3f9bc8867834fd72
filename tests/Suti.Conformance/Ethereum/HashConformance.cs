// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Hashes of packed values, and of names.</summary>
public sealed class HashConformance
{
    [Fact]
    public void SolidityHashes_PackedValues_HashAsThere()
    {
        var suite = new ConformanceSuite("ethers/solidity-hashes");
        using var vectors = EthersVectors.Read("solidity-hashes.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var types = string.Join(',', vector.GetProperty("types").EnumerateArray().Select(type => type.GetString()));
                var tuple = AbiType.Parse($"({types})");
                var packed = AbiCodec.EncodePacked(tuple, [.. AbiConformance.ToValue(tuple, vector.GetProperty("values")).Items]);
                Assert.Equal(vector.Text("keccak256"), Hex.EncodePrefixed(HashFunction.Keccak256.Hash(packed)));
                Assert.Equal(vector.Text("sha256"), Hex.EncodePrefixed(HashFunction.Sha256.Hash(packed)));

                // Contracts get a hash of 20 bytes in a word, at its start.
                Assert.Equal(vector.Text("ripemd160"), Hex.EncodePrefixed(HashFunction.Ripemd160.Hash(packed)) + new string('0', 24));
            });
        }

        suite.Complete(2016);
    }

    [Fact]
    public void Namehash_Names_HashAsThere()
    {
        // The names were tried when the data of ENS were of Unicode 15.1. Those data are in this program, so that each name is judged by
        // the rules of its day; and then by those of today, which must differ where characters came and went, and nowhere else.
        using var table = typeof(HashConformance).Assembly.GetManifestResourceStream("ens-15.1")!;
        var then = new EnsNormalizer(EnsTables.Read(table));
        var changed = 0;
        var suite = new ConformanceSuite("ethers/namehash");
        using var vectors = EthersVectors.Read("namehash.json.gz");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var name = vector.Text("ensName");
            suite.Case(vector.Text("name"), () =>
            {
                // The empty name is the root, which has a hash; ethers calls it an error to look it up.
                string? normalized = "";
                var allowed = name.Length == 0 || then.TryNormalize(name, beautify: false, out normalized, out _);
                Assert.Equal(name.Length == 0 || !vector.TryGetProperty("error", out _), allowed);
                if (allowed)
                {
                    Assert.Equal(vector.Text("namehash"), Hex.EncodePrefixed(EnsName.HashNormalized(normalized)));
                }

                if (EnsName.TryNormalize(name, out var today, out _) != allowed)
                {
                    changed++;
                }
                else
                {
                    Assert.Equal(normalized, today);
                }
            });
        }

        suite.Complete(37490);
        Assert.Equal(92, changed);
    }
}
