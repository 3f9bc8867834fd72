// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.Agent;

/// <summary>Puts an agent together out of plugins.</summary>
/// <example>
/// <code>
/// await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().BuildAsync();
/// </code>
/// </example>
public sealed class AgentBuilder : IAgentBuilder
{
    private const int RootKeySize = 32;

    private bool _isBuilt;

    /// <summary>Starts with the services of an application.</summary>
    internal AgentBuilder(IServiceCollection services)
    {
        Services = services;
        this.AddCoreCapabilities();
    }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public AgentPlan Plan { get; } = new();

    /// <summary>Starts an agent of its own.</summary>
    public static IAgentBuilder Create() => new AgentBuilder(new ServiceCollection());

    /// <summary>Checks the plan. What is only in memory is sealed under a key that is only in memory.</summary>
    internal void CheckPlan()
    {
        if (Plan.IsClaimed("record store", "memory") && !Plan.GetClaims("root key").Any())
        {
            this.UseRootKey(new RawRootKey(RandomNumberGenerator.GetBytes(RootKeySize)));
        }

        Plan.Check();
    }

    /// <summary>Checks the plan and opens the record store.</summary>
    /// <exception cref="SutiException">
    /// The plan does not hold (<see cref="AgentErrorCodes.InvalidConfiguration"/>), or the store does not open.
    /// </exception>
    internal async ValueTask<IAgent> BuildAsync(CancellationToken cancellationToken)
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("This agent is built already. Start another one with AgentBuilder.Create().");
        }

        _isBuilt = true;
        CheckPlan();
        var provider = Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        try
        {
            await provider.GetRequiredService<AgentStart>().StartAsync(cancellationToken).ConfigureAwait(false);
            return new LocalAgent(provider, SpaceContext.Main, provider);
        }
        catch
        {
            await provider.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
