// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The matching behind <see cref="RecordLikeFilter"/>.</summary>
internal static class RecordLikePattern
{
    /// <summary>
    /// Goes through text and pattern once, and back to the last <c>%</c> where they part: at most the product of both
    /// lengths, however hostile the pattern.
    /// </summary>
    internal static bool IsMatch(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        var (at, place) = (0, 0);
        var (retryText, retryPattern) = (0, -1);
        while (true)
        {
            if (place < pattern.Length && pattern[place] == '%')
            {
                retryPattern = ++place;
                retryText = at;
                continue;
            }

            if (at == text.Length && place == pattern.Length)
            {
                return true;
            }

            if (at < text.Length && place < pattern.Length && MatchOne(text, ref at, pattern, ref place))
            {
                continue;
            }

            if (retryPattern < 0 || retryText >= text.Length)
            {
                return false;
            }

            retryText += CharacterLength(text[retryText..]);
            at = retryText;
            place = retryPattern;
        }
    }

    private static bool MatchOne(ReadOnlySpan<char> text, ref int at, ReadOnlySpan<char> pattern, ref int place)
    {
        if (pattern[place] == '_')
        {
            at += CharacterLength(text[at..]);
            place++;
            return true;
        }

        var length = pattern[place] == '\\' && place + 1 < pattern.Length && pattern[place + 1] is '%' or '_' or '\\' ? 2 : 1;
        var (left, right) = (text[at], pattern[place + length - 1]);
        if (left != right && !(char.IsAsciiLetter(left) && char.IsAsciiLetter(right) && (left | 0x20) == (right | 0x20)))
        {
            return false;
        }

        at++;
        place += length;
        return true;
    }

    private static int CharacterLength(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
}
