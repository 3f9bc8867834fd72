// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Finds the subjects of kept credentials that claim a name or an address containing the query.</summary>
internal sealed class ClaimDiscoveryProvider(SpaceRecords records) : IDiscoveryProvider
{
    private const int MaxMatches = 100;

    private static readonly RecordFilter IsName = RecordFilter.In(
        ClaimRecord.Kind["type"], [.. new[] { "name", "givenName", "familyName", "email", "nickname" }.Select(RecordValue.Of)]);

    public string Name => "dataStore";

    public async ValueTask<IReadOnlyList<DiscoveryMatch>> DiscoverAsync(DiscoverDidRequest request, CancellationToken cancellationToken)
    {
        var claims = await records.Of(ClaimRecord.Kind).FindAsync(
            new RecordQuery(ClaimRecord.Kind)
            {
                Filter = RecordFilter.All(IsName, RecordFilter.Like(ClaimRecord.Kind["value"], LikePatterns.Containing(request.Query))),
                Take = MaxMatches,
            },
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. claims.Where(static claim => claim is { Subject: not null, Value: not null })
                .Select(static claim => DiscoveryMatches.Of(claim.Subject!, claim.Type, claim.Value!)),
        ];
    }
}
