// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;
using Suti.Dids;

namespace Suti.Credentials;

/// <summary>Fetches over HTTP, through the guard that lets nobody point us at addresses that are not public.</summary>
public sealed class HttpResourceFetcher : IResourceFetcher
{
    private readonly HttpClient _http;

    /// <summary>Makes a fetcher with a guarded client that lives as long as the process, as clients should.</summary>
    /// <param name="options">The limits of the guard.</param>
    public HttpResourceFetcher(GuardedHttpOptions? options = null)
        : this(new HttpClient(new GuardedHttpMessageHandler(options)) { Timeout = Timeout.InfiniteTimeSpan })
    {
    }

    /// <summary>Makes a fetcher over a client that was guarded by the caller.</summary>
    public HttpResourceFetcher(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
    }

    /// <inheritdoc/>
    public async ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(accept);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            for (var index = 0; index < accept.Count; index++)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept[index], Math.Max(0.1, 1 - (index * 0.1))));
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new SutiException(CredentialErrorCodes.NotFetched, $"The server answered {(int)response.StatusCode}.");
            }

            var content = await ReadAsync(response.Content, maxSize, cancellationToken).ConfigureAwait(false);
            return new FetchedResource(content, response.Content.Headers.ContentType?.MediaType);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The messages of others may tell more than a stranger should learn of our network.
            throw new SutiException(CredentialErrorCodes.NotFetched, $"The resource was not fetched: {exception.GetType().Name}.", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int maxSize, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var buffer = new MemoryStream();
            var chunk = new byte[16 << 10];
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > maxSize)
                {
                    throw new SutiException(CredentialErrorCodes.NotFetched, "The resource is too large.");
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.ToArray();
        }
    }
}
