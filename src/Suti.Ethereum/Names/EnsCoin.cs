// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The numbers of chains that names have addresses on (ENSIP-9, ENSIP-11).</summary>
public static class EnsCoin
{
    /// <summary>The main network of Ethereum; also its test networks, seen from themselves.</summary>
    public const uint Ethereum = 60;

    /// <summary>All chains of Ethereum's kind that have no address of their own.</summary>
    public const uint AnyChain = 0x8000_0000;

    /// <summary>A chain of Ethereum's kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The chain id is zero or has more than 31 bits.</exception>
    public static uint OfChain(ulong chainId)
    {
        ArgumentOutOfRangeException.ThrowIfZero(chainId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chainId, AnyChain);
        return chainId == 1 ? Ethereum : AnyChain | (uint)chainId;
    }
}
