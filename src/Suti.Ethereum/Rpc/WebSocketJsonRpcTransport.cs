// SPDX-License-Identifier: Apache-2.0

using System.Net.WebSockets;

namespace Suti.Ethereum;

/// <summary>
/// A node over WebSocket: many calls at once over one connection, and subscriptions. It connects when it is first used, and anew after the connection broke; what
/// was under way then has failed, and subscriptions have ended. Addresses may hold keys of the provider: no message repeats them.
/// </summary>
public sealed class WebSocketJsonRpcTransport : IJsonRpcTransport, IAsyncDisposable
{
    private readonly Uri _endpoint;
    private readonly WebSocketJsonRpcOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebSocketConnection? _connection;
    private bool _isDisposed;

    /// <summary>A node at an address of <c>ws</c> or <c>wss</c>.</summary>
    /// <exception cref="ArgumentException">The address is of another scheme, or an option is out of range.</exception>
    public WebSocketJsonRpcTransport(Uri endpoint, WebSocketJsonRpcOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("ws" or "wss"))
        {
            throw new ArgumentException("The address of a node is of ws or wss.", nameof(endpoint));
        }

        _options = options ?? WebSocketJsonRpcOptions.Standard;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxResponseSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxBuffered, nameof(options));
        (_endpoint, _clock) = (endpoint, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await connection.SendAsync(requests, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Subscribes (<c>eth_subscribe</c>), to several things at once if need be, whose notifications then come in one order.</summary>
    /// <param name="parameters">The parameters of each, as the text of a JSON array: <c>["newHeads"]</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SutiException">The node cannot be reached, or refused.</exception>
    public async ValueTask<JsonRpcSubscription> SubscribeAsync(IReadOnlyList<string> parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await connection.SubscribeAsync(parameters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<WebSocketConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection is { IsOpen: true } open)
            {
                return open;
            }

            if (_connection is { } broken)
            {
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            return _connection = new WebSocketConnection(await OpenAsync(cancellationToken).ConfigureAwait(false), _options, _clock);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<ClientWebSocket> OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new ClientWebSocket();
        try
        {
            if (!OperatingSystem.IsBrowser())
            {
                socket.Options.KeepAliveInterval = _options.KeepAlive;
                socket.Options.KeepAliveTimeout = _options.KeepAlive;
            }

            await socket.ConnectAsync(_endpoint, both.Token).ConfigureAwait(false);
            return socket;
        }
        catch (WebSocketException exception)
        {
            socket.Dispose();
            throw new SutiException(EthereumErrorCodes.RpcUnavailable, "The node cannot be reached.", exception);
        }
        catch (OperationCanceledException exception)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new SutiException(EthereumErrorCodes.RpcUnavailable, "The node did not answer in time.", exception);
        }
    }
}
