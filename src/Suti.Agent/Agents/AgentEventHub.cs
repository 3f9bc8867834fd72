// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Suti.Agent;

/// <summary>The events of every space: whoever opens a space twice hears the same.</summary>
internal sealed class AgentEventHub(ILogger<AgentEvents> logger)
{
    private readonly ConcurrentDictionary<string, AgentEvents> _spaces = new(StringComparer.Ordinal);

    public IAgentEvents Of(string space) => _spaces.GetOrAdd(space, static (_, logger) => new AgentEvents(logger), logger);
}
