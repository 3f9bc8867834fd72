// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>One share of a SLIP-39 secret: what its mnemonic says about the others, and its value. Dispose it to clear the value.</summary>
public sealed class Slip39Share : IDisposable
{
    internal const int BitsPerWord = 10;
    internal const int HeaderWords = 4;
    internal const int ChecksumWords = 3;
    internal const int MinValueSize = 16;
    internal const int MaxValueSize = 64;

    private const int MinWords = HeaderWords + 13 + ChecksumWords;
    private const int MaxWords = HeaderWords + 52 + ChecksumWords;
    private const int MaxPaddingBits = 8;
    private const int MaxMnemonicLength = 1024;

    private readonly byte[] _value;

    internal Slip39Share(byte[] value) => _value = value;

    /// <summary>A random number of 15 bits that all shares of a secret have.</summary>
    public required int Identifier { get; init; }

    /// <summary>Whether more shares can be made later for the same secret and passphrase.</summary>
    public required bool IsExtendable { get; init; }

    /// <summary>The passphrase is stretched by 10,000 times two to the power of this.</summary>
    public required int IterationExponent { get; init; }

    /// <summary>The number of the group, from 0.</summary>
    public required int GroupIndex { get; init; }

    /// <summary>How many groups are needed.</summary>
    public required int GroupThreshold { get; init; }

    /// <summary>How many groups there are.</summary>
    public required int GroupCount { get; init; }

    /// <summary>The number of the share in its group, from 0.</summary>
    public required int MemberIndex { get; init; }

    /// <summary>How many shares of the group are needed.</summary>
    public required int MemberThreshold { get; init; }

    internal ReadOnlySpan<byte> Value => _value;

    /// <summary>Reads a mnemonic that may come from anywhere; false when it is none or its checksum is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<char> mnemonic, [NotNullWhen(true)] out Slip39Share? share)
    {
        share = Parse(mnemonic, out _);
        return share is not null;
    }

    /// <summary>Reads a mnemonic.</summary>
    /// <exception cref="FormatException">It is none. The message says what is wrong and never a word of it.</exception>
    public static Slip39Share Parse(ReadOnlySpan<char> mnemonic) =>
        Parse(mnemonic, out var error) ?? throw new FormatException($"Not a SLIP-39 share: {error}.");

    /// <summary>Writes the share as words.</summary>
    public string ToMnemonic()
    {
        var valueWords = ((_value.Length * 8) + BitsPerWord - 1) / BitsPerWord;
        Span<ushort> words = stackalloc ushort[MaxWords];
        words = words[..(HeaderWords + valueWords + ChecksumWords)];
        var identity = (Identifier << 5) | ((IsExtendable ? 1 : 0) << 4) | IterationExponent;
        var position = (GroupIndex << 16) | ((GroupThreshold - 1) << 12) | ((GroupCount - 1) << 8)
            | (MemberIndex << 4) | (MemberThreshold - 1);
        words[0] = (ushort)(identity >> BitsPerWord);
        words[1] = (ushort)(identity & 0x3FF);
        words[2] = (ushort)(position >> BitsPerWord);
        words[3] = (ushort)(position & 0x3FF);

        // The value is a number: it stands at the right end of its words.
        uint pending = 0;
        var pendingBits = (valueWords * BitsPerWord) - (_value.Length * 8);
        var next = HeaderWords;
        foreach (var value in _value)
        {
            pending = (pending << 8) | value;
            pendingBits += 8;
            if (pendingBits >= BitsPerWord)
            {
                pendingBits -= BitsPerWord;
                words[next++] = (ushort)((pending >> pendingBits) & 0x3FF);
            }
        }

        Slip39Checksum.Write(IsExtendable, words);
        var mnemonic = Slip39Words.Join(words);
        words.Clear();
        return mnemonic;
    }

    /// <summary>Clears the value.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_value);

    private static Slip39Share? Parse(ReadOnlySpan<char> mnemonic, out string error)
    {
        Span<ushort> words = stackalloc ushort[MaxWords];
        if (mnemonic.Length > MaxMnemonicLength || !Slip39Words.TrySplit(mnemonic, words, out var count))
        {
            error = "a word is not in the list, or there are too many";
            return null;
        }

        words = words[..count];
        var valueBits = (count - HeaderWords - ChecksumWords) * BitsPerWord;
        if (count < MinWords || valueBits % 16 > MaxPaddingBits)
        {
            error = "no share has so many words";
            return null;
        }

        var identity = (words[0] << BitsPerWord) | words[1];
        var position = (words[2] << BitsPerWord) | words[3];
        var isExtendable = ((identity >> 4) & 1) == 1;
        if (!Slip39Checksum.IsRight(isExtendable, words))
        {
            error = "the checksum is wrong";
            return null;
        }

        var groupThreshold = ((position >> 12) & 0xF) + 1;
        var groupCount = ((position >> 8) & 0xF) + 1;
        if (groupThreshold > groupCount || position >> 16 >= groupCount)
        {
            error = "it names more groups than there are";
            return null;
        }

        var value = new byte[valueBits / 16 * 2];
        if (!TryReadValue(words[HeaderWords..^ChecksumWords], value))
        {
            error = "the padding is not zero";
            return null;
        }

        words.Clear();
        error = string.Empty;
        return new Slip39Share(value)
        {
            Identifier = identity >> 5,
            IsExtendable = isExtendable,
            IterationExponent = identity & 0xF,
            GroupIndex = position >> 16,
            GroupThreshold = groupThreshold,
            GroupCount = groupCount,
            MemberIndex = (position >> 4) & 0xF,
            MemberThreshold = (position & 0xF) + 1,
        };
    }

    private static bool TryReadValue(ReadOnlySpan<ushort> words, Span<byte> value)
    {
        var padding = (words.Length * BitsPerWord) - (value.Length * 8);
        if (words[0] >> (BitsPerWord - padding) != 0)
        {
            return false;
        }

        uint pending = 0;
        var pendingBits = -padding;
        var next = 0;
        foreach (var word in words)
        {
            pending = (pending << BitsPerWord) | word;
            pendingBits += BitsPerWord;
            while (pendingBits >= 8)
            {
                pendingBits -= 8;
                value[next++] = (byte)(pending >> pendingBits);
            }
        }

        return true;
    }
}
