// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Agent;

/// <summary>
/// Messages inside URLs: the parameter <c>c_i</c>, or what is at the URL. Fetching is guarded: HTTPS, public addresses, bounded
/// in size and time. At most a few URLs are followed one after the other.
/// </summary>
internal sealed class UrlMessageHandler(HttpClient http) : IMessageHandler
{
    private const int MaxSize = 1 << 20;

    public async ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(next);
        if (!Uri.TryCreate(message.Raw, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            return await next(message, cancellationToken).ConfigureAwait(false);
        }

        var inside = FindParameter(url) ?? await FetchAsync(url, cancellationToken).ConfigureAwait(false);
        return await next(message.Unwrap(inside, "URL", message.Raw), cancellationToken).ConfigureAwait(false);
    }

    private static string? FindParameter(Uri url)
    {
        foreach (var pair in url.Query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith("c_i=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(pair[4..]);
            }
        }

        return null;
    }

    private async ValueTask<string> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            if (response.RequestMessage?.RequestUri is { } last && last != url && FindParameter(last) is { } inside)
            {
                return inside;
            }

            await response.Content.LoadIntoBufferAsync(MaxSize, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SutiException(MessageErrorCodes.FetchFailed, "The message could not be read from its URL.", exception);
        }
    }
}
