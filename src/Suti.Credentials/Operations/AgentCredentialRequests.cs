// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Requests for credentials over the store of an agent.</summary>
internal sealed class AgentCredentialRequests(ICredentialStore store, IEnumerable<ICredentialFormat> formats) : ICredentialRequests
{
    private const int StandardMatches = 100;
    private const int MaxMatches = 1000;

    private readonly IReadOnlyList<ICredentialFormat> _formats = [.. formats];

    public async Task<CredentialMatches> MatchDcqlAsync(MatchDcqlRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!DcqlQuery.TryParse(JsonValues.Utf8(request.Query), out var query, out var error))
        {
            throw error.ToException();
        }

        var answer = await query.EvaluateAsync(store, _formats, Count(request.MaxMatches), cancellationToken).ConfigureAwait(false);
        return new()
        {
            Satisfied = answer.IsSatisfied,
            Chosen = answer.Chosen,
            Credentials =
            [
                .. query.Credentials.Select(wanted => new WantedCredential
                {
                    Id = wanted.Id,
                    Matches = [.. answer.Matches[wanted.Id].Select(static match => Describe(match.Credential, match.Kept!, match.Pointers))],
                    Reason = answer.Reasons.GetValueOrDefault(wanted.Id),
                }),
            ],
        };
    }

    private static MatchedCredential Describe(VerifiableCredential credential, FoundCredential kept, IReadOnlyList<string> pointers) => new()
    {
        Hash = kept.Hash,
        Format = credential.Format,
        VerifiableCredential = kept.VerifiableCredential,
        Claims = pointers,
    };

    private static int Count(int? wanted) => wanted is null or (>= 1 and <= MaxMatches)
        ? wanted ?? StandardMatches
        : throw new SutiException(AgentErrorCodes.InvalidArgument, $"/maxMatches must be 1 to {MaxMatches}.");
}
