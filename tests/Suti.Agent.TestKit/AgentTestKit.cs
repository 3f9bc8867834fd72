// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent.TestKit;

/// <summary>
/// What every agent must do, wherever it keeps its records and however it is reached. Derive from each class of this kit and
/// say how an agent comes to be.
/// </summary>
public abstract class AgentTestKit : IAsyncLifetime
{
    private IAgent? _agent;

    /// <summary>The agent under test, new for each test.</summary>
    protected IAgent Agent => _agent!;

    /// <summary>What ends a test that takes too long.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Creates an agent with an empty space.</summary>
    protected abstract ValueTask<IAgent> CreateAgentAsync();

    /// <summary>Removes what the agent kept, once it is closed.</summary>
    protected virtual void CleanUp()
    {
    }

    /// <summary>The plugins that the agent must have: give its builder to this.</summary>
    protected static IAgentBuilder AddPlugins(IAgentBuilder builder) => TestAgents.AddPlugins(builder);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _agent = await CreateAgentAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        CleanUp();
    }

    /// <summary>Parses JSON that the test wrote.</summary>
    protected static JsonElement Json(string json) => JsonElement.Parse(json);

    /// <summary>Requires that a call fails with a code.</summary>
    protected static async Task<SutiException> FailsAsync(string code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<SutiException>(call);
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
