// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Credentials;

namespace Suti.Samples.Credentials;

/// <summary>Stands for the web. An application takes <see cref="HttpResourceFetcher"/> instead.</summary>
internal sealed class SmallWeb : IResourceFetcher
{
    private readonly Dictionary<string, string> _pages = [];

    public void Publish(string url, string text) => _pages[url] = text;

    public ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken) =>
        _pages.TryGetValue(url.ToString(), out var page)
            ? ValueTask.FromResult(new FetchedResource(Encoding.UTF8.GetBytes(page)))
            : throw new SutiException(CredentialErrorCodes.NotFetched, "There is no such page.");
}
