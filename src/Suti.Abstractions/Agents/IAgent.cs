// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// An agent: a set of capabilities over the records and keys of one space. The same interface stands for an agent in this
/// process and for one behind a network.
/// </summary>
public interface IAgent : IAsyncDisposable
{
    /// <summary>The space (tenant) whose records and keys this agent sees.</summary>
    string Space { get; }

    /// <summary>The operations of every capability, by the name they have on the wire.</summary>
    AgentOperationTable Operations { get; }

    /// <summary>What happens in this space.</summary>
    IAgentEvents Events { get; }

    /// <summary>The capability with the interface <typeparamref name="TCapability"/>, or null when the agent lacks it.</summary>
    TCapability? Find<TCapability>()
        where TCapability : class;

    /// <summary>The same agent over another space. Dispose of the view when it is no longer needed.</summary>
    /// <exception cref="NotSupportedException">The agent is remote: there the credential decides about the space.</exception>
    IAgent InSpace(string space);
}
