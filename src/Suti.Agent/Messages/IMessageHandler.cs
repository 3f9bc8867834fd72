// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>
/// Understands one kind of message. Handlers are asked in the order they were added; each answers, or passes the message on,
/// as it came or unwrapped.
/// </summary>
public interface IMessageHandler
{
    /// <summary>Handles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="next">Asks the handlers after this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message as it was understood; null when nobody understands it.</returns>
    ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken);
}
