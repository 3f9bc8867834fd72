// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Agent;

/// <summary>An agent in this process: one scope of services for each space.</summary>
internal sealed class LocalAgent : IAgent
{
    private readonly IServiceProvider _root;
    private readonly AsyncServiceScope _scope;
    private readonly IAsyncDisposable? _owned;

    /// <param name="root">The services of all spaces.</param>
    /// <param name="space">The space.</param>
    /// <param name="owned">What ends with this agent; null when somebody else ends it.</param>
    public LocalAgent(IServiceProvider root, string space, IAsyncDisposable? owned)
    {
        _root = root;
        _owned = owned;
        _scope = root.CreateAsyncScope();
        Space = SpaceContext.Check(space);
        _scope.ServiceProvider.GetRequiredService<SpaceContext>().Space = space;
        Operations = root.GetRequiredService<AgentOperationTable>();
        Events = root.GetRequiredService<AgentEventHub>().Of(space);
    }

    public string Space { get; }

    public AgentOperationTable Operations { get; }

    public IAgentEvents Events { get; }

    public TCapability? Find<TCapability>()
        where TCapability : class => _scope.ServiceProvider.GetService<TCapability>();

    public IAgent InSpace(string space) => new LocalAgent(_root, space, owned: null);

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync().ConfigureAwait(false);
        if (_owned is not null)
        {
            await _owned.DisposeAsync().ConfigureAwait(false);
        }
    }
}
