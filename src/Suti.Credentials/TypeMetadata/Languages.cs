// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Finds what is written in a language that somebody reads (RFC 4647 §3.4, lookup).</summary>
internal static class Languages
{
    /// <summary>
    /// The first in one of the languages, each of which is shortened from its end until something fits; then one in a dialect of it; at last the first
    /// of all, because a name in another language is better than none.
    /// </summary>
    public static T? Choose<T>(IReadOnlyList<T> items, Func<T, string> tagOf, IReadOnlyList<string> wanted)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (var language in wanted)
        {
            for (var range = language; range.Length > 0; range = Shorten(range))
            {
                if (items.FirstOrDefault(item => string.Equals(tagOf(item), range, StringComparison.OrdinalIgnoreCase)) is { } found)
                {
                    return found;
                }
            }

            var main = language.Split('-')[0];
            if (main.Length > 0 && items.FirstOrDefault(item => string.Equals(tagOf(item).Split('-')[0], main, StringComparison.OrdinalIgnoreCase)) is { } related)
            {
                return related;
            }
        }

        return items.Count > 0 ? items[0] : null;
    }

    private static string Shorten(string range)
    {
        var end = range.LastIndexOf('-');
        // A single letter begins a part of its own, which says nothing alone.
        return end < 0 ? "" : end >= 2 && range[end - 2] == '-' ? range[..(end - 2)] : range[..end];
    }
}
