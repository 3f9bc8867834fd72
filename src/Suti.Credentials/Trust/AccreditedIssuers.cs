// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Accepts an issuer who was accredited for the type of the credential, by somebody who was accredited to do so, and so on up to a root. Each
/// accreditation is verified in full: signature, purpose, time, status, schema.
/// </summary>
public sealed class AccreditedIssuers : ITrustPolicy
{
    private readonly CredentialVerifier _verifier;
    private readonly IAccreditationSource _source;
    private readonly AccreditationOptions _options;
    private readonly FrozenSet<string> _roots;

    /// <summary>Makes a policy.</summary>
    /// <param name="verifier">Verifies the accreditations. Its own trust policy is not asked: the chain answers for them.</param>
    /// <param name="source">Finds accreditations.</param>
    /// <param name="options">Roots, types and limits.</param>
    /// <exception cref="ArgumentException">There is no root.</exception>
    public AccreditedIssuers(CredentialVerifier verifier, IAccreditationSource source, AccreditationOptions options)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Roots.Count == 0)
        {
            throw new ArgumentException("Without a root nobody is accredited.", nameof(options));
        }

        _verifier = verifier;
        _source = source;
        _options = options;
        _roots = options.Roots.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask<TrustObjection?> ObjectAsync(Credential credential, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (credential.Issuer is not { } issuer)
        {
            return TrustObjection.NotAccepted;
        }

        if (_roots.Contains(issuer))
        {
            return null;
        }

        // Every type must be accredited: a second type must not lend the first one's trust.
        var types = credential.Types.Where(type => type != DataModelRules.CredentialType && !_options.CommonTypes.Contains(type)).Distinct(StringComparer.Ordinal).ToList();
        if (types.Count == 0)
        {
            return new TrustObjection("no-type", "It has no type that an issuer could be accredited for.");
        }

        var search = new Search(this, now);
        foreach (var type in types)
        {
            if (await search.ObjectAsync(issuer, type, cancellationToken).ConfigureAwait(false) is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    /// <summary>Whether the subject of an accreditation is that holder, and it names that type.</summary>
    private bool Names(Credential accreditation, string holder, string type)
    {
        foreach (var subject in accreditation.Subjects)
        {
            if (subject.Text(accreditation.Model == CredentialDataModel.SdJwtVc ? "sub" : "id") != holder)
            {
                continue;
            }

            foreach (var named in subject.Member(_options.Claim).Each())
            {
                if (named.ValueKind == JsonValueKind.Object ? named.Member("types").HasText(type) : named.HasText(type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// The search for one credential, from the issuer upwards and level by level: the shortest chain is found first, nobody is visited twice,
    /// and what was verified for one type is not verified again for another.
    /// </summary>
    private sealed class Search(AccreditedIssuers policy, DateTimeOffset now)
    {
        private readonly Dictionary<string, VerificationResult> _verified = new(StringComparer.Ordinal);
        private readonly VerificationOptions _links = new() { At = now, SwitchedOff = [CheckCodes.Trust] };
        private TrustObjection? _worst;

        public async ValueTask<TrustObjection?> ObjectAsync(string issuer, string type, CancellationToken cancellationToken)
        {
            _worst = null;
            var visited = new HashSet<string>(StringComparer.Ordinal);
            IReadOnlyCollection<string> level = [issuer];
            for (var length = 0; level.Count > 0; length++)
            {
                if (length == policy._options.MaxLength)
                {
                    return new TrustObjection("too-long", "No chain of accreditations reaches a root within the limit.");
                }

                var accreditors = new List<string>();
                foreach (var holder in level)
                {
                    await CollectAsync(holder, type, isFirst: length == 0, accreditors, cancellationToken).ConfigureAwait(false);
                    if (accreditors.Exists(policy._roots.Contains))
                    {
                        return null;
                    }
                }

                level = [.. accreditors.Where(visited.Add)];
            }

            return _worst ?? new TrustObjection("not-accredited", "The issuer, or one who accredited it, has no accreditation for this type.");
        }

        /// <summary>Finds who accredited a holder.</summary>
        private async ValueTask CollectAsync(string holder, string type, bool isFirst, List<string> accreditors, CancellationToken cancellationToken)
        {
            IReadOnlyList<string> found;
            try
            {
                found = await policy._source.FindAsync(holder, type, cancellationToken).ConfigureAwait(false);
            }
            catch (SutiException exception)
            {
                _worst = new TrustObjection("not-found-out", $"The accreditations could not be looked up: {exception.Code}.");
                return;
            }

            var options = policy._options;
            if (found.Count > options.MaxAccreditations)
            {
                _worst = new TrustObjection("too-wide", "A holder has more accreditations than the limit; not all were looked at.");
            }

            foreach (var text in found.Take(options.MaxAccreditations))
            {
                if (await VerifyAsync(text, cancellationToken).ConfigureAwait(false) is not { } result)
                {
                    _worst = new TrustObjection("too-wide", "More accreditations would have to be verified than the limit.");
                    return;
                }

                if (result.Credential?.Credential is not { Issuer: { } accreditor } accreditation
                    || !accreditation.Types.Any((isFirst ? options.AttestTypes : options.AccreditTypes).Contains)
                    || !policy.Names(accreditation, holder, type))
                {
                    continue;
                }

                if (result.Verified)
                {
                    accreditors.Add(accreditor);
                }
                else
                {
                    var failure = result.FirstFailure;
                    _worst ??= new TrustObjection("accreditation-refused", $"An accreditation for it is refused: {failure?.Code} ({failure?.Reason}).");
                }
            }
        }

        private async ValueTask<VerificationResult?> VerifyAsync(string text, CancellationToken cancellationToken)
        {
            if (_verified.TryGetValue(text, out var known))
            {
                return known;
            }

            if (_verified.Count == policy._options.MaxVerifications)
            {
                return null;
            }

            var result = await policy._verifier.VerifyCredentialAsync(text, _links, cancellationToken).ConfigureAwait(false);
            _verified.Add(text, result);
            return result;
        }
    }
}
