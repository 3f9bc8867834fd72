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
    private const int MaxLineLength = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private CancellationTokenSource? _listening;
    private Task _listener = Task.CompletedTask;

    public IDisposable Subscribe<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = new Subscription(this, (happened, cancellationToken) =>
            happened is TEvent wanted ? handler(wanted, cancellationToken) : ValueTask.CompletedTask);
        lock (_gate)
        {
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
        Stop();
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
        await before.ConfigureAwait(false);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var response = await transport.OpenEventsAsync(cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
                {
                    var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                    await using (stream.ConfigureAwait(false))
                    {
                        await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // The stream broke; it is opened again.
            }

            await Task.Delay(Pause, options.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        string? name = null;
        var data = "";
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > MaxLineLength)
            {
                throw new IOException("A line of the stream is too long.");
            }

            if (line.Length == 0)
            {
                await TellAsync(name, data, cancellationToken).ConfigureAwait(false);
                (name, data) = (null, "");
            }
            else if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                name = line[6..].Trim();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data += line[5..].TrimStart(' ');
            }
        }
    }

    private async ValueTask TellAsync(string? name, string data, CancellationToken cancellationToken)
    {
        if (name is null || !options.Events.TryGetValue(name, out var type))
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
