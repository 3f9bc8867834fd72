// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class KeccakPermutationTests
{
    [Fact]
    public void Permute_Zeros_GivesPublishedState()
    {
        // The first and the last lane of the Keccak team's KeccakF-1600-IntermediateValues.
        var lanes = new ulong[KeccakPermutation.LaneCount];
        KeccakPermutation.Permute(lanes);
        Assert.Equal(0xf1258f7940e1dde7, lanes[0]);
        Assert.Equal(0xeaf1ff7b5ceca249, lanes[^1]);
    }
}
