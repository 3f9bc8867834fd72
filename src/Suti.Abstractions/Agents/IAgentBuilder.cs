// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti;

/// <summary>
/// What plugins add themselves to. A plugin is an extension method on this interface that registers its providers in
/// <see cref="Services"/> and tells <see cref="Plan"/> what it brings and needs.
/// </summary>
/// <remarks>
/// Providers without a space of their own are singletons. What reads or writes records or keys is scoped: each space is one
/// scope, and <see cref="SpaceContext"/> tells which.
/// </remarks>
public interface IAgentBuilder
{
    /// <summary>The services the agent is made of.</summary>
    IServiceCollection Services { get; }

    /// <summary>What the plugins bring and need, checked when the agent is built.</summary>
    AgentPlan Plan { get; }
}
