// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Messages of one space.</summary>
internal sealed class Messages(IEnumerable<IMessageHandler> handlers, IDataStore store, IAgentEvents events) : IMessages
{
    private const int MaxLength = 16 << 20;

    private readonly IMessageHandler[] _handlers = [.. handlers];

    public async Task<AgentMessage> HandleAsync(HandleMessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Raw.Length > MaxLength)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, $"/raw must have at most {MaxLength} characters.");
        }

        var incoming = new IncomingMessage(request.Raw, request.MetaData ?? []) { Challenge = request.Challenge, Domain = request.Domain };
        var message = await HandleAsync(0, incoming, cancellationToken).ConfigureAwait(false)
            ?? throw new SutiException(MessageErrorCodes.Unsupported, "Unsupported message type");
        await events.PublishAsync(new MessageHandled(message.Id, message.Type), cancellationToken).ConfigureAwait(false);
        if (request.Save)
        {
            await store.SaveMessageAsync(new() { Message = message }, cancellationToken).ConfigureAwait(false);
        }

        return message;
    }

    private ValueTask<AgentMessage?> HandleAsync(int index, IncomingMessage message, CancellationToken cancellationToken) =>
        index < _handlers.Length
            ? _handlers[index].HandleAsync(message, (passed, token) => HandleAsync(index + 1, passed, token), cancellationToken)
            : new((AgentMessage?)null);
}
