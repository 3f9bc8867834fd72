// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using Suti.Dids;

namespace Suti.Agent.Client;

/// <summary>An agent elsewhere.</summary>
internal sealed class RemoteAgent : IAgent
{
    private readonly FrozenDictionary<Type, object> _capabilities;
    private readonly RemoteAgentEvents _events;
    private readonly IDisposable? _owned;

    public RemoteAgent(HttpAgentTransport transport, AgentClientOptions options, IDisposable? owned)
    {
        _owned = owned;
        _events = new RemoteAgentEvents(transport, options);
        Operations = new AgentOperationTable(options.Capabilities.SelectMany(static capability => capability.Operations));
        var capabilities = options.Capabilities.ToDictionary(static capability => capability.InterfaceType, capability => capability.CreateRemote(transport));
        if (capabilities.TryGetValue(typeof(IDidResolution), out var resolution))
        {
            capabilities.TryAdd(typeof(IDidResolver), new AgentDidResolver((IDidResolution)resolution));
        }

        _capabilities = capabilities.ToFrozenDictionary();
    }

    /// <summary>The credential decides about the space; a client is not told which it is.</summary>
    public string Space => SpaceContext.Main;

    public AgentOperationTable Operations { get; }

    public IAgentEvents Events => _events;

    public TCapability? Find<TCapability>()
        where TCapability : class => _capabilities.GetValueOrDefault(typeof(TCapability)) as TCapability;

    public IAgent InSpace(string space) =>
        throw new NotSupportedException("The credential decides about the space of an agent elsewhere: connect with another one.");

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        _owned?.Dispose();
    }
}
