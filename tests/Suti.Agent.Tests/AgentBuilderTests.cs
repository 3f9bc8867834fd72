// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suti.Agent.TestKit;
using Suti.Dids;

namespace Suti.Agent.Tests;

public sealed class AgentBuilderTests
{
    [Fact]
    public async Task Build_WithoutAStore_SaysWhatToCall()
    {
        var failure = await Assert.ThrowsAsync<SutiException>(async () => await AgentBuilder.Create().BuildAsync(TestContext.Current.CancellationToken));
        Assert.Equal(AgentErrorCodes.InvalidConfiguration, failure.Code);
        Assert.Equal(
            "The agent cannot be built. An agent needs a record store: call UseMemory(), UseSqlite() or UsePostgres().", failure.Message);
    }

    [Fact]
    public async Task Build_SeveralMistakes_NamesAllOfThem()
    {
        var builder = AgentBuilder.Create().UseMemory().UseMemory().AddDidKey().AddDidKey().AddLocalKeys().AddLocalKeys();
        var failure = await Assert.ThrowsAsync<SutiException>(async () => await builder.BuildAsync(TestContext.Current.CancellationToken));
        Assert.Contains("The record store \"memory\" is claimed twice", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The DID method \"key\" is claimed twice, by AddDidKey() and by AddDidKey().", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The key management system \"local\" is claimed twice", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_Twice_IsRefused()
    {
        var builder = AgentBuilder.Create().UseMemory();
        await using var agent = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await builder.BuildAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_CapabilityThatIsMissing_SaysSo()
    {
        await using var agent = await AgentBuilder.Create().UseMemory().BuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AgentErrorCodes.CapabilityMissing, Assert.Throws<SutiException>(agent.Get<IDisposable>).Code);
    }

    [Fact]
    public async Task AddAgent_InAnApplication_IsAService()
    {
        await using var services = new ServiceCollection()
            .AddAgent(agent => TestAgents.AddPlugins(agent.UseMemory()))
            .BuildServiceProvider();
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(TestContext.Current.CancellationToken);
        }

        var did = await services.GetRequiredService<IAgent>().Dids.CreateAsync("key", cancellationToken: TestContext.Current.CancellationToken);
        Assert.StartsWith("did:key:", did.Did, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAgent_PlanThatDoesNotHold_FailsAtOnce() =>
        Assert.Throws<SutiException>(() => new ServiceCollection().AddAgent(agent => agent.AddDidKey()));

    [Fact]
    public async Task InSpace_OfTwoTenants_SeesItsOwnOnly()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync(cancellation);
        await using var tenant = agent.InSpace("tenant");
        await using var again = agent.InSpace("tenant");
        var heard = new List<string>();
        using var subscription = again.Events.Subscribe<DidCreated>((happened, _) =>
        {
            heard.Add(happened.Did);
            return default;
        });
        await agent.Dids.CreateAsync("key", "me", cancellation);
        var did = await tenant.Dids.CreateAsync("key", "me", cancellation);
        Assert.Equal([did.Did], heard);
        Assert.Equal(did.Did, (await again.Dids.GetByAliasAsync(new() { Alias = "me" }, cancellation)).Did);
        Assert.Single(await agent.Dids.FindAsync(new(), cancellation));
        await Assert.ThrowsAsync<SutiException>(() => agent.Keys.GetAsync(new() { Kid = did.Keys[0].Kid }, cancellation));
        Assert.Throws<ArgumentException>(() => agent.InSpace("not a name"));
    }

    [Fact]
    public async Task Execute_ByName_IsTheSameCall()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await TestAgents.AddPlugins(AgentBuilder.Create().UseMemory()).BuildAsync(cancellation);
        var created = await agent.ExecuteAsync("didManagerCreate", """{"provider":"did:key","alias":"a"}"""u8.ToArray(), cancellationToken: cancellation);
        using var json = System.Text.Json.JsonDocument.Parse(created);
        Assert.Equal("a", json.RootElement.GetProperty("alias").GetString());
        Assert.False(json.RootElement.GetProperty("keys")[0].TryGetProperty("privateKeyHex", out _));
        var count = await agent.ExecuteAsync("dataStoreORMGetIdentifiersCount", cancellationToken: cancellation);
        Assert.Equal("1"u8.ToArray(), count);
        var unknown = await Assert.ThrowsAsync<SutiException>(async () => await agent.ExecuteAsync("didManagerDestroy", cancellationToken: cancellation));
        Assert.Equal(AgentErrorCodes.UnknownOperation, unknown.Code);
        var wrong = await Assert.ThrowsAsync<SutiException>(async () =>
            await agent.ExecuteAsync("didManagerCreate", """{"alias":7}"""u8.ToArray(), cancellationToken: cancellation));
        Assert.Equal("/alias has a value of the wrong type or form.", wrong.Message);
        var misspelt = await Assert.ThrowsAsync<SutiException>(async () =>
            await agent.ExecuteAsync("didManagerCreate", """{"allias":"x"}"""u8.ToArray(), UnknownMembers.Refuse, cancellation));
        Assert.Equal("/allias is not known.", misspelt.Message);
    }
}
