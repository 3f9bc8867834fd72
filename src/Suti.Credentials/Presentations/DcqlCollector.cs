// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Gathers, for one wanted credential after the other, what answers it, and otherwise why nothing does.</summary>
internal sealed class DcqlCollector
{
    private DcqlCredentialQuery _wanted = null!;
    private List<DcqlMatch> _found = [];

    public Dictionary<string, IReadOnlyList<DcqlMatch>> Matches { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>How many were found of what is wanted now.</summary>
    public int Count => _found.Count;

    /// <param name="wanted">What is wanted from here on.</param>
    /// <param name="reason">Why there is none if nothing comes.</param>
    public void Begin(DcqlCredentialQuery wanted, string reason)
    {
        _wanted = wanted;
        Matches[wanted.Id] = _found = [];
        Reasons[wanted.Id] = reason;
    }

    public ValueTask TryAsync(VerifiableCredential credential, FoundCredential kept)
    {
        Try(credential, kept);
        return ValueTask.CompletedTask;
    }

    public void Try(VerifiableCredential credential, FoundCredential? kept = null)
    {
        if (_wanted.Match(credential, out var objection) is { } match)
        {
            _found.Add(match with { Kept = kept });
            Reasons.Remove(_wanted.Id);
        }
        else if (_found.Count == 0 && Rank(objection) > Rank(Reasons[_wanted.Id]))
        {
            Reasons[_wanted.Id] = objection;
        }
    }

    /// <summary>The nearer a credential came, the more its objection tells.</summary>
    private static int Rank(string reason) => reason switch
    {
        "none-of-this-type" => 1,
        "claim-missing" => 2,
        "claim-value" => 3,
        _ => 0,
    };
}
