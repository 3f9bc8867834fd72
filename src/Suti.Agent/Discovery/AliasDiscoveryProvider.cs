// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Finds managed DIDs whose alias contains the query.</summary>
internal sealed class AliasDiscoveryProvider(DidDirectory directory) : IDiscoveryProvider
{
    private const int MaxMatches = 100;

    public string Name => "alias";

    public async ValueTask<IReadOnlyList<DiscoveryMatch>> DiscoverAsync(DiscoverDidRequest request, CancellationToken cancellationToken)
    {
        var found = await directory.Dids.FindAsync(
            new RecordQuery(DidRecord.Kind)
            {
                Filter = RecordFilter.Like(DidRecord.Kind["alias"], LikePatterns.Containing(request.Query)),
                Take = MaxMatches,
            },
            cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static did => DiscoveryMatches.Of(did.Did, "alias", did.Alias!))];
    }
}
