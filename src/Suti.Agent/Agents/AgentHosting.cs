// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Suti.Agent;

/// <summary>Builds agents, alone and inside an application.</summary>
public static class AgentHosting
{
    /// <summary>Checks the plan, opens the record store and gives the agent. Dispose of it at the end.</summary>
    /// <exception cref="SutiException">
    /// The plan does not hold (<see cref="AgentErrorCodes.InvalidConfiguration"/>), or the store does not open.
    /// </exception>
    public static ValueTask<IAgent> BuildAsync(this IAgentBuilder builder, CancellationToken cancellationToken = default) =>
        builder is AgentBuilder agent
            ? agent.BuildAsync(cancellationToken)
            : throw new ArgumentException("Only AgentBuilder.Create() gives a builder that builds.", nameof(builder));

    /// <summary>
    /// Adds an agent to an application. <see cref="IAgent"/> is then a service, over the space <see cref="SpaceContext.Main"/>;
    /// the record store opens when the host starts.
    /// </summary>
    /// <exception cref="SutiException">The plan does not hold (<see cref="AgentErrorCodes.InvalidConfiguration"/>).</exception>
    public static IServiceCollection AddAgent(this IServiceCollection services, Action<IAgentBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new AgentBuilder(services);
        configure(builder);
        builder.CheckPlan();
        services.TryAddSingleton<IAgent>(static provider => new LocalAgent(provider, SpaceContext.Main, owned: null));
        services.AddHostedService<AgentHostedService>();
        return services;
    }

    private sealed class AgentHostedService(AgentStart start) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => await start.StartAsync(cancellationToken).ConfigureAwait(false);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
