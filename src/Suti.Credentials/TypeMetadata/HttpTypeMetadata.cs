// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>
/// Fetches the documents of types that are URLs of HTTPS. Whoever runs the server learns that somebody verifies such a credential now: a
/// <see cref="TypeMetadataRegistry"/> tells nobody.
/// </summary>
/// <param name="fetcher">Fetches, and guards against addresses that are not public.</param>
public sealed class HttpTypeMetadata(IResourceFetcher fetcher) : ITypeMetadataSource
{
    private static readonly string[] Accept = ["application/json"];

    private readonly IResourceFetcher _fetcher = fetcher ?? throw new ArgumentNullException(nameof(fetcher));

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string vct, CancellationToken cancellationToken) =>
        Uri.TryCreate(vct, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? (await _fetcher.FetchAsync(url, Accept, TypeMetadataDocument.MaxSize, cancellationToken).ConfigureAwait(false)).Content
            : default(ReadOnlyMemory<byte>?);
}
