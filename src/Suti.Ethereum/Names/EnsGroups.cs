// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Ethereum;

/// <summary>A set of the groups of characters that a label may be written in, a bit each.</summary>
internal readonly record struct EnsGroups(ulong Low, ulong Middle, ulong High)
{
    public const int Capacity = 192;

    public static EnsGroups All => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public bool IsEmpty => (Low | Middle | High) == 0;

    /// <summary>The first group, which is the one that a label in several is said to be in.</summary>
    public int First =>
        Low != 0 ? BitOperations.TrailingZeroCount(Low)
        : Middle != 0 ? 64 + BitOperations.TrailingZeroCount(Middle)
        : 128 + BitOperations.TrailingZeroCount(High);

    public static EnsGroups operator &(EnsGroups left, EnsGroups right) =>
        new(left.Low & right.Low, left.Middle & right.Middle, left.High & right.High);

    public EnsGroups With(int group) => group switch
    {
        < 64 => this with { Low = Low | (1UL << group) },
        < 128 => this with { Middle = Middle | (1UL << (group - 64)) },
        _ => this with { High = High | (1UL << (group - 128)) },
    };
}
