// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>The agent as the caller's space shows it.</summary>
internal sealed class AgentSpaces(IAgent agent)
{
    public AgentOperationTable Operations => agent.Operations;

    /// <summary>Runs something over the agent of a space.</summary>
    public async ValueTask RunAsync(string space, Func<IAgent, ValueTask> run)
    {
        if (space == agent.Space)
        {
            await run(agent).ConfigureAwait(false);
            return;
        }

        var view = agent.InSpace(space);
        await using (view.ConfigureAwait(false))
        {
            await run(view).ConfigureAwait(false);
        }
    }
}
