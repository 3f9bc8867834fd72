// SPDX-License-Identifier: Apache-2.0

using Suti.Agent.Client;
using Suti.Agent.TestKit;

namespace Suti.AspNetCore.Tests;

/// <summary>The suite of every agent, over HTTP: the same calls, the same answers, the same errors.</summary>
public sealed class HttpAgentTests
{
    private static async ValueTask<IAgent> CreateAsync()
    {
        var server = await TestServer.StartAsync();
        return new ServedAgent(AgentClient.Connect(server.AgentAddress), server);
    }

    public sealed class Keys : KeyTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    public sealed class Dids : DidTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    public sealed class Data : DataTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    public sealed class Others : OtherTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    public sealed class Disclosure : DisclosureTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    public sealed class CredentialRequests : CredentialRequestTests
    {
        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync();
    }

    /// <summary>A client whose server ends with it.</summary>
    private sealed class ServedAgent(IAgent client, TestServer server) : IAgent
    {
        public string Space => client.Space;

        public AgentOperationTable Operations => client.Operations;

        public IAgentEvents Events => client.Events;

        public TCapability? Find<TCapability>()
            where TCapability : class => client.Find<TCapability>();

        public IAgent InSpace(string space) => client.InSpace(space);

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
