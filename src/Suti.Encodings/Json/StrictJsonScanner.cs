// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Suti.Encodings;

/// <summary>The scan behind <see cref="StrictJson"/>: one pass over the tokens of the platform's reader.</summary>
internal static class StrictJsonScanner
{
    /// <summary>Names that were escaped are compared unescaped; up to this size on the stack.</summary>
    private const int StackNameSize = 256;

    public static bool TryScan(ReadOnlySpan<byte> utf8, StrictJsonLimits limits, out InputFault fault)
    {
        if (utf8.Length > limits.MaxSize)
        {
            fault = new InputFault(Text($"more than {limits.MaxSize} bytes"), limits.MaxSize);
            return false;
        }

        // The reader does not look into strings, so this must: invalid UTF-8 would be replaced silently later.
        if (!Utf8.IsValid(utf8))
        {
            fault = new InputFault("invalid UTF-8", FirstInvalidUtf8(utf8));
            return false;
        }

        Span<KeySet.Entry> initial = stackalloc KeySet.Entry[KeySet.InitialSize];
        var names = new KeySet(utf8, initial);

        // One level more than allowed, so that the reader lets this code see, and name, the level that is too many.
        scoped var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        try
        {
            return TryScanTokens(ref reader, ref names, limits, out fault);
        }
        catch (JsonException)
        {
            fault = new InputFault("a syntax error", (int)reader.BytesConsumed);
            return false;
        }
        finally
        {
            names.Dispose();
        }
    }

    /// <summary>Whether the escapes of a raw string, already known to be syntactically right, pair up their surrogates.</summary>
    public static bool HasPairedSurrogates(ReadOnlySpan<byte> raw)
    {
        var highBefore = false;
        while (true)
        {
            var at = raw.IndexOf((byte)'\\');
            if (at != 0 && highBefore)
            {
                return false;
            }

            if (at < 0)
            {
                return true;
            }

            if (raw[at + 1] != 'u')
            {
                if (highBefore)
                {
                    return false;
                }

                raw = raw[(at + 2)..];
                continue;
            }

            var unit = ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (highBefore != char.IsLowSurrogate((char)unit))
            {
                return false;
            }

            highBefore = char.IsHighSurrogate((char)unit);
            raw = raw[(at + 6)..];
        }
    }

    /// <summary>Where a text that is not UTF-8 stops being so.</summary>
    public static int FirstInvalidUtf8(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(utf8[at..], out _, out var consumed) == OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }

    private static bool TryScanTokens(
        ref Utf8JsonReader reader, ref KeySet names, StrictJsonLimits limits, out InputFault fault)
    {
        // Containers are numbered from 1 in order of appearance; the stack holds the numbers of those that are open.
        Span<int> open = stackalloc int[limits.MaxDepth + 1];
        var containers = 0;
        var values = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (reader.CurrentDepth >= limits.MaxDepth)
                    {
                        fault = new InputFault(Text($"more than {limits.MaxDepth} levels"), (int)reader.TokenStartIndex);
                        return false;
                    }

                    open[reader.CurrentDepth + 1] = ++containers;
                    break;
                case JsonTokenType.PropertyName:
                    if (!TryAddName(ref reader, ref names, open[reader.CurrentDepth], out var nameFault))
                    {
                        fault = new InputFault(nameFault, (int)reader.TokenStartIndex);
                        return false;
                    }

                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    continue;
                case JsonTokenType.String when reader.ValueIsEscaped && !HasPairedSurrogates(reader.ValueSpan):
                    fault = new InputFault("a lone surrogate", (int)reader.TokenStartIndex);
                    return false;
            }

            if (++values > limits.MaxValues)
            {
                fault = new InputFault(Text($"more than {limits.MaxValues} values"), (int)reader.TokenStartIndex);
                return false;
            }
        }

        fault = default;
        return true;
    }

    private static bool TryAddName(ref Utf8JsonReader reader, ref KeySet names, int container, out string fault)
    {
        fault = "a member name that the object has already";
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            // The token starts at its quotation mark.
            return names.TryAdd(container, (int)reader.TokenStartIndex + 1, raw.Length);
        }

        if (!HasPairedSurrogates(raw))
        {
            fault = "a lone surrogate in a member name";
            return false;
        }

        var rented = raw.Length > StackNameSize ? ArrayPool<byte>.Shared.Rent(raw.Length) : null;
        Span<byte> name = rented ?? stackalloc byte[StackNameSize];
        var added = names.TryAddCopy(container, name[..reader.CopyString(name)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return added;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
