// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>What it costs to derive a root key from a passphrase with Argon2id. The default is that of RFC 9106 §4.</summary>
/// <param name="Passes">How often the memory is gone through, 1 to 64.</param>
/// <param name="MemoryInKibibytes">The memory, up to 1 GiB.</param>
/// <param name="Lanes">The lanes, 1 to 64.</param>
public sealed record PassphraseCost(int Passes = 3, int MemoryInKibibytes = 65_536, int Lanes = 4)
{
    /// <summary>Whether the numbers are in range. Those of a store are not trusted: they must not exhaust the machine.</summary>
    internal bool IsInRange =>
        Passes is >= 1 and <= 64 && Lanes is >= 1 and <= 64 && MemoryInKibibytes >= 8 * Lanes && MemoryInKibibytes <= 1 << 20;
}
