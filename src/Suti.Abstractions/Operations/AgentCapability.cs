// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A capability: its interface, its operations, and how to reach it through a transport.</summary>
public abstract class AgentCapability
{
    private protected AgentCapability(Type interfaceType, IReadOnlyList<AgentOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        InterfaceType = interfaceType;
        Operations = operations;
    }

    /// <summary>The interface.</summary>
    public Type InterfaceType { get; }

    /// <summary>The operations, in the order the interface declares them.</summary>
    public IReadOnlyList<AgentOperation> Operations { get; }

    /// <summary>Creates a client of the capability over a transport.</summary>
    public abstract object CreateRemote(IAgentTransport transport);

    /// <inheritdoc/>
    public override string ToString() => InterfaceType.Name;
}
