// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace Suti.Ethereum;

/// <summary>One connection: calls by their ids, and subscriptions, until it breaks. Each call is a message of its own, so that none waits for another.</summary>
internal sealed class WebSocketConnection : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly WebSocketJsonRpcOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, Call> _calls = new();
    private readonly ConcurrentDictionary<string, (JsonRpcSubscription Subscription, int Source)> _subscriptions = new(StringComparer.Ordinal);
    private readonly Task _receiving;
    private SutiException? _fault;
    private int _lastId;

    public WebSocketConnection(WebSocket socket, WebSocketJsonRpcOptions options, TimeProvider clock)
    {
        (_socket, _options, _clock) = (socket, options, clock);
        _receiving = Task.Run(ReceiveAsync);
    }

    public bool IsOpen => _fault is null && _socket.State == WebSocketState.Open;

    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken)
    {
        var answers = requests.Select(request => AskAsync(request, new Call(), cancellationToken)).ToArray();
        return await Task.WhenAll(answers).ConfigureAwait(false);
    }

    public async ValueTask<JsonRpcSubscription> SubscribeAsync(IReadOnlyList<string> parameters, CancellationToken cancellationToken)
    {
        var subscription = new JsonRpcSubscription(_options.MaxBuffered, EndAsync);
        try
        {
            for (var source = 0; source < parameters.Count; source++)
            {
                // Notifications may follow the answer at once: the subscription is known before the next message is read.
                var answer = await AskAsync(
                    new JsonRpcRequest("eth_subscribe", parameters[source]), new Call { Subscription = subscription, Source = source }, cancellationToken).ConfigureAwait(false);
                if (EthereumClient.Result(answer).ValueKind != JsonValueKind.String)
                {
                    throw RpcValue.Invalid("a subscription");
                }
            }

            return subscription;
        }
        catch
        {
            await EndAsync(subscription).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Break(new SutiException(EthereumErrorCodes.RpcUnavailable, "The connection was closed."));
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task<JsonRpcResponse> AskAsync(JsonRpcRequest request, Call call, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        _calls[id] = call;
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (_fault is { } fault)
            {
                throw Again(fault);
            }

            await WriteAsync(JsonRpcMessages.Write([request], id), both.Token).ConfigureAwait(false);
            return await call.Answer.Task.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SutiException(EthereumErrorCodes.RpcUnavailable, "The node did not answer in time.", exception);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    /// <summary>A message is sent as a whole: to cancel in the middle of one would end the connection for all others.</summary>
    private async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _end.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            Break(Broken());
            throw new SutiException(_fault!.Code, _fault.Message, exception);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            using var message = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Break(Broken());
                    return;
                }

                if (message.Length + part.Count > _options.MaxResponseSize)
                {
                    Break(new SutiException(EthereumErrorCodes.RpcResponseInvalid, "A message is larger than the limit."));
                    return;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Handle(message.GetBuffer().AsSpan(0, (int)message.Length));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            Break(Broken());
        }
        catch (SutiException exception)
        {
            Break(exception);
        }
    }

    private void Handle(ReadOnlySpan<byte> utf8)
    {
        var message = JsonRpcMessages.ReadMessage(utf8)
            ?? throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The node sent what is no JSON-RPC.");
        if (message.Subscription is { } name)
        {
            if (_subscriptions.TryGetValue(name, out var known))
            {
                known.Subscription.Post(new JsonRpcNotification(known.Source, message.Result));
            }
        }
        else if (message.Id is { } id && _calls.TryRemove(id, out var call))
        {
            var response = message.Response!;
            if (call.Subscription is { } subscription && response.Error is null && response.Result.ValueKind == JsonValueKind.String)
            {
                _subscriptions[response.Result.GetString()!] = (subscription, call.Source);
                if (_fault is { } fault)
                {
                    subscription.End(fault);
                }
            }

            call.Answer.TrySetResult(response);
        }
    }

    private async ValueTask EndAsync(JsonRpcSubscription subscription)
    {
        foreach (var (name, known) in _subscriptions)
        {
            if (ReferenceEquals(known.Subscription, subscription) && _subscriptions.TryRemove(name, out _) && IsOpen)
            {
                try
                {
                    await AskAsync(new JsonRpcRequest("eth_unsubscribe", WalletCalls.Write(name)), new Call(), CancellationToken.None).ConfigureAwait(false);
                }
                catch (SutiException)
                {
                    // The connection is gone, and the subscription with it.
                }
            }
        }
    }

    private void Break(SutiException fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is not null)
        {
            return;
        }

        _end.Cancel();
        foreach (var id in _calls.Keys)
        {
            if (_calls.TryRemove(id, out var call))
            {
                call.Answer.TrySetException(Again(fault));
            }
        }

        foreach (var (subscription, _) in _subscriptions.Values)
        {
            subscription.End(fault);
        }
    }

    private static SutiException Broken() => new(EthereumErrorCodes.RpcUnavailable, "The connection to the node broke.");

    private static SutiException Again(SutiException fault) => new(fault.Code, fault.Message);

    private sealed class Call
    {
        public TaskCompletionSource<JsonRpcResponse> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public JsonRpcSubscription? Subscription { get; init; }

        public int Source { get; init; }
    }
}
