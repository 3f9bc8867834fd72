// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Credentials.Tests;

/// <summary>Resolves did:key, and the documents of test parties.</summary>
internal sealed class TestResolver(params IEnumerable<TestParty> parties) : IDidResolver
{
    private readonly DidResolver _keys = new([new KeyDidMethod(), new JwkDidMethod(), new PkhDidMethod()]);
    private readonly Dictionary<string, DidDocument> _documents =
        parties.Where(party => party.Document is not null).ToDictionary(party => party.Did, party => party.Document!, StringComparer.Ordinal);

    public int Resolutions { get; private set; }

    public ValueTask<DidResolutionResult> ResolveAsync(string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        Resolutions++;
        return _documents.TryGetValue(did, out var document)
            ? ValueTask.FromResult(DidResolutionResult.FromDocument(document))
            : _keys.ResolveAsync(did, options, cancellationToken);
    }
}
