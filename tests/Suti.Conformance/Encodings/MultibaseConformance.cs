// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The multibase registry's 81 rows; the case-insensitive ones are decoded only.</summary>
public sealed class MultibaseConformance
{
    private static readonly Dictionary<string, MultibaseEncoding> ByName =
        Enum.GetValues<MultibaseEncoding>().ToDictionary(Multibase.GetName, StringComparer.Ordinal);

    [Fact]
    public void Multibase_EveryRow_EncodesAndDecodes()
    {
        var suite = new ConformanceSuite("multibase");
        foreach (var file in (string[])["basic", "case_insensitivity", "leading_zero", "two_leading_zeros"])
        {
            var rows = File.ReadAllLines(TestVectors.PathOf($"multibase/tests/{file}.csv")).Select(Split).ToArray();
            var content = Encoding.UTF8.GetBytes(rows[0].Text.Replace("\\x00", "\0", StringComparison.Ordinal));
            foreach (var (name, text) in rows[1..])
            {
                suite.Case($"{file} {name}", () =>
                {
                    Assert.Equal(content, Multibase.Decode(text, out var encoding));
                    Assert.Equal(ByName[name], encoding);
                    if (file != "case_insensitivity")
                    {
                        Assert.Equal(text, Multibase.Encode(encoding, content));
                    }
                });
            }
        }

        suite.Complete(81);
    }

    private static (string Name, string Text) Split(string line)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        return (line[..comma], line[(comma + 1)..].Trim().Trim('"'));
    }
}
