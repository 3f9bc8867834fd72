// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Suti.Encodings;

/// <summary>Strings as RFC 8785 section 3.2.2.2 writes them: escapes only where JSON demands them, and the short ones.</summary>
internal static class JcsString
{
    private const int EscapeSize = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    /// <summary>Escapes text; returns the size. It grows by a factor of six at most.</summary>
    public static int Escape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var length = 0;
        while (true)
        {
            var at = text.IndexOfAny(Escaped);
            var run = at < 0 ? text : text[..at];
            run.CopyTo(destination[length..]);
            length += run.Length;
            if (at < 0)
            {
                return length;
            }

            length += EscapeCharacter(text[at], destination[length..]);
            text = text[(at + 1)..];
        }
    }

    /// <summary>Writes a raw string, whose escapes are known to be right, in canonical form; never longer than it was.</summary>
    public static int Reescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var length = 0;
        while (true)
        {
            var at = raw.IndexOf((byte)'\\');
            var run = at < 0 ? raw : raw[..at];
            run.CopyTo(destination[length..]);
            length += run.Length;
            if (at < 0)
            {
                return length;
            }

            raw = raw[at..];
            length += ReescapeOne(ref raw, destination[length..]);
        }
    }

    private static int ReescapeOne(ref ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        if (raw[1] != 'u')
        {
            var escape = raw[..2];
            raw = raw[2..];
            if (escape[1] == '/')
            {
                destination[0] = (byte)'/';
                return 1;
            }

            escape.CopyTo(destination);
            return escape.Length;
        }

        var unit = ReadUnit(raw);
        raw = raw[EscapeSize..];
        if (unit < 0x80)
        {
            if (Escaped.Contains((byte)unit))
            {
                return EscapeCharacter((byte)unit, destination);
            }

            destination[0] = (byte)unit;
            return 1;
        }

        if (!char.IsHighSurrogate(unit))
        {
            return new Rune(unit).EncodeToUtf8(destination);
        }

        var low = ReadUnit(raw);
        raw = raw[EscapeSize..];
        return new Rune(unit, low).EncodeToUtf8(destination);
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..EscapeSize], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int EscapeCharacter(byte character, Span<byte> destination)
    {
        var letter = (char)character switch
        {
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            '"' => '"',
            '\\' => '\\',
            _ => '\0',
        };
        destination[0] = (byte)'\\';
        if (letter != '\0')
        {
            destination[1] = (byte)letter;
            return 2;
        }

        "u00"u8.CopyTo(destination[1..]);
        destination[4] = (byte)(character < 0x10 ? '0' : '1');
        destination[5] = (byte)"0123456789abcdef"[character & 0xF];
        return EscapeSize;
    }
}
