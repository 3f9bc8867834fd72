// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Suti.Encodings;

/// <summary>
/// The normalization forms of Unicode (UAX #15), from tables of its own. The platform's leave text as it is where globalization is
/// invariant, as it is in browsers and small containers, and neither a seed nor a name may depend on that.
/// </summary>
public static class UnicodeNormalization
{
    /// <summary>The version of Unicode of the tables. What it has not assigned stays as it is.</summary>
    public const string UnicodeVersion = "17.0.0";

    /// <summary>Brings text into a normalization form.</summary>
    /// <returns>False when the text has half of a surrogate pair.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The form is none of the four.</exception>
    public static bool TryNormalize(ReadOnlySpan<char> text, UnicodeForm form, [NotNullWhen(true)] out string? normalized)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)form, (uint)UnicodeForm.Nfkd, nameof(form));
        normalized = null;
        if (Ascii.IsValid(text))
        {
            normalized = text.ToString();
            return true;
        }

        if (Read(text) is not { } codes)
        {
            return false;
        }

        var builder = new StringBuilder(codes.Count);
        foreach (var code in Normalize(codes, form))
        {
            builder.Append(new Rune(code).ToString());
        }

        normalized = builder.ToString();
        return true;
    }

    /// <summary>The normalized text in UTF-8, which its owner can clear; null when the text has half of a surrogate pair.</summary>
    internal static byte[]? TryNormalizeToUtf8(ReadOnlySpan<char> text, UnicodeForm form)
    {
        if (Ascii.IsValid(text))
        {
            var ascii = new byte[text.Length];
            Encoding.ASCII.GetBytes(text, ascii);
            return ascii;
        }

        if (Read(text) is not { } codes)
        {
            return null;
        }

        codes = Normalize(codes, form);
        var utf8 = new byte[codes.Sum(code => new Rune(code).Utf8SequenceLength)];
        var rest = utf8.AsSpan();
        foreach (var code in codes)
        {
            rest = rest[new Rune(code).EncodeToUtf8(rest)..];
        }

        return utf8;
    }

    private static List<int>? Read(ReadOnlySpan<char> text)
    {
        var codes = new List<int>(text.Length);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) != OperationStatus.Done)
            {
                return null;
            }

            codes.Add(rune.Value);
            text = text[consumed..];
        }

        return codes;
    }

    /// <summary>Brings code points into a normalization form; a list that is in it already is given back as it is.</summary>
    internal static List<int> Normalize(List<int> codes, UnicodeForm form)
    {
        var tables = UnicodeTables.Data;
        if (codes.TrueForAll(tables.IsInert))
        {
            return codes;
        }

        var compatible = form is UnicodeForm.Nfkc or UnicodeForm.Nfkd;
        var result = new List<int>(codes.Count + 8);
        foreach (var code in codes)
        {
            Decompose(tables, code, compatible, result);
        }

        Reorder(tables, result);
        if (form is UnicodeForm.Nfc or UnicodeForm.Nfkc)
        {
            Compose(tables, result);
        }

        return result;
    }

    private static void Decompose(UnicodeTables tables, int code, bool compatible, List<int> codes)
    {
        if (tables.Decomposition(code, compatible) is { } parts)
        {
            foreach (var part in parts)
            {
                Decompose(tables, part, compatible, codes);
            }
        }
        else if (!Hangul.TryDecompose(code, codes))
        {
            codes.Add(code);
        }
    }

    /// <summary>Puts runs of marks into the order of their classes, equal ones staying as they are.</summary>
    private static void Reorder(UnicodeTables tables, List<int> codes)
    {
        var all = CollectionsMarshal.AsSpan(codes);
        for (var start = 0; start < all.Length; start++)
        {
            var end = start;
            while (end < all.Length && tables.ClassOf(all[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                Sort(tables, all[start..end]);
            }

            start = end;
        }
    }

    private static void Sort(UnicodeTables tables, Span<int> marks)
    {
        // Class, place and code point in one number: its order is the stable order of the classes, in no more than n log n steps.
        using var rented = MemoryPool<ulong>.Shared.Rent(marks.Length);
        var keys = rented.Memory.Span[..marks.Length];
        for (var index = 0; index < marks.Length; index++)
        {
            keys[index] = ((ulong)tables.ClassOf(marks[index]) << 56) | ((ulong)index << 21) | (uint)marks[index];
        }

        keys.Sort();
        for (var index = 0; index < marks.Length; index++)
        {
            marks[index] = (int)(keys[index] & 0x1F_FFFF);
        }
    }

    private static void Compose(UnicodeTables tables, List<int> codes)
    {
        var (starter, written, lastClass) = (-1, 0, -1);
        for (var index = 0; index < codes.Count; index++)
        {
            var code = codes[index];
            int combiningClass = tables.ClassOf(code);

            // A mark is blocked from the starter by one of its class or a higher one between them; a starter by anything.
            if (starter >= 0 && lastClass < combiningClass && tables.Composition(codes[starter], code) is var composed and not 0)
            {
                codes[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
            {
                (starter, lastClass) = (written, -1);
            }
            else
            {
                lastClass = combiningClass;
            }

            codes[written++] = code;
        }

        codes.RemoveRange(written, codes.Count - written);
    }
}
