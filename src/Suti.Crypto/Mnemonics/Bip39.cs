// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Suti.Encodings;

namespace Suti.Crypto;

/// <summary>
/// Mnemonics of BIP-39: 128 to 256 bits of entropy with a checksum, written as 12 to 24 words. Words are looked up in time that
/// depends on them; everything behind the words is not.
/// </summary>
public static class Bip39
{
    /// <summary>The size of a seed in bytes.</summary>
    public const int SeedSize = 64;

    private const int BitsPerWord = 11;
    private const int Iterations = 2048;
    private const int MaxWords = 24;
    private const int MaxEntropySize = 32;

    /// <summary>The start of the salt; the passphrase follows.</summary>
    private static ReadOnlySpan<byte> SaltPrefix => "mnemonic"u8;

    /// <summary>Makes a new mnemonic of 12, 15, 18, 21 or 24 words.</summary>
    public static string Generate(int wordCount = 12, Bip39Wordlist? wordlist = null, RandomSource? random = null)
    {
        if (!IsWordCount(wordCount))
        {
            throw new ArgumentOutOfRangeException(nameof(wordCount), wordCount, "A mnemonic has 12, 15, 18, 21 or 24 words.");
        }

        Span<byte> entropy = stackalloc byte[wordCount / 3 * 4];
        (random ?? RandomSource.System).Fill(entropy);
        var mnemonic = FromEntropy(entropy, wordlist);
        CryptographicOperations.ZeroMemory(entropy);
        return mnemonic;
    }

    /// <summary>Writes entropy of 16, 20, 24, 28 or 32 bytes as a mnemonic.</summary>
    /// <exception cref="ArgumentException">The entropy has another size.</exception>
    public static string FromEntropy(ReadOnlySpan<byte> entropy, Bip39Wordlist? wordlist = null)
    {
        if (entropy.Length is < 16 or > MaxEntropySize || entropy.Length % 4 != 0)
        {
            throw new ArgumentException("Entropy has 16, 20, 24, 28 or 32 bytes.", nameof(entropy));
        }

        wordlist ??= Bip39Wordlist.English;
        Span<byte> bits = stackalloc byte[MaxEntropySize + 1];
        bits = bits[..(entropy.Length + 1)];
        entropy.CopyTo(bits);
        bits[^1] = ChecksumOf(entropy);
        var words = new string[entropy.Length / 4 * 3];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = wordlist[ReadBits(bits, index * BitsPerWord)];
        }

