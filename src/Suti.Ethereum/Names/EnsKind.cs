// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What ENSIP-15 says of a character, the same for many of them.</summary>
/// <param name="Marks">What it is.</param>
/// <param name="Groups">The groups it stands in.</param>
/// <param name="IsUnique">It stands in one group alone, and nothing is confused with it.</param>
/// <param name="LooksLike">Where it confuses: the other groups with something that looks like it.</param>
internal sealed record EnsKind(EnsMarks Marks, EnsGroups Groups, bool IsUnique, EnsGroups? LooksLike)
{
    public bool Is(EnsMarks mark) => Marks.HasFlag(mark);
}
