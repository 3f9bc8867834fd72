// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>For whom a message is.</summary>
internal static class MessageAudience
{
    private const int MaxNames = 64;

    /// <summary>Those of the names that are DIDs of this agent.</summary>
    public static async ValueTask<IReadOnlyList<string>> FindOwnAsync(
        this DidDirectory dids, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var own = new List<string>();
        foreach (var name in names.Take(MaxNames))
        {
            if (name.StartsWith("did:", StringComparison.Ordinal) && await dids.Dids.GetAsync(name, cancellationToken).ConfigureAwait(false) is not null)
            {
                own.Add(name);
            }
        }

        return own;
    }
}
