// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Understands messages that come in.</summary>
[AgentApi(typeof(AgentJson))]
public interface IMessages
{
    /// <summary>Hands a message to the handlers of the agent, and keeps it when asked to.</summary>
    [Operation("handleMessage")]
    Task<AgentMessage> HandleAsync(HandleMessageRequest request, CancellationToken cancellationToken = default);
}
