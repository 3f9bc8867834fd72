// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Credentials;

/// <summary>Finds the keys of who is said to have signed.</summary>
internal sealed class KeyFinder(IDidResolver resolver, IControllerKeySource? controllers)
{
    /// <summary>A document may have a hundred keys, and a token need not say which: more than these are not tried.</summary>
    private const int MaxCandidates = 20;

    private const string KeyNotFound = "key-not-found";

    /// <param name="controller">The issuer or holder as the document names it, if it does outside the signed part.</param>
    /// <param name="keyId">The key as the proof names it, if it does.</param>
    /// <param name="isHint">Whether a name that the document does not have is passed over: the key is recovered from the signature.</param>
    /// <param name="relationship">The purpose.</param>
    /// <param name="cancellationToken">Stops the resolution.</param>
    public async ValueTask<FoundKeys> FindAsync(
        string? controller, string? keyId, bool isHint, VerificationRelationship relationship, CancellationToken cancellationToken)
    {
        // A name that is no URL, such as a thumbprint, says nothing about whose key it is.
        var hash = keyId?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        var named = hash > 0 && JsonValues.IsUrl(keyId) ? keyId![..hash] : null;
        var owner = named ?? controller;
        if (owner is null)
        {
            return new FoundKeys { Reason = "signer-unknown", Message = "Nothing says whose signature it is." };
        }

        if (!owner.StartsWith("did:", StringComparison.Ordinal))
        {
            return await FindByUrlAsync(owner, keyId, relationship, cancellationToken).ConfigureAwait(false);
        }

        var resolved = await resolver.ResolveAsync(owner, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (resolved.Document is not { } document || resolved.Error is not null || resolved.DocumentMetadata.Deactivated)
        {
            return new FoundKeys
            {
                Controller = owner,
                Reason = resolved.DocumentMetadata.Deactivated ? "deactivated" : resolved.Error?.Code ?? DidErrorCodes.NotFound,
                Message = "The DID of the signer does not resolve to a document.",
            };
        }

        var found = hash < 0 ? null : Named(document, owner, keyId!, relationship);
        return found is null || (isHint && found.Reason == KeyNotFound) ? All(document, owner, relationship) : found;
    }

    private static FoundKeys Named(DidDocument document, string owner, string keyId, VerificationRelationship relationship)
    {
        if (!(keyId.StartsWith('#') ? DidUrl.TryParseRelative(document.Id, keyId, out var url) : DidUrl.TryParse(keyId, out url))
            || !document.TryGetMethod(url, out var method))
        {
            return new FoundKeys { Controller = owner, Reason = KeyNotFound, Message = "The signer's document has no such key." };
        }

        if (!method.TryGetKey(out var key, out var error))
        {
            return new FoundKeys { Controller = owner, Reason = error.Code, Message = "The key cannot be used." };
        }

        CandidateKey[] keys = [new(key, keyId)];
        return document.TryGetMethod(url, relationship, out _)
            ? new FoundKeys { Controller = owner, ForPurpose = keys }
            : new FoundKeys { Controller = owner, Others = keys };
    }

    private static FoundKeys All(DidDocument document, string owner, VerificationRelationship relationship)
    {
        var forPurpose = document.GetMethods(relationship);
        return new FoundKeys
        {
            Controller = owner,
            ForPurpose = Candidates(forPurpose),
            Others = document.VerificationMethods.Count == forPurpose.Count ? [] : Candidates(document.VerificationMethods.Except(forPurpose)),
        };
    }

    private static List<CandidateKey> Candidates(IEnumerable<VerificationMethod> methods)
    {
        var keys = new List<CandidateKey>();
        foreach (var method in methods)
        {
            if (keys.Count < MaxCandidates && method.TryGetKey(out var key, out _))
            {
                keys.Add(new(key, method.Id.ToString()));
            }
        }

        return keys;
    }

    private async ValueTask<FoundKeys> FindByUrlAsync(
        string owner, string? keyId, VerificationRelationship relationship, CancellationToken cancellationToken)
    {
        var known = controllers is null ? null : await controllers.FindAsync(owner, relationship, cancellationToken).ConfigureAwait(false);
        if (known is null)
        {
            return new FoundKeys { Controller = owner, Reason = "controller-unknown", Message = "No keys of the signer are known." };
        }

        var named = known.Where(key => key.Id == keyId).ToList();
        var chosen = named.Count > 0 ? named : known;
        return new FoundKeys { Controller = owner, ForPurpose = [.. chosen.Take(MaxCandidates).Select(key => new CandidateKey(key))] };
    }
}
