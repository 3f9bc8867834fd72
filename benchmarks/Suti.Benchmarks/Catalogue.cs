// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>Every comparison there is.</summary>
internal sealed class Catalogue : IDisposable
{
    /// <summary>One source per group of comparisons; each owns the peers it needs.</summary>
    private readonly IReadOnlyList<ComparisonSource> _sources =
    [
        new Curve25519Comparisons(),
        new HashingComparisons(),
        new WeierstrassComparisons(),
        new AeadComparisons(),
        new EncodingComparisons(),
        new JwtComparisons(),
        new JweComparisons(),
        new SdJwtComparisons(),
        new AgentComparisons(),
        new DidComparisons(),
        new HttpComparisons(),
        new EthereumComparisons(),
        new EthrComparisons(),
        new CredentialComparisons(),
        new CredentialSearchComparisons(),
    ];

    public Catalogue() => Comparisons = [.. _sources.SelectMany(source => source.Comparisons)];

    public IReadOnlyList<Comparison> Comparisons { get; }

    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.Dispose();
        }
    }
}