        CryptographicOperations.ZeroMemory(bits);
        return string.Join(wordlist.Separator, words);
    }

    /// <summary>Says whether a mnemonic is one and, if not, why.</summary>
    public static MnemonicError Validate(ReadOnlySpan<char> mnemonic, Bip39Wordlist? wordlist = null)
    {
        Span<byte> entropy = stackalloc byte[MaxEntropySize];
        var error = Read(mnemonic, wordlist ?? Bip39Wordlist.English, entropy, out _, out _);
        CryptographicOperations.ZeroMemory(entropy);
        return error;
    }

    /// <summary>Reads the entropy of a mnemonic that may come from anywhere; false when it is none.</summary>
    public static bool TryGetEntropy(
        ReadOnlySpan<char> mnemonic, [NotNullWhen(true)] out byte[]? entropy, Bip39Wordlist? wordlist = null)
    {
        entropy = Read(mnemonic, wordlist, out _, out _);
        return entropy is not null;
    }

    /// <summary>Reads the entropy of a mnemonic.</summary>
    /// <exception cref="FormatException">It is no mnemonic. The message says what is wrong and never a word of it.</exception>
    public static byte[] GetEntropy(ReadOnlySpan<char> mnemonic, Bip39Wordlist? wordlist = null) =>
        Read(mnemonic, wordlist, out var error, out var position) ?? throw new FormatException(error switch
        {
            MnemonicError.WordCount => "Not a mnemonic: it has not 12, 15, 18, 21 or 24 words with single spaces between them.",
            MnemonicError.UnknownWord => $"Not a mnemonic: word {position + 1} is not in the list.",
            _ => "Not a mnemonic: the checksum is wrong.",
        });

    /// <summary>
    /// Derives the seed of a mnemonic in any language. As BIP-39 has it, the words are not checked: a seed comes from any text, so
    /// that words of unknown lists work too. Use <see cref="Validate"/> on what people type.
    /// </summary>
    /// <exception cref="ArgumentException">The mnemonic or the passphrase has a lone surrogate.</exception>
    public static byte[] DeriveSeed(ReadOnlySpan<char> mnemonic, ReadOnlySpan<char> passphrase = default)
    {
        var password = UnicodeNormalization.TryNormalizeToUtf8(mnemonic, UnicodeForm.Nfkd)
            ?? throw new ArgumentException("The mnemonic is not well-formed Unicode.", nameof(mnemonic));
        var phrase = UnicodeNormalization.TryNormalizeToUtf8(passphrase, UnicodeForm.Nfkd)
            ?? throw new ArgumentException("The passphrase is not well-formed Unicode.", nameof(passphrase));
        byte[] salt = [.. SaltPrefix, .. phrase];
        var seed = Pbkdf2.HmacSha512.DeriveKey(password, salt, Iterations, SeedSize);
        CryptographicOperations.ZeroMemory(password);
        CryptographicOperations.ZeroMemory(phrase);
        CryptographicOperations.ZeroMemory(salt);
        return seed;
    }

    private static bool IsWordCount(int count) => count is 12 or 15 or 18 or 21 or MaxWords;

    private static byte[]? Read(ReadOnlySpan<char> mnemonic, Bip39Wordlist? wordlist, out MnemonicError error, out int position)
    {
        Span<byte> entropy = stackalloc byte[MaxEntropySize];
        error = Read(mnemonic, wordlist ?? Bip39Wordlist.English, entropy, out var size, out position);
        var result = error == MnemonicError.None ? entropy[..size].ToArray() : null;
        CryptographicOperations.ZeroMemory(entropy);
        return result;
    }

    private static MnemonicError Read(
        ReadOnlySpan<char> mnemonic, Bip39Wordlist wordlist, Span<byte> entropy, out int size, out int position)
    {
        const int MaxLength = 1024;
        size = 0;
        position = -1;
        if (mnemonic.Length > MaxLength || UnicodeNormalization.TryNormalizeToUtf8(mnemonic, UnicodeForm.Nfkd) is not { } utf8)
        {
            return MnemonicError.WordCount;
        }

        // Normalization has made a space of U+3000 too.
        ReadOnlySpan<char> text = Encoding.UTF8.GetString(utf8);
        CryptographicOperations.ZeroMemory(utf8);
        Span<Range> words = stackalloc Range[MaxWords + 1];
        var count = text.Split(words, ' ');
        if (!IsWordCount(count))
        {
            return MnemonicError.WordCount;
        }

        Span<byte> bits = stackalloc byte[MaxEntropySize + 1];
        bits.Clear();
        for (position = 0; position < count; position++)
        {
            var word = text[words[position]];
            if (!wordlist.TryGetNormalizedIndex(word, out var index))
            {
                return word.IsEmpty ? MnemonicError.WordCount : MnemonicError.UnknownWord;
            }

            WriteBits(bits, position * BitsPerWord, index);
        }

        size = count / 3 * 4;
        bits[..size].CopyTo(entropy);
        var difference = bits[size] ^ ChecksumOf(bits[..size]);
        CryptographicOperations.ZeroMemory(bits);
        return difference == 0 ? MnemonicError.None : MnemonicError.Checksum;
    }

    /// <summary>One bit of the hash for every 32 bits of entropy, at the top of a byte.</summary>
    private static byte ChecksumOf(ReadOnlySpan<byte> entropy)
    {
        Span<byte> hash = stackalloc byte[32];
        HashFunction.Sha256.Hash(entropy, hash);
        return (byte)(hash[0] & (0xFF00 >> (entropy.Length / 4)));
    }

    private static int ReadBits(ReadOnlySpan<byte> bits, int at)
    {
        var window = (bits[at / 8] << 16) | (bits[(at / 8) + 1] << 8) | ((at / 8) + 2 < bits.Length ? bits[(at / 8) + 2] : 0);
        return (window >> (24 - BitsPerWord - (at % 8))) & ((1 << BitsPerWord) - 1);
    }

    private static void WriteBits(Span<byte> bits, int at, int value)
    {
        var window = value << (24 - BitsPerWord - (at % 8));
        bits[at / 8] |= (byte)(window >> 16);
        bits[(at / 8) + 1] |= (byte)(window >> 8);
        if ((at / 8) + 2 < bits.Length)
        {
            bits[(at / 8) + 2] |= (byte)window;
        }
    }
}
