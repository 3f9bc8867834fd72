// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.AspNetCore;

/// <summary>Whose tokens are taken, and what they open.</summary>
public sealed class DidTokenOptions
{
    private readonly Dictionary<string, AgentCaller> _callers = new(StringComparer.Ordinal);

    /// <summary>Who a token must be for: the address of this agent, as its callers know it. There is no default.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The longest time between the issue of a token and its end.</summary>
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Lets a DID call.</summary>
    /// <param name="did">The DID.</param>
    /// <param name="scopes">The operations, as patterns of <see cref="OperationSelection"/>.</param>
    /// <param name="space">The space that it opens.</param>
    /// <exception cref="ArgumentException">The DID, a pattern or the space cannot be.</exception>
    public DidTokenOptions Allow(string did, IEnumerable<string> scopes, string space = SpaceContext.Main)
    {
        if (!Did.TryParse(did, out var parsed))
        {
            throw new ArgumentException("This is not a DID.", nameof(did));
        }

        _callers[parsed.ToString()] = new(parsed.ToString(), SpaceContext.Check(space), new OperationSelection(scopes));
        return this;
    }

    internal AgentCaller? Find(string did) => _callers.GetValueOrDefault(did);
}
