// SPDX-License-Identifier: Apache-2.0

using System.Threading.Channels;

namespace Suti.Ethereum;

/// <summary>
/// What a node tells over one connection, in its order. It ends with the connection, or when its reader is too slow; whoever needs all goes on with
/// <see cref="EthereumWatcher"/>, which catches up.
/// </summary>
public sealed class JsonRpcSubscription : IAsyncDisposable
{
    private readonly Channel<JsonRpcNotification> _channel;
    private readonly Func<JsonRpcSubscription, ValueTask> _end;

    internal JsonRpcSubscription(int maxBuffered, Func<JsonRpcSubscription, ValueTask> end)
    {
        _channel = Channel.CreateBounded<JsonRpcNotification>(new BoundedChannelOptions(maxBuffered) { SingleReader = true, SingleWriter = false });
        _end = end;
    }

    /// <summary>The next notification.</summary>
    /// <exception cref="SutiException">
    /// The connection ended (<see cref="EthereumErrorCodes.RpcUnavailable"/>), or too much waited for its reader (<see cref="EthereumErrorCodes.LimitExceeded"/>).
    /// What came before is read first.
    /// </exception>
    public async ValueTask<JsonRpcNotification> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _channel.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            throw exception.InnerException is SutiException cause
                ? new SutiException(cause.Code, cause.Message, exception)
                : new SutiException(EthereumErrorCodes.RpcUnavailable, "The subscription ended.", exception);
        }
    }

    /// <summary>Ends the subscription.</summary>
    public ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        return _end(this);
    }

    internal void Post(JsonRpcNotification notification)
    {
        if (!_channel.Writer.TryWrite(notification))
        {
            End(new SutiException(EthereumErrorCodes.LimitExceeded, "More notifications wait than the limit allows."));
        }
    }

    internal void End(SutiException cause) => _channel.Writer.TryComplete(cause);
}
