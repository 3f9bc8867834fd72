// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Suti.Dids;

/// <summary>
/// The handler for requests whose address a stranger chose: HTTPS only, no addresses that are not public (checked on what the name
/// resolved to, at the moment of connecting, so that a second answer of DNS changes nothing), few redirects that are each checked
/// again, no cookies, no credentials, and limits on time and size. In a browser, which decides itself what may be reached, the
/// addresses are not seen and only the rest holds.
/// </summary>
public sealed class GuardedHttpMessageHandler : DelegatingHandler
{
    private readonly GuardedHttpOptions _options;

    /// <summary>Makes a handler.</summary>
    public GuardedHttpMessageHandler(GuardedHttpOptions? options = null)
    {
        _options = options ?? new();
        InnerHandler = OperatingSystem.IsBrowser() ? new HttpClientHandler() : GuardedSockets.CreateHandler(_options);
    }

    /// <summary>For tests, which have no public network: what is checked before a connection is made is checked here too.</summary>
    internal GuardedHttpMessageHandler(GuardedHttpOptions options, HttpMessageHandler inner)
    {
        _options = options;
        InnerHandler = inner;
    }

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The request, a redirect or the answer is not allowed; the message says why.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            return await FollowAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The request took too long.", exception);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new HttpRequestException("The request has no address.");
        Check(address);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        for (var redirects = 0; IsRedirect(response) && request.Method == HttpMethod.Get; redirects++)
        {
            var location = response.Headers.Location!;
            response.Dispose();
            if (redirects == _options.MaxRedirects)
            {
                throw new HttpRequestException("Too many redirects.");
            }

            address = new Uri(address, location);
            Check(address);
            using var next = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var accept in request.Headers.Accept)
            {
                next.Headers.Accept.Add(accept);
            }

            response = await base.SendAsync(next, cancellationToken).ConfigureAwait(false);
        }

        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The body is read here, so that the limits of time and size hold for all of it.</summary>
    private async Task<HttpResponseMessage> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedContent.ReadAsync(response.Content, _options.MaxResponseSize, cancellationToken).ConfigureAwait(false)
                ?? throw new HttpRequestException(
                    HttpRequestError.ConfigurationLimitExceeded, $"The answer is larger than {_options.MaxResponseSize} bytes.");
            var content = new ByteArrayContent(body);
            if (response.Content.Headers.ContentType is { } type)
            {
                content.Headers.ContentType = type;
            }

            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private void Check(Uri address)
    {
        var isPlainLoopback = address.Scheme == Uri.UriSchemeHttp && _options.AllowLoopback && address.IsLoopback;
        if (address.Scheme != Uri.UriSchemeHttps && !isPlainLoopback)
        {
            throw new HttpRequestException("Only https is called.");
        }

        // Names are judged by what they resolve to when the connection is made. What needs no resolving is judged here already, also
        // where there are no sockets to watch.
        if ((address.IsLoopback && !_options.AllowLoopback)
            || (IPAddress.TryParse(address.IdnHost, out var literal) && !_options.IsAllowed(literal)))
        {
            throw new HttpRequestException("The address is not public.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new HttpRequestException("The address carries credentials.");
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is not null;
}
