// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The events of one space.</summary>
public interface IAgentEvents
{
    /// <summary>
    /// Calls <paramref name="handler"/> for each event of a type, or of a type derived from it, until the result is disposed
    /// of. A handler that fails is reported and disturbs neither the operation nor other handlers.
    /// </summary>
    IDisposable Subscribe<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : AgentEvent;

    /// <summary>Tells all subscribers, and returns when each has answered.</summary>
    ValueTask PublishAsync(AgentEvent happened, CancellationToken cancellationToken = default);
}
