// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The 1,024 words of SLIP-39.</summary>
internal static class Slip39Words
{
    private static readonly string[] Words = EmbeddedWords.Read("slip39");

    private static readonly Dictionary<string, ushort> Indexes =
        Words.Index().ToDictionary(word => word.Item, word => (ushort)word.Index, StringComparer.Ordinal);

    public static string Join(ReadOnlySpan<ushort> indexes)
    {
        var words = new string[indexes.Length];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Words[indexes[index]];
        }

        return string.Join(' ', words);
    }

    /// <summary>Looks the words up; false when one is not in the list or there are more than <paramref name="indexes"/> holds.</summary>
    public static bool TrySplit(ReadOnlySpan<char> mnemonic, Span<ushort> indexes, out int count)
    {
        count = 0;
        var lookup = Indexes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in mnemonic.Split(' '))
        {
            if (count == indexes.Length || !lookup.TryGetValue(mnemonic[word], out indexes[count]))
            {
                return false;
            }

            count++;
        }

        return true;
    }
}
