// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>The data keys of one space, unwrapped.</summary>
internal sealed class SpaceKeys(IReadOnlyDictionary<ulong, byte[]> keys, ulong active, long generation)
{
    internal static SpaceKeys None { get; } = new(new Dictionary<ulong, byte[]>(), 0, 0);

    /// <summary>The generation of the active key; 0 when there is none.</summary>
    internal long Generation { get; } = generation;

    internal ulong Active { get; } = active;

    internal byte[]? Find(ulong id) => keys.GetValueOrDefault(id);

    internal void Clear()
    {
        foreach (var key in keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
