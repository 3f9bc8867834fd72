// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// The text of a column fits a pattern: <c>%</c> stands for any characters, <c>_</c> for one, a backslash before either, or
/// before itself, for the character. Letters A to Z are equal to a to z; no other case is folded.
/// </summary>
/// <param name="Column">A text column.</param>
/// <param name="Pattern">The pattern.</param>
public sealed record RecordLikeFilter(RecordColumn Column, string Pattern) : RecordFilter
{
    /// <summary>Whether a text fits the pattern. Stores without such an operator of their own use this.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => RecordLikePattern.IsMatch(text, Pattern);
}
