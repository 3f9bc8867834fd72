// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Credentials.Tests;

/// <summary>A web of a few pages.</summary>
internal sealed class TestFetcher : IResourceFetcher
{
    private readonly Dictionary<string, byte[]> _pages = new(StringComparer.Ordinal);

    public int Requests { get; private set; }

    public byte[] this[string url]
    {
        set => _pages[url] = value;
    }

    public void Publish(string url, string text) => _pages[url] = Encoding.UTF8.GetBytes(text);

    public ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken)
    {
        Requests++;
        return _pages.TryGetValue(url.ToString(), out var page) && page.Length <= maxSize
            ? ValueTask.FromResult(new FetchedResource(page))
            : throw new SutiException(CredentialErrorCodes.NotFetched, "There is no such page.");
    }
}
