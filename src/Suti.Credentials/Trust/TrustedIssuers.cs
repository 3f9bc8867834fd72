// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Suti.Credentials;

/// <summary>Accepts the issuers of a list, for all types or for one.</summary>
public sealed class TrustedIssuers : ITrustPolicy
{
    private readonly FrozenSet<string> _forAll;
    private readonly FrozenDictionary<string, FrozenSet<string>> _byType;

    /// <summary>Makes a policy.</summary>
    /// <param name="forAll">The issuers that are accepted for everything.</param>
    /// <param name="byType">The issuers that are accepted for a type of credential.</param>
    public TrustedIssuers(IEnumerable<string> forAll, IReadOnlyDictionary<string, IReadOnlyCollection<string>>? byType = null)
    {
        _forAll = forAll.ToFrozenSet(StringComparer.Ordinal);
        _byType = (byType ?? new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal))
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public ValueTask<TrustObjection?> ObjectAsync(Credential credential, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var issuer = credential.Issuer;
        var isAccepted = issuer is not null && (_forAll.Contains(issuer) || IsAcceptedForTypes(credential, issuer));
        return ValueTask.FromResult(isAccepted ? null : TrustObjection.NotAccepted);
    }

    /// <summary>Every type that the list speaks of must allow the issuer: a second type must not lend the first one's trust.</summary>
    private bool IsAcceptedForTypes(Credential credential, string issuer)
    {
        var listed = credential.Types.Where(type => type != DataModelRules.CredentialType).ToList();
        return listed.Count > 0 && listed.TrueForAll(type => _byType.TryGetValue(type, out var issuers) && issuers.Contains(issuer));
    }
}
