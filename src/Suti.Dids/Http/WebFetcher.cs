// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;

namespace Suti.Dids;

/// <summary>Gets the files of did:web and did:webvh, and turns what can go wrong into the codes of resolution.</summary>
internal sealed class WebFetcher(HttpClient http, GuardedHttpOptions options)
{
    public bool AllowLoopback => options.AllowLoopback;

    /// <summary>A fetcher with a guarded client that lives as long as the process, as clients should.</summary>
    public static WebFetcher Guarded(GuardedHttpOptions options) =>
        new(new HttpClient(new GuardedHttpMessageHandler(options)) { Timeout = Timeout.InfiniteTimeSpan }, options);

    public async Task<(byte[]? Body, DidError? Error)> GetAsync(Uri url, bool isJson, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(isJson ? "application/did+json" : "text/jsonl"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.1));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return (null, new(DidErrorCodes.NotFound, "The server has no such file."));
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, new(DidErrorCodes.InternalError, $"The server answered {(int)response.StatusCode}."));
            }

            // A page of HTML with status 200 is what many servers answer for what they do not have.
            if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
            {
                return (null, new(DidErrorCodes.NotFound, "The server answered with a web page."));
            }

            var body = await BoundedContent.ReadAsync(response.Content, options.MaxResponseSize, cancellationToken).ConfigureAwait(false);
            return body is null
                ? (null, new(DidErrorCodes.InvalidDidDocument, "The file is too large."))
                : (body, null);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (null, new(DidErrorCodes.InvalidDidDocument, "The file is too large."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The guard's own messages hold nothing of the request; others may, and are not told.
            return (null, new(DidErrorCodes.InternalError, $"The file was not fetched: {exception.GetType().Name}."));
        }
    }
}
