// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;
using Suti.Agent.TestKit;
using Suti.Testing;

namespace Suti.Storage.Postgres.Tests;

public sealed class PostgresAgentTests
{
    private static readonly byte[] RootKey = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private static ValueTask<IAgent> CreateAsync(PostgresCluster cluster) => TestAgents.AddPlugins(AgentBuilder.Create()
        .UsePostgres(new PostgresStoreOptions { ConnectionString = cluster.ConnectionString, Schema = PostgresSchemas.Next() })
        .UseRootKey(new RawRootKey(RootKey))).BuildAsync();

    public sealed class Keys(PostgresCluster cluster) : KeyTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }

    public sealed class Dids(PostgresCluster cluster) : DidTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }

    public sealed class Data(PostgresCluster cluster) : DataTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }

    public sealed class Others(PostgresCluster cluster) : OtherTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }

    public sealed class Disclosure(PostgresCluster cluster) : DisclosureTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }

    public sealed class CredentialRequests(PostgresCluster cluster) : CredentialRequestTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(cluster);
    }
}
