// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>An <see cref="AgentCapability"/> with its type. The source generator writes one for each capability.</summary>
/// <typeparam name="TCapability">The interface.</typeparam>
public sealed class AgentCapability<TCapability> : AgentCapability
    where TCapability : class
{
    private readonly Func<IAgentTransport, TCapability> _createClient;

    /// <summary>Creates the description of a capability.</summary>
    public AgentCapability(IReadOnlyList<AgentOperation> operations, Func<IAgentTransport, TCapability> createClient)
        : base(typeof(TCapability), operations)
    {
        ArgumentNullException.ThrowIfNull(createClient);
        _createClient = createClient;
    }

    /// <summary>Creates a client of the capability over a transport.</summary>
    public TCapability CreateClient(IAgentTransport transport) => _createClient(transport);

    /// <inheritdoc/>
    public override object CreateRemote(IAgentTransport transport) => _createClient(transport);
}
