// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Agent;

/// <summary>The capabilities of an agent by their names.</summary>
public static class AgentCapabilityExtensions
{
    extension(IAgent agent)
    {
        /// <summary>The keys.</summary>
        public IKeyManager Keys => agent.Get<IKeyManager>();

        /// <summary>The DIDs that the agent controls.</summary>
        public IDidManager Dids => agent.Get<IDidManager>();

        /// <summary>The resolver of DIDs.</summary>
        public IDidResolver Resolver => agent.Get<IDidResolver>();

        /// <summary>What the agent keeps.</summary>
        public IDataStore Data => agent.Get<IDataStore>();

        /// <summary>Queries over what the agent keeps.</summary>
        public IDataQueries Queries => agent.Get<IDataQueries>();

        /// <summary>Messages that come in.</summary>
        public IMessages Messages => agent.Get<IMessages>();

        /// <summary>Discovery of DIDs.</summary>
        public IDiscovery Discovery => agent.Get<IDiscovery>();

        /// <summary>Small values by name.</summary>
        public IKeyValueStore KeyValues => agent.Get<IKeyValueStore>();
    }
}
