// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>
/// Watches a chain over a connection that may break: after each break it connects anew and catches up. No log is told of twice, none is lost, and one whose block is
/// replaced is taken back.
/// </summary>
public sealed class EthereumWatcher
{
    private const int Heads = 0;
    private const string HeadParameters = "[\"newHeads\"]";

    private readonly EthereumClient _client;
    private readonly WebSocketJsonRpcTransport _transport;
    private readonly EthereumWatcherOptions _options;
    private readonly RetryPacer _pacer;

    /// <summary>A watcher.</summary>
    /// <param name="client">Reads what was missed; over the same connection, or another way to the same node.</param>
    /// <param name="transport">The connection that tells the news.</param>
    /// <param name="options">How the node is treated.</param>
    /// <param name="random">Spreads the waits.</param>
    public EthereumWatcher(EthereumClient client, WebSocketJsonRpcTransport transport, EthereumWatcherOptions? options = null, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(transport);
        (_client, _transport, _options) = (client, transport, options ?? EthereumWatcherOptions.Standard);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Depth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Retry.MaxAttempts, nameof(options));
        _pacer = new RetryPacer(_options.Retry, _options.Clock, random ?? RandomSource.System);
    }

    /// <summary>
    /// The logs of a filter from its first block on, those that are there and those to come; with the last block of the filter at
    /// <see cref="ulong.MaxValue"/> without end.
    /// </summary>
    /// <exception cref="SutiException">
    /// The node could not be reached however often it was tried, is of another chain, or told nonsense; or there are more old logs than the client's limit.
    /// </exception>
    public async IAsyncEnumerable<LogNotice> WatchLogsAsync(LogFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var window = new LogWindow(filter, _options.Depth);
        string[] parameters = [HeadParameters, RpcParameters.Subscription(filter)];
        for (var failures = 0; ;)
        {
            var (subscription, notices) = await BeginAsync(window, filter, parameters, failures, cancellationToken).ConfigureAwait(false);
            if (subscription is null)
            {
                failures++;
                await _pacer.WaitAsync(failures, cancellationToken).ConfigureAwait(false);
                continue;
            }

            failures = 0;
            await using (subscription.ConfigureAwait(false))
            {
                while (notices is not null)
                {
                    foreach (var notice in notices)
                    {
                        yield return notice;
                    }

                    notices = await NextAsync(subscription, window, filter, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The newest blocks as they come. After a break the newest one is told of; those that were missed are not.</summary>
    /// <exception cref="SutiException">As for <see cref="WatchLogsAsync"/>.</exception>
    public async IAsyncEnumerable<EthereumBlock> WatchHeadsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        UInt256? last = null;
        for (var failures = 0; ;)
        {
            var (subscription, block) = await BeginAsync(
                async () => await _client.GetBlockAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false), [HeadParameters], failures, cancellationToken).ConfigureAwait(false);
            if (subscription is null)
            {
                failures++;
                await _pacer.WaitAsync(failures, cancellationToken).ConfigureAwait(false);
                continue;
            }

            failures = 0;
            await using (subscription.ConfigureAwait(false))
            {
                while (block is not null)
                {
                    if (block.Hash != last)
                    {
                        last = block.Hash;
                        yield return block;
                    }

                    block = await TryReadAsync(subscription, cancellationToken).ConfigureAwait(false) is { } told
                        ? RpcValue.Block(told.Result) ?? throw RpcValue.Invalid("a block")
                        : null;
                }
            }
        }
    }

    private static bool IsOfTheConnection(SutiException exception) =>
        RetryingTransport.IsTransient(exception.Code) || exception.Code == EthereumErrorCodes.LimitExceeded;

    /// <summary>The next notification; null when the connection broke or too many waited, so that one must begin anew.</summary>
    private static async ValueTask<JsonRpcNotification?> TryReadAsync(JsonRpcSubscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            return await subscription.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (IsOfTheConnection(exception))
        {
            return null;
        }
    }

    private ValueTask<(JsonRpcSubscription? Subscription, IReadOnlyList<LogNotice>? Begin)> BeginAsync(
        LogWindow window, LogFilter filter, string[] parameters, int failures, CancellationToken cancellationToken) => BeginAsync(
            () => CatchUpAsync(window, filter, cancellationToken), parameters, failures, cancellationToken);

    /// <summary>Subscribes first and reads what is there then: what happens in between is in both, and told of once.</summary>
    private async ValueTask<(JsonRpcSubscription? Subscription, T? Begin)> BeginAsync<T>(
        Func<Task<T>> begin, string[] parameters, int failures, CancellationToken cancellationToken)
        where T : class?
    {
        JsonRpcSubscription? subscription = null;
        try
        {
            // The client checks the chain of its way, which may be another one.
            await _client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            subscription = await _transport.SubscribeAsync(parameters, cancellationToken).ConfigureAwait(false);
            return (subscription, await begin().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (subscription is not null)
            {
                await subscription.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is SutiException { Code: var code } && RetryingTransport.IsTransient(code) && failures + 1 < _options.Retry.MaxAttempts)
            {
                return (null, null);
            }

            throw;
        }
    }

    /// <summary>What the next notification comes to, which may be nothing; null when one must begin anew.</summary>
    private async ValueTask<IReadOnlyList<LogNotice>?> NextAsync(
        JsonRpcSubscription subscription, LogWindow window, LogFilter filter, CancellationToken cancellationToken)
    {
        if (await TryReadAsync(subscription, cancellationToken).ConfigureAwait(false) is not { } told)
        {
            return null;
        }

        if (told.Source != Heads)
        {
            var log = RpcValue.Log(told.Result, out var isRemoved);
            return filter.MatchesAnyBlock(log)
                ? window.Take(log, isRemoved) is { } notice ? [notice] : []
                : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The node told of logs that were not asked for.");
        }

        try
        {
            return window.IsUncertain ? await CatchUpAsync(window, filter, cancellationToken).ConfigureAwait(false) : [];
        }
        catch (SutiException exception) when (RetryingTransport.IsTransient(exception.Code))
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<LogNotice>> CatchUpAsync(LogWindow window, LogFilter filter, CancellationToken cancellationToken)
    {
        var newest = await _client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var (from, to) = (window.From, Math.Min(newest, filter.ToBlock));
        var logs = from <= to
            ? await _client.GetLogsAsync(filter with { FromBlock = from, ToBlock = to }, cancellationToken).ConfigureAwait(false)
            : [];
        return window.Reconcile(from, newest, logs);
    }
}
