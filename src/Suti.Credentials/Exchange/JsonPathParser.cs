// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Suti.Credentials;

/// <summary>Reads a path by the grammar of RFC 9535 (appendix A), all of it.</summary>
internal sealed class JsonPathParser(string text)
{
    private const int MaxLength = 1024;
    private const int MaxSegments = 64;
    private const int MaxSelectors = 64;

    /// <summary>The integers that I-JSON knows (RFC 9535 §2.1).</summary>
    private const long MaxInteger = (1L << 53) - 1;

    private int _at;
    private string? _fault;

    private char Next => _at < text.Length ? text[_at] : '\0';

    public bool TryParse([NotNullWhen(true)] out IReadOnlyList<JsonPathSegment>? segments, [NotNullWhen(false)] out string? fault)
    {
        var read = new List<JsonPathSegment>();
        if (text.Length > MaxLength)
        {
            Fail("it is too long");
        }
        else if (!Take('$'))
        {
            Fail("it does not begin with $");
        }

        while (_fault is null && _at < text.Length)
        {
            if (ReadSegment() is { } segment)
            {
                read.Add(segment);
            }

            if (read.Count > MaxSegments)
            {
                Fail("it has too many steps");
            }
        }

        fault = _fault;
        segments = fault is null ? read : null;
        return segments is not null;
    }

    private static bool IsNameFirst(char letter) => char.IsAsciiLetter(letter) || letter == '_' || letter >= '\u0080';

    private JsonPathSegment? ReadSegment()
    {
        SkipBlanks();
        if (Take('['))
        {
            return ReadBracket(isDescendant: false);
        }

        if (!Take('.'))
        {
            return Fail("a step begins with . or [");
        }

        var isDescendant = Take('.');
        return isDescendant && Take('[') ? ReadBracket(isDescendant)
            : Take('*') ? new([new JsonPathSelector.All()], isDescendant)
            : ReadShorthand() is { } name ? new([new JsonPathSelector.Name(name)], isDescendant)
            : null;
    }

    private string? ReadShorthand()
    {
        var start = _at;
        if (!IsNameFirst(Next))
        {
            Fail("there is no name behind the dot; other names stand in brackets");
            return null;
        }

        while (_at < text.Length && (IsNameFirst(text[_at]) || char.IsAsciiDigit(text[_at])))
        {
            _at++;
        }

        var name = text[start.._at];
        if (IsWellFormed(name))
        {
            return name;
        }

        Fail("a name has half a character");
        return null;
    }

    private JsonPathSegment? ReadBracket(bool isDescendant)
    {
        var selectors = new List<JsonPathSelector>();
        do
        {
            SkipBlanks();
            if (ReadSelector() is not { } selector)
            {
                return null;
            }

            selectors.Add(selector);
            SkipBlanks();
        }
        while (Take(',') && selectors.Count < MaxSelectors);
        return Take(']') ? new(selectors, isDescendant) : Fail("a bracket is not closed, or has too much in it");
    }

    private JsonPathSelector? ReadSelector()
    {
        switch (Next)
        {
            case '\'' or '"':
                return ReadQuoted() is { } name ? new JsonPathSelector.Name(name) : null;
            case '*':
                _at++;
                return new JsonPathSelector.All();
            case '?' or '(':
                Fail("filters and scripts are not supported");
                return null;
        }

        if (!TryReadInteger(out var first))
        {
            return null;
        }

        var afterFirst = _at;
        SkipBlanks();
        if (!Take(':'))
        {
            _at = afterFirst;
            if (first is null)
            {
                Fail("a bracket holds a name in quotes, a number, a slice or *");
                return null;
            }

            return new JsonPathSelector.Index(first.Value);
        }

        return ReadSlice(first);
    }

    private JsonPathSelector.Slice? ReadSlice(long? start)
    {
        SkipBlanks();
        if (!TryReadInteger(out var end))
        {
            return null;
        }

        SkipBlanks();
        long? step = null;
        if (Take(':'))
        {
            SkipBlanks();
            if (!TryReadInteger(out step))
            {
                return null;
            }
        }

        return new(start, end, step ?? 1);
    }

    /// <summary>An integer, or null when there is none; false when it is malformed.</summary>
    private bool TryReadInteger(out long? number)
    {
        number = null;
        var start = _at;
        _ = Take('-');
        while (char.IsAsciiDigit(Next))
        {
            _at++;
        }

        if (_at == start)
        {
            return true;
        }

        var digits = text.AsSpan(start, _at - start);
        if (digits is not ("0" or ['1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', ..] or ['-', not '0', ..])
            || !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read)
            || read is > MaxInteger or < -MaxInteger)
        {
            Fail("a number is malformed");
            return false;
        }

        number = read;
        return true;
    }

    private string? ReadQuoted()
    {
        var quote = text[_at++];
        var name = new StringBuilder();
        while (_at < text.Length)
        {
            var letter = text[_at++];
            if (letter == quote)
            {
                var read = name.ToString();
                if (!IsWellFormed(read))
                {
                    break;
                }

                return read;
            }

            if (letter < ' ' || (letter == '\\' && !TryReadEscape(quote, out letter)))
            {
                break;
            }

            name.Append(letter);
        }

        Fail("a name in quotes is malformed");
        return null;
    }

    private bool TryReadEscape(char quote, out char letter)
    {
        var escaped = Next;
        _at++;
        letter = escaped switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' or '\\' => escaped,
            _ => escaped == quote ? quote : '\0',
        };
        if (escaped == 'u' && _at + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += 4;
            letter = (char)code;
            return true;
        }

        return letter != '\0';
    }

    private static bool IsWellFormed(string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsSurrogate(name[index]) && !(index + 1 < name.Length && char.IsSurrogatePair(name[index], name[++index])))
            {
                return false;
            }
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private bool Take(char letter)
    {
        var isThere = _at < text.Length && text[_at] == letter;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private JsonPathSegment? Fail(string why)
    {
        _fault ??= string.Create(CultureInfo.InvariantCulture, $"The path is not valid at character {_at + 1}: {why}.");
        return null;
    }
}
