// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Agent;

/// <summary>Adds the store in memory to an agent.</summary>
public static class MemoryStoreExtensions
{
    /// <summary>Keeps the records in memory: they are gone when the agent is.</summary>
    public static IAgentBuilder UseMemory(this IAgentBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Plan.Claim("record store", "memory", "UseMemory()");
        builder.Services.AddSingleton<IRecordStore, MemoryRecordStore>();
        return builder;
    }
}
