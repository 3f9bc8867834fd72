// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent.TestKit;

/// <summary>Understands JSON with a member <c>note</c>.</summary>
public sealed class NoteMessageHandler : IMessageHandler
{
    /// <inheritdoc/>
    public ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(next);
        if (!message.Raw.StartsWith("{\"note\":", StringComparison.Ordinal))
        {
            return next(message, cancellationToken);
        }

        return new(new AgentMessage
        {
            Id = "note-1",
            Type = "note",
            Raw = message.Raw,
            Data = JsonElement.Parse(message.Raw),
            MetaData = message.MetaData,
        });
    }
}
