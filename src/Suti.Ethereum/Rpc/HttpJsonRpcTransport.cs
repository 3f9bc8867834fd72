// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;

namespace Suti.Ethereum;

/// <summary>
/// A node over HTTP. The address is the operator's own, so addresses of private networks are allowed; the client should not follow
/// redirects. Addresses may hold keys of the provider: no message repeats them.
/// </summary>
public sealed class HttpJsonRpcTransport : IJsonRpcTransport
{
    private const int FirstId = 1;

    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly HttpJsonRpcOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>A node at an address of <c>http</c> or <c>https</c>.</summary>
    /// <exception cref="ArgumentException">The address is of another scheme, or an option is out of range.</exception>
    public HttpJsonRpcTransport(HttpClient http, Uri endpoint, HttpJsonRpcOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The address of a node is of http or https.", nameof(endpoint));
        }

        _options = options ?? HttpJsonRpcOptions.Standard;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxBatch, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxResponseSize, nameof(options));
        (_http, _endpoint, _clock) = (http, endpoint, clock ?? TimeProvider.System);
    }

    /// <summary>A node of this machine is named by its port: most often it was not started. Of others even the host may hold a key.</summary>
    private string Place => _endpoint.IsLoopback ? $" at {_endpoint.Host}:{_endpoint.Port}" : "";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var answers = new List<JsonRpcResponse>(requests.Count);
        JsonRpcRequest[] all = [.. requests];
        for (var at = 0; at < all.Length; at += _options.MaxBatch)
        {
            var part = all.AsMemory(at, Math.Min(_options.MaxBatch, all.Length - at));
            answers.AddRange(await ExchangeAsync(part, cancellationToken).ConfigureAwait(false));
        }

        return answers;
    }

    private async Task<JsonRpcResponse[]> ExchangeAsync(ReadOnlyMemory<JsonRpcRequest> requests, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, _endpoint);
            message.Content = new ReadOnlyMemoryContent(JsonRpcMessages.Write(requests.Span, FirstId));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, both.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                throw new SutiException(EthereumErrorCodes.RpcRateLimited, "The node asks for fewer calls.");
            }

            if ((int)response.StatusCode >= 500)
            {
                throw new SutiException(EthereumErrorCodes.RpcUnavailable, $"The node answered with the status {(int)response.StatusCode}.");
            }

            return JsonRpcMessages.Read(body, requests.Length, FirstId)
                ?? throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The answer is not the JSON-RPC that was asked for.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SutiException(EthereumErrorCodes.RpcUnavailable, $"The node{Place} cannot be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SutiException(EthereumErrorCodes.RpcUnavailable, $"The node{Place} did not answer in time.", exception);
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > _options.MaxResponseSize)
            {
                throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The answer is larger than the limit.");
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
