// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Suti.Agent.Client;

/// <summary>
/// Hears the events of an agent elsewhere over one stream, which is open as long as somebody listens. When it breaks it is opened again; what
/// happened in between is not heard.
/// </summary>
internal sealed class RemoteAgentEvents(HttpAgentTransport transport, AgentClientOptions options) : IAgentEvents, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>An agent says every fifteen seconds that it is still there.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private CancellationTokenSource? _listening;
    private Task _listener = Task.CompletedTask;
    private bool _isDisposed;

    public IDisposable Subscribe<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = new Subscription(this, (happened, cancellationToken) =>
            happened is TEvent wanted ? handler(wanted, cancellationToken) : ValueTask.CompletedTask);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _subscriptions = _subscriptions.Add(subscription);
            if (_listening is null)
            {
                _listening = new CancellationTokenSource();
                _listener = ListenAsync(_listener, _listening.Token);
            }
        }

        return subscription;
    }

    public ValueTask PublishAsync(AgentEvent happened, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only an agent tells what happened in it.");

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Stop();
        }

        await _listener.ConfigureAwait(false);
    }

    private void Stop()
    {
        lock (_gate)
        {
            _listening?.Cancel();
            _listening?.Dispose();
            _listening = null;
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
            if (_subscriptions.IsEmpty)
            {
                Stop();
            }
        }
    }

    private async Task ListenAsync(Task before, CancellationToken cancellationToken)
    {
        // Who subscribes does not wait for the connection, and holds the lock no longer than needed.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await before.ConfigureAwait(false);
        while (!cancellationToken.IsCancellationRequested)
        {
            // Whatever broke the stream, or kept a token from being had, may be over the next time.
            await ListenOnceAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Pause, options.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), silence);
        silence.CancelAfter(LongestSilence);
        using var response = await transport.OpenEventsAsync(silence.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            return;
        }

        var stream = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var reader = new EventStreamReader(stream, silence, LongestSilence);
            while (await reader.ReadAsync().ConfigureAwait(false) is { } happened)
            {
                // A handler may take its time.
                silence.CancelAfter(Timeout.InfiniteTimeSpan);
                await TellAsync(happened.Name, happened.Data, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask TellAsync(string name, string data, CancellationToken cancellationToken)
    {
        if (!options.Events.TryGetValue(name, out var type))
        {
            return;
        }

        AgentEvent? happened;
        try
        {
            happened = JsonSerializer.Deserialize(data, type) as AgentEvent;
        }
        catch (JsonException)
        {
            happened = null;
        }

        foreach (var subscription in happened is null ? [] : _subscriptions)
        {
            try
            {
                await subscription.Handle(happened!, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // A failing handler disturbs no other.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                options.HandlerFailed?.Invoke(happened!, exception);
            }
        }
    }

    private sealed class Subscription(RemoteAgentEvents owner, Func<AgentEvent, CancellationToken, ValueTask> handle) : IDisposable
    {
        public Func<AgentEvent, CancellationToken, ValueTask> Handle { get; } = handle;

        public void Dispose() => owner.Remove(this);
    }
}
