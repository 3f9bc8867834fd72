// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Finds credentials by what they claim.</summary>
internal static class ClaimQueries
{
    /// <summary>The credentials of the claims that a query finds, each once, in the order of the claims.</summary>
    public static async ValueTask<IReadOnlyList<CredentialRecord>> FindByClaimsAsync(
        this SpaceRecords records, RecordQuery claims, CancellationToken cancellationToken)
    {
        var found = await records.Of(ClaimRecord.Kind).FindAsync(claims, cancellationToken).ConfigureAwait(false);
        var kept = records.Of(CredentialRecord.Kind);
        var credentials = new List<CredentialRecord>();
        foreach (var key in found.Select(static claim => claim.CredentialKey).Distinct(StringComparer.Ordinal))
        {
            if (await kept.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } credential)
            {
                credentials.Add(credential.Value);
            }
        }

        return credentials;
    }
}
