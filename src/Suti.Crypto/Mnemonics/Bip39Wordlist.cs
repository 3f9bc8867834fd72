// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;

namespace Suti.Crypto;

/// <summary>The 2,048 words of a language, in their order. English is here; other languages are made from their published lists.</summary>
public sealed class Bip39Wordlist
{
    /// <summary>The number of words in a list.</summary>
    public const int WordCount = 2048;

    private static readonly Lazy<Bip39Wordlist> LazyEnglish = new(() => new Bip39Wordlist(EmbeddedWords.Read("bip39-english")));

    private readonly string[] _words;
    private readonly Dictionary<string, int> _indexes = new(WordCount, StringComparer.Ordinal);

    /// <summary>Makes a list of the words of a language in their published order.</summary>
    /// <param name="words">Exactly 2,048 different words.</param>
    /// <param name="separator">What stands between words when a mnemonic is written: a space, or U+3000 for Japanese.</param>
    /// <exception cref="ArgumentException">There are not 2,048 different words without white space, or the separator is none.</exception>
    public Bip39Wordlist(IEnumerable<string> words, string separator = " ")
    {
        ArgumentNullException.ThrowIfNull(words);
        if (separator is not (" " or "\u3000"))
        {
            throw new ArgumentException("Words are separated by a space or by U+3000.", nameof(separator));
        }

        _words = [.. words];
        Separator = separator;
        if (_words.Length != WordCount)
        {
            throw new ArgumentException($"A word list has {WordCount} words, not {_words.Length}.", nameof(words));
        }

        foreach (var (index, word) in _words.Index())
        {
            if (word.Length == 0 || word.Any(char.IsWhiteSpace) || !_indexes.TryAdd(Normalize(word) ?? "", index))
            {
                throw new ArgumentException($"The word at {index} is empty, not a word or there already.", nameof(words));
            }
        }
    }

    /// <summary>The English list.</summary>
    public static Bip39Wordlist English => LazyEnglish.Value;

    /// <summary>What stands between words when a mnemonic is written.</summary>
    public string Separator { get; }

    /// <summary>The word at an index.</summary>
    public string this[int index] => _words[index];

    /// <summary>The index of a word in any normalization form.</summary>
    public bool TryGetIndex(ReadOnlySpan<char> word, out int index)
    {
        index = -1;
        return Normalize(word) is { } normalized && TryGetNormalizedIndex(normalized, out index);
    }

    internal bool TryGetNormalizedIndex(ReadOnlySpan<char> word, out int index) =>
        _indexes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out index);

    private static string? Normalize(ReadOnlySpan<char> word) =>
        UnicodeNormalization.TryNormalizeToUtf8(word, UnicodeForm.Nfkd) is { } utf8 ? Encoding.UTF8.GetString(utf8) : null;
}
