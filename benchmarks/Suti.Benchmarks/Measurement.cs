// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Benchmarks;

/// <summary>Operations per second of both sides.</summary>
internal sealed record Measurement(string Name, double Ours, string Reference, double Theirs)
{
    public double Ratio => Ours / Theirs;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"bench {Name}: {Ours:F0}/s {Reference} {Theirs:F0}/s ratio {Ratio:F2}");
}
