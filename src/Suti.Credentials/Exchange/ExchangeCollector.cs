// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Gathers, for one descriptor after the other, what fits it, and otherwise why nothing does.</summary>
internal sealed class ExchangeCollector(ExchangeOptions options)
{
    /// <summary>What one evaluation may cost, over all credentials: some seconds at the most.</summary>
    private const int MaxSteps = 10_000_000;

    private readonly JsonPathBudget _budget = new(MaxSteps);
    private InputDescriptor _wanted = null!;

    public Dictionary<string, List<InputMatch>> Matches { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>How many were found for the descriptor at hand.</summary>
    public int Count => Matches[_wanted.Id].Count;

    public void Begin(InputDescriptor wanted)
    {
        _wanted = wanted;
        Matches[wanted.Id] = [];
        Reasons[wanted.Id] = ExchangeReasons.NoneFound;
    }

    public async ValueTask TryAsync(VerifiableCredential credential, FoundCredential? kept, CancellationToken cancellationToken)
    {
        // A credential that is bound to a key is its owner's: the verifier asks for the proof.
        var isKeyBound = credential.Credential.Json.Member("cnf").IsPresent();
        var match = _wanted.Match(new InputCandidate(credential, options.Holders, isKeyBound, isShown: false), _budget, out var reason);
        if (match is not null && _wanted.Statuses.Count > 0)
        {
            var standing = options.FindStanding is { } find ? await find(credential, cancellationToken).ConfigureAwait(false) : CredentialStanding.Unknown;
            reason = ExchangeReasons.Status;
            match = _wanted.Accepts(standing) ? match : null;
        }

        if (match is not null)
        {
            Matches[_wanted.Id].Add(match with { Kept = kept });
            Reasons.Remove(_wanted.Id);
        }
        else if (Reasons.TryGetValue(_wanted.Id, out var nearest) && ExchangeReasons.Rank(reason) > ExchangeReasons.Rank(nearest))
        {
            Reasons[_wanted.Id] = reason;
        }
    }
}
