// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>One label of a name on its way through ENSIP-15.</summary>
internal sealed class EnsLabel(EnsTables tables)
{
    private const int Hyphen = '-';
    private const int LowLine = '_';

    // All text of the label without its emoji; and the text since the last emoji, before it is composed.
    private readonly List<int> _text = [];
    private readonly List<int> _pending = [];
    private bool _hasEmoji;

    /// <summary>The label as it is normalized.</summary>
    public List<int> Codes { get; } = [];

    /// <summary>What its characters are of; null for ASCII and for emoji alone.</summary>
    public EnsGroup? Group { get; private set; }

    /// <summary>Normalizes and validates a label.</summary>
    /// <returns>Why it is none; null when it is one.</returns>
    public string? Read(ReadOnlySpan<char> label, bool beautify)
    {
        var input = new List<int>(label.Length);
        while (!label.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(label, out var rune, out var consumed) != OperationStatus.Done)
            {
                return EnsFaults.HalfPair;
            }

            input.Add(rune.Value);
            label = label[consumed..];
        }

        return Tokenize(CollectionsMarshal.AsSpan(input), beautify) ?? Validate();
    }

    /// <summary>ENSIP-15, Tokenize: emoji are found first, longest first; other characters are taken, mapped, passed over or refused.</summary>
    private string? Tokenize(ReadOnlySpan<int> input, bool beautify)
    {
        while (!input.IsEmpty)
        {
            var code = input[0];
            var kind = tables.KindOf(code);
            if (kind.Is(EnsMarks.BeginsEmoji) && tables.Emoji.Match(input, out var length) is { } emoji)
            {
                if (EndText() is { } fault)
                {
                    return fault;
                }

                AddEmoji(emoji, beautify);
                input = input[length..];
                continue;
            }

            if (kind.Is(EnsMarks.Valid))
            {
                _pending.Add(code);
            }
            else if (kind.Is(EnsMarks.Mapped))
            {
                _pending.AddRange(tables.MappingOf(code));
            }
            else if (!kind.Is(EnsMarks.Ignored))
            {
                return EnsFaults.Disallowed(code);
            }

            input = input[1..];
        }

        return EndText();
    }

    private void AddEmoji(int[] emoji, bool beautify)
    {
        _hasEmoji = true;
        foreach (var code in emoji)
        {
            if (beautify || code != EnsEmoji.Presentation)
            {
                Codes.Add(code);
            }
        }
    }

    private string? EndText()
    {
        if (_pending.Count == 0)
        {
            return null;
        }

        var composed = UnicodeNormalization.Normalize(_pending, UnicodeForm.Nfc);
        Codes.AddRange(composed);
        _text.AddRange(composed);
        var first = composed[0];
        _pending.Clear();
        return tables.KindOf(first).Is(EnsMarks.Combining) ? EnsFaults.Placement("without a character before it", first) : null;
    }

    private string? Validate()
    {
        if (Codes.Count == 0)
        {
            return EnsFaults.Empty;
        }

        var firstOther = Codes.FindIndex(code => code != LowLine);
        if (firstOther >= 0 && Codes.IndexOf(LowLine, firstOther) >= 0)
        {
            return EnsFaults.Underscore;
        }

        if (!_hasEmoji && _text.TrueForAll(code => code < 0x80))
        {
            return Codes.Count >= 4 && Codes[2] == Hyphen && Codes[3] == Hyphen ? EnsFaults.Extension : null;
        }

        return _text.Count == 0 ? null : CheckFenced() ?? FindGroup(out var unique) ?? CheckMarks() ?? CheckWholes(unique);
    }

    private string? CheckFenced()
    {
        var after = true;
        foreach (var code in Codes)
        {
            var fenced = tables.KindOf(code).Is(EnsMarks.Fenced);
            if (after && fenced)
            {
                return EnsFaults.Placement("at the start or beside one that is fenced like it", code);
            }

            after = fenced;
        }

        return after ? EnsFaults.Placement("at the end", Codes[^1]) : null;
    }

    private string? FindGroup(out List<int> unique)
    {
        unique = DifferentOf(_text);
        var groups = EnsGroups.All;
        foreach (var code in unique)
        {
            var shared = groups & tables.KindOf(code).Groups;
            if (shared.IsEmpty)
            {
                // Valid parts may compose to what is not: then it stands in no group at all.
                var own = tables.KindOf(code).Groups;
                return own.IsEmpty ? EnsFaults.Disallowed(code) : EnsFaults.Mixture(tables.Groups[groups.First], tables.Groups[own.First], code);
            }

            groups = shared;
        }

        Group = tables.Groups[groups.First];
        return null;
    }

    private static List<int> DifferentOf(List<int> text)
    {
        // Labels are short: looking through what is there takes less than a set does.
        const int Short = 24;
        if (text.Count > Short)
        {
            return [.. new HashSet<int>(text)];
        }

        var different = new List<int>(text.Count);
        foreach (var code in text)
        {
            if (!different.Contains(code))
            {
                different.Add(code);
            }
        }

        return different;
    }

    private string? CheckMarks()
    {
        if (!Group!.CountsMarks)
        {
            return null;
        }

        var start = 0;
        var codes = UnicodeNormalization.Normalize(_text, UnicodeForm.Nfd);
        for (var index = 1; index < codes.Count; index++)
        {
            if (!tables.KindOf(codes[index]).Is(EnsMarks.NonSpacing))
            {
                start = index;
                continue;
            }

            var count = index - start;
            if (count > tables.MaximumNonSpacing)
            {
                return EnsFaults.ManyMarks(count, tables.MaximumNonSpacing);
            }

            if (codes.IndexOf(codes[index], start + 1, count - 1) >= 0)
            {
                return EnsFaults.RepeatedMark(codes[index]);
            }
        }

        return null;
    }

    /// <summary>ENSIP-15, Wholes: whether the same label could be written in another group with characters that look the same.</summary>
    private string? CheckWholes(List<int> unique)
    {
        EnsGroups? makers = null;
        var shared = EnsGroups.All;
        foreach (var code in unique)
        {
            var kind = tables.KindOf(code);
            if (kind.IsUnique)
            {
                return null;
            }

            if (kind.LooksLike is not { } others)
            {
                shared &= kind.Groups;
            }
            else
            {
                makers = (makers ?? EnsGroups.All) & others;
                if (makers.Value.IsEmpty)
                {
                    return null;
                }
            }
        }

        return makers is { } left && (left & shared) is { IsEmpty: false } found
            ? EnsFaults.Confusable(Group!, tables.Groups[found.First])
            : null;
    }
}
