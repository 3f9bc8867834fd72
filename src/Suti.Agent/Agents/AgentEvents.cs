// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Suti.Agent;

/// <summary>The events of one space, told inside this process.</summary>
internal sealed partial class AgentEvents(ILogger<AgentEvents> logger) : IAgentEvents
{
    private ImmutableArray<Subscription> _subscriptions = [];

    public IDisposable Subscribe<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = new Subscription(this, (happened, cancellationToken) =>
            happened is TEvent wanted ? handler(wanted, cancellationToken) : ValueTask.CompletedTask);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public async ValueTask PublishAsync(AgentEvent happened, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(happened);
        foreach (var subscription in _subscriptions)
        {
            try
            {
                await subscription.Handle(happened, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // A failing handler never breaks the operation that it is told of.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogHandlerFailed(logger, happened.GetEventName(), exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of the event {EventName} failed.")]
    private static partial void LogHandlerFailed(ILogger logger, string eventName, Exception exception);

    private sealed class Subscription(AgentEvents owner, Func<AgentEvent, CancellationToken, ValueTask> handle) : IDisposable
    {
        public Func<AgentEvent, CancellationToken, ValueTask> Handle { get; } = handle;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner._subscriptions, static (all, gone) => all.Remove(gone), this);
    }
}
