// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Agent;

/// <summary>
/// Finds the file of a did:web by the DID that its address spells, and that of a did:webvh, whose DID cannot be told from its address, by the alias
/// with which it was created.
/// </summary>
internal sealed class DidPublications(DidDirectory directory, DidProviders providers) : IDidPublications
{
    private const int MaxLength = 1024;
    private const string WellKnown = ".well-known";

    public async ValueTask<DidFile?> FindAsync(string host, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(path);
        if (host.Length + path.Length > MaxLength || !path.StartsWith('/'))
        {
            return null;
        }

        var segments = path[1..].Split('/');
        var (places, file) = (segments[..^1], segments[^1]);
        places = places is [WellKnown] ? [] : places;
        var encodedHost = host.Replace(":", "%3A", StringComparison.Ordinal);
        var found = file switch
        {
            "did.json" => await FindDidAsync("did:web:" + string.Join(':', [encodedHost, .. places]), cancellationToken).ConfigureAwait(false),
            "did.jsonl" => await directory.FindByAliasAsync(string.Join('/', [host, .. places]), cancellationToken).ConfigureAwait(false)
                ?? await directory.FindByAliasAsync(string.Join(':', [encodedHost, .. places]), cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        return found is not null && providers.Get(found.Provider) is IDidPublisher publisher && publisher.GetFile(found.ToControlled()) is var published && published.Path == path
            ? published
            : null;
    }

    private async ValueTask<DidRecord?> FindDidAsync(string did, CancellationToken cancellationToken) =>
        await directory.Dids.GetAsync(did, cancellationToken).ConfigureAwait(false) is { } found ? found.Value : null;
}
