// SPDX-License-Identifier: Apache-2.0

using Suti.Agent.TestKit;

namespace Suti.Agent.Tests;

public sealed class MemoryAgentTests
{
    private static ValueTask<IAgent> CreateAsync() => TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync();

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
}
