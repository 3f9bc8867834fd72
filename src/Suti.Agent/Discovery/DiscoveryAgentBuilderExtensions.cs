// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.Agent;

/// <summary>Adds discovery to an agent.</summary>
public static class DiscoveryAgentBuilderExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>Adds a place where DIDs can be found.</summary>
        public IAgentBuilder AddDiscovery<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
            where TProvider : class, IDiscoveryProvider
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddScoped<IDiscoveryProvider, TProvider>();
            return builder;
        }
    }
}
