// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The identifiers that Veramo gives credentials: the CID of their text as a file of IPFS.</summary>
public sealed class CidConformance
{
    [Fact]
    public void VeramoCidHashes_OfTexts_AreEqual()
    {
        var suite = new ConformanceSuite("veramo/cid-hashes");
        using var vectors = TestVectors.ReadJson("veramo/cid-hashes.json");
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            var text = Encoding.UTF8.GetBytes(vector.GetProperty("hashedText").GetString()!);
            suite.Case(
                vector.GetProperty("name").GetString()!,
                () => Cid.OfFile(text).ToString() == vector.GetProperty("cid").GetString());
        }

        suite.Complete(2);
    }
}
