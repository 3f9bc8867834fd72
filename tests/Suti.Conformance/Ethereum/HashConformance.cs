// SPDX-License-Identifier: Apache-2.0

using System.Text;
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
        const string Reason = "The name has characters beyond ASCII, whose normalization (ENSIP-15) is not implemented.";
        var suite = new ConformanceSuite("ethers/namehash");
        using var vectors = EthersVectors.Read("namehash.json.gz");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var name = vector.Text("ensName");
            if (!Ascii.IsValid(name))
            {
                suite.Skip(Reason);
                continue;
            }

            suite.Case(vector.Text("name"), () =>
            {
                var allowed = EnsName.TryNormalize(name, out var normalized, out _);

                // The empty name is the root, which has a hash; ethers calls it an error to look it up.
                Assert.Equal(name.Length == 0 || !vector.TryGetProperty("error", out _), allowed);
                if (allowed)
                {
                    Assert.Equal(vector.Text("namehash"), Hex.EncodePrefixed(EnsName.HashNormalized(normalized)));
                }
            });
        }

        suite.Complete(37490);
    }
}
